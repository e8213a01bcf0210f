import type { ClerkId, Day, QueueId, ServiceId } from "../core/ids.ts";

export const QUARTERS = 96;

/** What one day tells of the days to come. Plain data, so that it can be kept in a file. */
export interface PastDay {
  /** In the hall. */
  day: Day;
  /** Who came without an appointment, by queue and quarter-hour: 96 counts from the hall's midnight. */
  arrivals: [QueueId, number[]][];
  works: PastWork[];
}

/** How long each ticket of a service was in the hands of one clerk; no-shows and help off the sign are left out. */
export interface PastWork {
  service: ServiceId;
  /** Null where nobody signs in. */
  clerk: ClerkId | null;
  seconds: number[];
}
