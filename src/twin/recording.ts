import type { Day, Instant, QueueId, WindowId } from "../core/ids.ts";
import type { HallRules } from "../core/rules.ts";
import type { Lane } from "../scheduler/model.ts";

/** Someone who came. Times are milliseconds since midnight of the hall's day. */
export interface RecordedTicket {
  queue: QueueId;
  at: number;
  lane: Lane;
  /** Of an appointment. */
  slot: number | null;
  /** At a home window; null where it was not served, or not recorded. */
  serviceMs: number | null;
  /** Called, and did not come. */
  noShow: boolean;
  /** How long it waited; null where it was not called, or not recorded. */
  waitMs: number | null;
}

export interface RecordedDay {
  day: Day;
  /** Any moment of it. */
  at: Instant;
  tickets: RecordedTicket[];
  /** When each window was open and not paused; a window that is not in here is taken to be open with the hall. */
  presence: ReadonlyMap<WindowId, readonly (readonly [number, number])[]>;
}

/** Days as they were, and the rules of the last of them. */
export interface Recording {
  rules: HallRules;
  days: RecordedDay[];
}
