import type { Day, Instant, QueueId, WindowId } from "../core/ids.ts";
import type { HallRules } from "../core/rules.ts";
import type { Lane } from "../scheduler/model.ts";
import type { TwinPolicy } from "./twin-day.ts";

/** Someone who came. Times are milliseconds since midnight of the hall's day. */
export interface RecordedTicket {
  queue: QueueId;
  at: number;
  lane: Lane;
  /** Of an appointment. */
  slot: number | null;
  /** At a home window; null where it was not served, or not recorded. */
  serviceMs: number | null;
  /** How long the window waited for somebody who was called and did not come; null for others. */
  missedMs: number | null;
  /** When it left the line without having been called. */
  leftAt: number | null;
  /** How long it waited; null where it was not called, or not recorded. */
  waitMs: number | null;
}

export interface RecordedDay {
  day: Day;
  /** Any moment of it. */
  at: Instant;
  tickets: RecordedTicket[];
  /**
   * When each window was there for those in line: open, not paused, and not with somebody who came by another way. A
   * window that is not in here is taken to be open with the hall.
   */
  presence: ReadonlyMap<WindowId, readonly (readonly [number, number])[]>;
  /** Moments of each window between being free with somebody in line and its call, in their order, ms. */
  pauses: ReadonlyMap<WindowId, readonly number[]>;
  /** Who decided most of its calls. */
  policy: TwinPolicy;
}

/** Days as they were, and the rules of the last of them. */
export interface Recording {
  rules: HallRules;
  days: RecordedDay[];
}
