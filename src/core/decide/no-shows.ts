import { event } from "../events.ts";
import type { Instant, TicketId } from "../ids.ts";
import type { IntentOf } from "../intents.ts";
import type { HallState } from "../state.ts";
import { findFreeWindow, findInHand, type ReadyHall } from "./at-window.ts";
import { nextVisitId } from "./calling.ts";
import { type Decision, refuse } from "./decision.ts";

export function noShow(hall: ReadyHall, { window, by }: IntentOf<"no-show">): Decision {
  const inHand = findInHand(hall, window);
  if ("code" in inHand) return inHand;
  const { ticket } = inHand;
  if (ticket.state !== "called") return refuse("wrong-state", { state: ticket.state });
  return [event("ticket-no-show", { ticket: ticket.id, window, by })];
}

/** The key was wrong: the person stands at the window. */
export function undoNoShow(
  hall: ReadyHall,
  { window: id, by }: IntentOf<"undo-no-show">,
  at: Instant,
): Decision {
  const window = findFreeWindow(hall, id);
  if ("code" in window) return window;
  const last = window.lastNoShow;
  const ticket = hall.state.tickets.get(last?.ticket ?? "");
  const inTime = last !== null && at <= last.at + hall.rules.calling.undoMinutes * 60_000;
  const isServed = hall.state.queues.has(ticket?.queue ?? "");
  if (!ticket || !inTime || !isServed || ticket.state !== "no-show")
    return refuse("nothing-to-undo", { window: id });
  return [event("no-show-undone", { ticket: ticket.id, visit: nextVisitId(hall.state), window: id, by })];
}

/** Who missed the call may wait again, once, a few places down. */
export function returnNoShow(hall: ReadyHall, intent: IntentOf<"return-no-show">, at: Instant): Decision {
  const ticket = hall.state.tickets.get(intent.ticket);
  if (!ticket) return refuse("unknown-ticket");
  if (ticket.state !== "no-show") return refuse("wrong-state", { state: ticket.state });
  const queue = hall.state.queues.get(ticket.queue);
  // A new config may have dropped it: nobody waited there then.
  if (!queue) return refuse("unknown-queue", { queue: ticket.queue });
  const { noShowReturnMinutes, noShowReturnPlaces } = hall.rules.calling;
  if (ticket.returned || at > ticket.since + noShowReturnMinutes * 60_000)
    return refuse("return-too-late", { returned: ticket.returned, noShowReturnMinutes });
  const rank = rankAtPlace(hall.state, queue.line, noShowReturnPlaces, at);
  return [event("ticket-returned", { ticket: ticket.id, rank, by: intent.by })];
}

/** The rank of who stands behind the first `places` of a line: at its very front, or behind everybody. */
function rankAtPlace(state: HallState, line: readonly TicketId[], places: number, at: Instant): Instant {
  const rankOf = (place: number) => state.tickets.get(line[place] ?? "")?.rank;
  if (places === 0) return (rankOf(0) ?? at) - 1;
  return rankOf(Math.min(places, line.length) - 1) ?? at;
}
