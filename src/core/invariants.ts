import type { HallState, Ticket } from "./state.ts";

/**
 * What is true of a hall after every event. Returns each breach in words; a hall without fault gives none.
 * Costs time in proportion to the day's tickets: for tests and `verify`, not for the way of a call.
 */
export function breaches(state: HallState): string[] {
  return [
    ...numbersAreUnique(state),
    ...linesHoldTheWaiting(state),
    ...windowsHoldOneEach(state),
    ...visitsEnd(state),
    ...signsAreServed(state),
  ];
}

function numbersAreUnique(state: HallState): string[] {
  const found: string[] = [];
  const seen = new Map<string, string>();
  for (const { id, number } of state.tickets.values()) {
    const other = seen.get(number);
    if (other) found.push(`number ${number} was given twice`);
    seen.set(number, id);
    if (state.numbers.get(number) !== id) found.push(`number ${number} does not lead to its ticket`);
  }
  return found;
}

/** Every waiting ticket stands in exactly one line, in order of rank; nobody else stands in any. */
function linesHoldTheWaiting(state: HallState): string[] {
  const found: string[] = [];
  const places = new Map<string, number>();
  for (const queue of state.queues.values()) {
    let before = Number.NEGATIVE_INFINITY;
    for (const id of queue.line) {
      const ticket = state.tickets.get(id);
      places.set(id, (places.get(id) ?? 0) + 1);
      if (ticket?.queue !== queue.id) found.push(`${nameOf(ticket)} stands in the line of ${queue.id}`);
      if (ticket && ticket.rank < before) found.push(`the line of ${queue.id} is out of order`);
      before = ticket?.rank ?? before;
    }
  }
  for (const window of state.windows.values())
    for (const id of window.reserved) {
      places.set(id, (places.get(id) ?? 0) + 1);
      if (state.tickets.get(id)?.window !== window.id)
        found.push(`window ${window.id} holds a ticket not its own`);
    }
  for (const ticket of state.tickets.values()) {
    const expected = ticket.state === "waiting" ? 1 : 0;
    if ((places.get(ticket.id) ?? 0) !== expected)
      found.push(`${nameOf(ticket)} is ${ticket.state} and stands in ${places.get(ticket.id) ?? 0} lines`);
  }
  return found;
}

/** A called or served ticket is at one window, which has it and no other. */
function windowsHoldOneEach(state: HallState): string[] {
  const found: string[] = [];
  const held = new Map<string, string>();
  for (const window of state.windows.values()) {
    if (!window.ticket) continue;
    const ticket = state.tickets.get(window.ticket);
    if (held.has(window.ticket)) found.push(`${nameOf(ticket)} is at two windows`);
    held.set(window.ticket, window.id);
    if (!window.open) found.push(`window ${window.id} is closed with ${nameOf(ticket)} in hand`);
    if (ticket?.window !== window.id) found.push(`${nameOf(ticket)} does not know of window ${window.id}`);
  }
  for (const ticket of state.tickets.values()) {
    const inHand = ticket.state === "called" || ticket.state === "serving";
    if (inHand !== held.has(ticket.id))
      found.push(`${nameOf(ticket)} is ${ticket.state} but not so at a window`);
  }
  return found;
}

/** A finished visit has its outcome, a rating came only after the finish, and no visit is without its ticket. */
function visitsEnd(state: HallState): string[] {
  const found: string[] = [];
  for (const visit of state.visits.values()) {
    // A visit of an earlier day is only kept for its rating.
    if (visit.finishedAt === null && !state.tickets.has(visit.ticket))
      found.push(`visit ${visit.id} has no ticket`);
    if ((visit.finishedAt === null) !== (visit.outcome === null))
      found.push(`visit ${visit.id} ended without outcome`);
    if (visit.rating && visit.finishedAt === null)
      found.push(`visit ${visit.id} was rated before its finish`);
  }
  return found;
}

/** A sign shows something, and only what the window may serve. */
function signsAreServed({ windows, rules }: HallState): string[] {
  const found: string[] = [];
  for (const { id, sign } of windows.values()) {
    const authorised = rules?.windows.find((rule) => rule.id === id)?.authorised ?? [];
    if (sign.length === 0) found.push(`the sign of window ${id} is empty`);
    for (const queue of sign)
      if (!authorised.includes(queue)) found.push(`window ${id} shows ${queue}, which it may not serve`);
  }
  return found;
}

function nameOf(ticket: Ticket | undefined): string {
  return ticket ? `ticket ${ticket.number}` : "an unknown ticket";
}
