import { reservableQueues, waitingFor } from "../core/callable.ts";
import type { EventType, HallEvent } from "../core/events.ts";
import type { Instant, WindowId } from "../core/ids.ts";
import type { HallState, Ticket } from "../core/state.ts";
import { windowView } from "../core/views.ts";
import type { WaitEstimator } from "../core/waits.ts";
import { announcementOf } from "./announcement.ts";
import { deskView, ticketAnswer, timeIn } from "./answers.ts";
import { forManager, subjectsOf, type Tell, tellStaff } from "./staff-projections.ts";

/** Something to tell those who follow a topic: an event, or that everything they see is to be read anew. */
export type LiveMessage =
  | { kind: "event"; topic: string; seq: number; event: string; body: object }
  | { kind: "refresh"; seq: number };

/** The names under which pages know events. What a window sees as a call is one, wherever the ticket came from. */
const NAMES: Partial<Record<EventType, string>> = {
  "ticket-issued": "ticket-issued",
  "ticket-called": "ticket-called",
  "ticket-unparked": "ticket-called",
  "no-show-undone": "ticket-called",
  "ticket-recalled": "ticket-recalled",
  "visit-started": "visit-started",
  "walk-in-served": "visit-started",
  "visit-finished": "visit-finished",
  "ticket-no-show": "ticket-no-show",
  "ticket-parked": "ticket-parked",
  "ticket-transferred": "ticket-transferred",
  "ticket-sent-on": "ticket-transferred",
  "ticket-returned": "ticket-returned",
  "ticket-cancelled": "ticket-cancelled",
  "ticket-voided": "ticket-cancelled",
  "sign-changed": "sign-changed",
  "window-paused": "window-paused",
  "window-resumed": "window-resumed",
  "window-opened": "window-opened",
  "window-closed": "window-closed",
  "announcement-requested": "announcement",
};

/** After these the whole picture is another one. */
const REFRESHING = new Set<EventType>(["config-adopted", "day-opened"]);
/** After these another number of people waits. */
const LINE_CHANGING = new Set<EventType>([
  "ticket-issued",
  "ticket-called",
  "ticket-cancelled",
  "ticket-voided",
  "ticket-transferred",
  "ticket-sent-on",
  "ticket-returned",
  "walk-in-served",
]);

/**
 * What the topics tell of events. Pure; never the events themselves: `hall` and `window:W` say numbers, and only
 * `ticket:ID` carries a ticket's id.
 * @param state as `events` left it
 * @param firstSeq of the first of them
 */
export function liveMessages(
  state: HallState,
  events: readonly HallEvent[],
  firstSeq: number,
  at: Instant,
  estimate: WaitEstimator,
): LiveMessage[] {
  if (events.some(({ type }) => REFRESHING.has(type)))
    return [{ kind: "refresh", seq: firstSeq + events.length - 1 }];
  const recalled = events.some(({ type }) => type === "ticket-recalled");
  const messages: LiveMessage[] = [];
  events.forEach((event, index) => {
    const seq = firstSeq + index;
    const tell = (topic: string, name: string, body: object) =>
      messages.push({ kind: "event", topic, seq, event: name, body });
    if (event.type === "announcement-requested") announce(state, event.data, recalled, at, tell);
    else if (event.type in NAMES) tellEvent(state, event, at, estimate, tell);
    else tellStaff(state, event, at, tell);
  });
  return messages;
}

function tellEvent(
  state: HallState,
  event: HallEvent,
  at: Instant,
  estimate: WaitEstimator,
  tell: Tell,
): void {
  const name = NAMES[event.type] ?? event.type;
  const { ticket, windows } = subjectsOf(state, event);
  const waits = queuesChanged(state, event, ticket);
  const time = timeIn(state, at);
  const told = {
    at: time,
    ...(ticket ? { number: ticket.number, service: ticket.service, queue: ticket.queue } : {}),
    ...(windows[0] ? { window: windows[0].id } : {}),
    windows: windows.map((window) => windowView(state, window)),
    queues: waits.map((id) => ({ id, waiting: state.queues.get(id)?.line.length ?? 0 })),
  };
  tell("hall", name, told);
  tell("manager", name, { ...told, ...forManager(event) });
  for (const window of windows)
    tell(`window:${window.id}`, name, {
      at: time,
      number: ticket?.number ?? null,
      ...deskView(state, window),
    });
  for (const window of state.windows.values())
    if (!windows.includes(window) && waits.some((queue) => window.sign.includes(queue)))
      tell(`window:${window.id}`, name, {
        at: time,
        number: ticket?.number ?? null,
        waiting: waitingFor(state, window),
      });
  if (ticket && event.type !== "ticket-issued")
    tell(`ticket:${ticket.id}`, name, { at: time, ticket: ticketAnswer(state, ticket, estimate) });
}

/** The queues in which another number of people waits: a window that closes gives back whom it had reserved. */
function queuesChanged(state: HallState, event: HallEvent, ticket: Ticket | undefined): readonly string[] {
  if (event.type === "window-closed") return reservableQueues(state, event.data.window);
  return LINE_CHANGING.has(event.type) && ticket ? [ticket.queue] : [];
}

function announce(
  state: HallState,
  { number, window: id }: { number: string; window: WindowId },
  recalled: boolean,
  at: Instant,
  tell: Tell,
): void {
  const window = state.windows.get(id);
  if (!window || !state.rules) return;
  const { names } = windowView(state, window);
  const told = {
    at: timeIn(state, at),
    number,
    window: id,
    recalled,
    ...announcementOf(state.rules, number, names, recalled),
  };
  for (const topic of ["hall", "manager", `window:${id}`]) tell(topic, "announcement", told);
}
