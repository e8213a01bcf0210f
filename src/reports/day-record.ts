import type { ClerkId, Day, Instant, QueueId, ServiceId, TicketId, VisitId, WindowId } from "../core/ids.ts";
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
  /** Came by appointment. */
  booked: boolean;
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

/** A ticket in hand at a window. */
export interface Hold {
  ticket: TicketId;
  from: Instant;
  /** Whose sign does not show the ticket's queue: such work takes longer. */
  help: boolean;
  /** Who sits there, where people sign in: for the scheduler's forecast alone, no figure of a report knows clerks. */
  clerk: ClerkId | null;
}

/** A window with a ticket in hand, until it was free again. */
export interface Spell extends Hold {
  window: WindowId;
  to: Instant;
  /** Whether it was ended at the window, by the day, and not because nobody came. */
  served: boolean;
}

/** What the journal holds of one day as far as figures and forecasts need it: no number, nothing of a citizen. */
export interface DayRecord {
  day: Day;
  /** IANA name. */
  timeZone: string;
  tickets: Map<TicketId, TicketRecord>;
  visits: Map<VisitId, VisitRecord>;
  waits: Wait[];
  spells: Spell[];
  /** Windows that have a ticket in hand now. */
  inHand: Map<WindowId, Hold>;
  /** Who is signed in at each window now. */
  clerks: Map<WindowId, ClerkId>;
  /** How many stand in lines now. */
  waiting: number;
  /** How many did at the end of each quarter in which that changed. */
  waitingAfter: Map<number, number>;
  /** How often a queue became hot, and after how long those that were helped were, ms. */
  hot: { times: number; helpedAfterMs: number[] };
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
    clerks: new Map(),
    waiting: 0,
    waitingAfter: new Map(),
    hot: { times: 0, helpedAfterMs: [] },
    until: at,
    ratableUntil: at,
  };
}
