import type { Day, Instant, QueueId, ServiceId, TicketId, VisitId, WindowId } from "../core/ids.ts";
import type { Level, Outcome } from "../core/state.ts";

export const QUARTER_MINUTES = 15;

/** Each ticket of a day. Quarters of an hour are counted from the hall's midnight. */
export interface TicketRecord {
  issuedFor: QueueId;
  /** Where it waits, or waited last. */
  queue: QueueId;
  service: ServiceId;
  /** Served without having taken a number. */
  walkIn: boolean;
  issuedQuarter: number;
  /** Since when it stands in a line, while it does. */
  waitsSince: Instant | null;
  /** How it ended without a visit, if it did, and at which window it was missed. */
  lost: { how: "no-show" | "gone"; window: WindowId | null } | null;
}

/** Each visit of a day. */
export interface VisitRecord {
  queue: QueueId;
  service: ServiceId;
  window: WindowId;
  /** From its call until its start was pressed. */
  startedAt: Instant;
  finishedQuarter: number | null;
  /** Null for a visit that only the night ended. */
  serviceMs: number | null;
  outcome: Outcome | null;
  level: Level | null;
}

/** A time in a line that a call ended. */
export interface Wait {
  queue: QueueId;
  calledQuarter: number;
  ms: number;
}

/** A window with a ticket in hand. */
export interface Spell {
  window: WindowId;
  from: Instant;
  to: Instant;
}

/** What the journal holds of one day as far as figures need it: no number, no clerk, nothing of a person. */
export interface DayRecord {
  day: Day;
  /** IANA name. */
  timeZone: string;
  tickets: Map<TicketId, TicketRecord>;
  visits: Map<VisitId, VisitRecord>;
  waits: Wait[];
  spells: Spell[];
  /** Windows that have a ticket in hand now, since when. */
  inHand: Map<WindowId, Instant>;
  /** How many stand in lines now. */
  waiting: number;
  /** How many did at the end of each quarter in which that changed. */
  waitingAfter: Map<number, number>;
  /** The last moment that it tells of. */
  until: Instant;
  /** No visit of the day can be rated after this. */
  ratableUntil: Instant;
}

/** @param timeZone the hall's own, in which quarters and hours are counted */
export function newDayRecord(day: Day, timeZone: string, at: Instant): DayRecord {
  return {
    day,
    timeZone,
    tickets: new Map(),
    visits: new Map(),
    waits: [],
    spells: [],
    inHand: new Map(),
    waiting: 0,
    waitingAfter: new Map(),
    until: at,
    ratableUntil: at,
  };
}
