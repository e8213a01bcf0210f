import type { QueueId, WindowId } from "../ids.ts";
import type { Refusal } from "../refusals.ts";
import type { HallRules } from "../rules.ts";
import { authorisedQueues } from "../scheduling.ts";
import type { HallState, Ticket, Visit, Window } from "../state.ts";
import { refuse } from "./decision.ts";

/** A hall that has adopted its rules: what every decision but the first one works on. */
export interface ReadyHall {
  state: HallState;
  rules: HallRules;
}

export function findWindow({ state }: ReadyHall, id: WindowId): Window | Refusal {
  return state.windows.get(id) ?? refuse("unknown-window", { window: id });
}

/** A window at which someone can be called to: open, not paused, nothing in hand. */
export function findFreeWindow(hall: ReadyHall, id: WindowId): Window | Refusal {
  const window = findWindow(hall, id);
  if ("code" in window) return window;
  if (!window.open) return refuse("window-closed", { window: id });
  if (window.paused) return refuse("window-paused", { window: id, reason: window.paused.reason });
  if (window.ticket)
    return refuse("window-busy", { window: id, number: numberOf(hall.state, window.ticket) });
  return window;
}

export interface InHand {
  window: Window;
  ticket: Ticket;
  visit: Visit;
}

/** The ticket now at a window. */
export function findInHand(hall: ReadyHall, id: WindowId): InHand | Refusal {
  const window = findWindow(hall, id);
  if ("code" in window) return window;
  const ticket = hall.state.tickets.get(window.ticket ?? "");
  const visit = hall.state.visits.get(ticket?.visit ?? "");
  if (!ticket || !visit) return refuse("no-ticket", { window: id });
  return { window, ticket, visit };
}

export function mayServe({ rules }: ReadyHall, window: Window, queue: QueueId): boolean {
  return authorisedQueues(rules, window).includes(queue);
}

export function numberOf(state: HallState, ticket: string | null): string | null {
  return state.tickets.get(ticket ?? "")?.number ?? null;
}
