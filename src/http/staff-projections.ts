import type { EventType, HallEvent } from "../core/events.ts";
import type { Instant } from "../core/ids.ts";
import type { HallState, Ticket, Window } from "../core/state.ts";
import { deskView, timeIn } from "./answers.ts";

/** Puts something on a topic. */
export type Tell = (topic: string, event: string, body: object) => void;

/** What the public topics do not tell, and managers and the window's own pages need. */
const STAFF_EVENTS = new Set<EventType>([
  "visit-rated",
  "rating-invited",
  "outcome-corrected",
  "service-corrected",
  "case-added",
  "promise-made",
  "visit-overran",
  "post-found-empty",
  "clerk-signed-in",
  "clerk-signed-out",
  "window-handed-over",
  "escort-taken",
  "escort-done",
  "holder-flagged",
  "job-ended",
  "sign-proposed",
  "proposal-accepted",
  "proposal-declined",
  "proposal-expired",
  "advice-given",
  "advice-ended",
  "advice-dismissed",
  "sign-pinned",
  "sign-unpinned",
  "scheduler-mode-set",
  "queue-became-hot",
  "hot-queue-helped",
  "queue-cooled",
]);

export function tellStaff(state: HallState, event: HallEvent, at: Instant, tell: Tell): void {
  const { type, data } = event;
  if (!STAFF_EVENTS.has(type) || (type === "job-ended" && data.outcome === "done")) return;
  const { ticket, windows } = subjectsOf(state, event);
  const time = timeIn(state, at);
  // Not even staff are told who a holder is, or the id that makes one.
  const { ticket: _id, holder: _who, ...said } = { ticket: null, holder: null, ...data };
  tell("manager", type, { at: time, ...said, ...(ticket ? { number: ticket.number } : {}) });
  for (const window of windows) tell(`window:${window.id}`, type, { at: time, ...deskView(state, window) });
}

/** What a manager is told of an event beyond what everybody is. */
export function forManager({ type, data }: HallEvent): object {
  const by = "by" in data ? { by: data.by } : {};
  if (type === "visit-finished") return { ...by, outcome: data.outcome };
  if (type === "ticket-called") return data.help ? { ...by, help: data.help } : by;
  if (type === "sign-changed") {
    const { before, reason, note, proposal, session } = data;
    return { ...by, before, reason, note, proposal, session };
  }
  return by;
}

/** The ticket and the windows that an event is about; the window where it happened comes first. */
export function subjectsOf(
  state: HallState,
  { type, data }: HallEvent,
): { ticket: Ticket | undefined; windows: Window[] } {
  const ticket = "ticket" in data ? state.tickets.get(data.ticket) : undefined;
  const visit = "visit" in data ? state.visits.get(data.visit) : undefined;
  const ids = [
    type === "ticket-transferred" ? data.from : undefined,
    "window" in data ? data.window : visit?.window,
  ];
  const windows = ids.flatMap((id) => (id === undefined ? [] : (state.windows.get(id) ?? [])));
  return { ticket, windows };
}
