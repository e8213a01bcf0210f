import type { WaitingTicket } from "./model.ts";

/** Place of a ticket in its group: priority, then appointments due within `leadMs`, then arrival; small is first. */
export function rank(ticket: WaitingTicket, now: number, leadMs: number): number {
  if (ticket.lane === "prio") return ticket.at - 2e9;
  const due = ticket.lane === "appt" && ticket.slot !== null && ticket.slot - leadMs <= now;
  return due ? (ticket.slot ?? 0) - 1e9 : ticket.at;
}

/** The next ticket of a group in standard order; undefined when nobody waits. */
export function headOf(
  queue: readonly WaitingTicket[],
  now: number,
  leadMs: number,
): WaitingTicket | undefined {
  let best: WaitingTicket | undefined;
  let bestRank = Number.POSITIVE_INFINITY;
  for (const ticket of queue) {
    const r = rank(ticket, now, leadMs);
    if (r >= bestRank) continue;
    best = ticket;
    bestRank = r;
  }
  return best;
}
