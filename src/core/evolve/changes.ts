import type { EventData, EventType } from "../events.ts";
import type { Instant } from "../ids.ts";
import { leaveLine } from "../line.ts";
import type { HallState, Ticket, TicketState, Visit, Window } from "../state.ts";

/** What events of some types do to the state. */
export type Happenings<T extends EventType> = {
  [K in T]: (state: HallState, data: EventData[K], at: Instant) => void;
};

export function withTicket(state: HallState, id: string, change: (ticket: Ticket) => void): void {
  const ticket = state.tickets.get(id);
  if (ticket) change(ticket);
}

export function withWindow(state: HallState, id: string, change: (window: Window) => void): void {
  const window = state.windows.get(id);
  if (window) change(window);
}

export function withVisit(state: HallState, id: string, change: (visit: Visit) => void): void {
  const visit = state.visits.get(id);
  if (visit) change(visit);
}

export function visitOf(state: HallState, ticket: string): Visit | undefined {
  return state.visits.get(state.tickets.get(ticket)?.visit ?? "");
}

export function turn(ticket: Ticket, to: TicketState, at: Instant): void {
  ticket.state = to;
  ticket.since = at;
}

/** A ticket that waits or is parked goes, uncalled. */
export function leave(state: HallState, ticket: Ticket, to: TicketState, at: Instant): void {
  leaveLine(state, ticket);
  ticket.window = null;
  turn(ticket, to, at);
}

export function bringTo(state: HallState, ticket: Ticket, id: string, to: TicketState, at: Instant): void {
  leaveLine(state, ticket);
  ticket.window = id;
  turn(ticket, to, at);
  withWindow(state, id, (window) => {
    window.ticket = ticket.id;
    window.emptyPost = null;
  });
}

export function free(state: HallState, id: string, at: Instant): void {
  withWindow(state, id, (window) => {
    window.ticket = null;
    window.idleSince = at;
  });
}

/** A transferred ticket goes on with the visit it has, at its new window. */
export function beginVisit(state: HallState, ticket: Ticket, id: string, window: string, at: Instant): void {
  if (ticket.visit === null) state.visitCount += 1;
  const before = state.visits.get(id);
  ticket.visit = id;
  state.visits.set(id, {
    id,
    ticket: ticket.id,
    number: ticket.number,
    service: ticket.service,
    window,
    walkIn: false,
    calledAt: at,
    recalls: 0,
    lastCallAt: at,
    startedAt: null,
    finishedAt: null,
    outcome: null,
    rating: null,
    ratableUntil: 0,
    clerk: state.windows.get(window)?.clerk ?? null,
    cases: before?.cases ?? [],
    promise: before?.promise ?? null,
    overrun: false,
  });
}
