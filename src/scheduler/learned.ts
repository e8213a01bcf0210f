import type { QueueId } from "../core/ids.ts";
import { arrivalProfile } from "./arrival-profile.ts";
import type { PastDay } from "./past-day.ts";
import { type ServiceProfile, serviceProfile } from "./service-profile.ts";

/** What past days tell of a day before it begins. */
export interface Learned extends ServiceProfile {
  /** Arrivals to expect without an appointment, by queue and quarter-hour. */
  arrivals: ReadonlyMap<QueueId, readonly number[]>;
}

export const NOTHING_LEARNED: Learned = { arrivals: new Map(), services: new Map(), paces: new Map() };

/** Days that are kept: eight weeks tell all that a profile weighs. */
export const DAYS_KEPT = 56;

export function learnedFrom(past: readonly PastDay[], day: string): Learned {
  return { arrivals: arrivalProfile(past, day), ...serviceProfile(past, day) };
}
