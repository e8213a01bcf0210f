import { ticketSession } from "../core/calendar.ts";
import { MINUTE_MS } from "../core/durations.ts";
import type { HallEvent } from "../core/events.ts";
import type { DispenserId, Instant } from "../core/ids.ts";
import type { HallRules } from "../core/rules.ts";
import type { HallState } from "../core/state.ts";

/** Fewer tickets from elsewhere say nothing about a dispenser: the hall may just be quiet. */
const ELSEWHERE_AT_LEAST = 10;

/** Tickets that were given out together, and where. */
export interface Issued {
  at: Instant;
  /** The session of the hall in which that was: a lunch break is nobody's neglect. */
  session: string;
  /** The dispensers of those that came from one; null for pages, guides and walk-ins. */
  places: (DispenserId | null)[];
}

interface Use {
  /** Its last ticket, or the session's first one anywhere. */
  sinceAt: Instant;
  elsewhere: number;
}

/**
 * Tells of ticket dispensers that have become an ornament: for `alarms.unusedDispenserMinutes` no ticket came from
 * one, while people got theirs elsewhere. Counts anew in each session and after a start; no ticket, no alarm.
 */
export class UnusedDispensers {
  readonly #tell: (dispenser: DispenserId, isUnused: boolean) => void;
  readonly #uses = new Map<DispenserId, Use>();
  #session = "";

  constructor(tell: (dispenser: DispenserId, isUnused: boolean) => void) {
    this.#tell = tell;
  }

  issued({ at, session, places }: Issued, { dispensers, alarms }: HallRules): void {
    if (session !== this.#session) this.#uses.clear();
    this.#session = session;
    const afterMs = (alarms.unusedDispenserMinutes ?? Number.POSITIVE_INFINITY) * MINUTE_MS;
    for (const place of places)
      for (const { id } of dispensers) {
        const isUsed = id === place;
        const before = this.#uses.get(id);
        const sinceAt = isUsed || !before ? at : before.sinceAt;
        const elsewhere = isUsed ? 0 : (before?.elsewhere ?? 0) + 1;
        this.#uses.set(id, { sinceAt, elsewhere });
        if (isUsed) this.#tell(id, false);
        else if (elsewhere >= ELSEWHERE_AT_LEAST && at - sinceAt >= afterMs) this.#tell(id, true);
      }
  }
}

/** @param state as the events left it. @returns undefined where no ticket was given out */
export function issuedBy(
  { rules, day }: HallState,
  events: readonly HallEvent[],
  at: Instant,
): Issued | undefined {
  const tickets = events.filter((event) => event.type === "ticket-issued");
  if (tickets.length === 0 || !rules) return undefined;
  const printedAt = new Map(
    events.flatMap((event) =>
      event.type === "print-requested" ? [[event.data.ticket, event.data.dispenser] as const] : [],
    ),
  );
  const places = tickets.map(
    ({ data: { ticket, by } }) =>
      printedAt.get(ticket) ?? rules.dispensers.find(({ id }) => by === `dispenser:${id}`)?.id ?? null,
  );
  return { at, session: `${day} ${ticketSession(rules, at)}`, places };
}
