import type { DayTicket, HallWindow } from "./hall.ts";

/** What a simulated window does now. */
export interface WindowState {
  spec: HallWindow;
  state: "closed" | "idle" | "busy" | "setup";
  sign: number[];
  signSince: number;
  /** When changes of its sign began. */
  changes: number[];
  /** The sign that comes after the current citizen or that is being set up. */
  wanted: number[] | null;
  ticket: DayTicket | null;
  idleSince: number;
  /** Closes after the current citizen. */
  closing: boolean;
  /** Grows when a set-up is called off, so that its end is not heard. */
  epoch: number;
}

export function closedWindow(spec: HallWindow): WindowState {
  return {
    spec,
    state: "closed",
    sign: [...spec.home],
    signSince: Number.NEGATIVE_INFINITY,
    changes: [],
    wanted: null,
    ticket: null,
    idleSince: 0,
    closing: false,
    epoch: 0,
  };
}

/**
 * The place of a ticket in its group: priority, then appointments that are due within `leadMs`, then arrival.
 * Smaller comes first.
 */
function rank(ticket: DayTicket, now: number, leadMs: number): number {
  if (ticket.cls === "prio") return ticket.at - 2e9;
  if (ticket.cls === "appt" && ticket.slot !== null && ticket.slot - leadMs <= now) return ticket.slot - 1e9;
  return ticket.at;
}

/** The ticket of a group that is next in standard order; null when none waits. */
export function firstOf(waiting: readonly DayTicket[], now: number, leadMs: number): DayTicket | null {
  let best: DayTicket | null = null;
  let bestRank = Number.POSITIVE_INFINITY;
  for (const ticket of waiting) {
    const r = rank(ticket, now, leadMs);
    if (r < bestRank) {
      best = ticket;
      bestRank = r;
    }
  }
  return best;
}
