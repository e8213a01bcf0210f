import { event, type HallEvent } from "../events.ts";
import type { QueueId, TicketId } from "../ids.ts";
import type { HallState, Window } from "../state.ts";
import { mayServe, type ReadyHall } from "./at-window.ts";
import { nextVisitId } from "./calling.ts";
import { announcement } from "./jobs.ts";

/**
 * Gives a newcomer to the window that has been idle longest, where the hall wants that. Only a newcomer to an
 * empty line: whoever waits before them is called first, by a person's press.
 * @param asked how many jobs the same intent asked for before
 */
export function callToIdle(
  hall: ReadyHall,
  issued: HallEvent & { type: "ticket-issued" },
  asked = 0,
): HallEvent[] {
  const { ticket, number, queue } = issued.data;
  if ((hall.state.queues.get(queue)?.line.length ?? 0) > 0) return [];
  const window = longestIdle(hall, queue);
  if (!window) return [];
  return [
    event("ticket-called", {
      ticket,
      visit: nextVisitId(hall.state),
      window: window.id,
      jumped: false,
      by: "system",
    }),
    ...announcement(hall, { id: ticket, number }, window.id, asked),
  ];
}

function longestIdle(hall: ReadyHall, queue: QueueId): Window | undefined {
  const idle = [...hall.state.windows.values()].filter(
    (window) => calls(hall, window) && window.sign.includes(queue) && mayServe(hall, window, queue),
  );
  return idle.sort((a, b) => a.idleSince - b.idleSince)[0];
}

function calls({ state, rules }: ReadyHall, window: Window): boolean {
  const rule = rules.windows.find(({ id }) => id === window.id);
  const wanted = rule?.autoCall ?? rules.calling.autoCall;
  return wanted && window.open && !window.paused && !window.ticket && !reservedWaits(state, window);
}

function reservedWaits(state: HallState, { reserved }: Window): boolean {
  return reserved.some((id: TicketId) => state.tickets.has(id));
}
