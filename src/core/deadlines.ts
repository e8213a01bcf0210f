import { localTime, nextMidnight } from "./calendar.ts";
import type { Instant } from "./ids.ts";
import type { Intent } from "./intents.ts";
import type { HallState } from "./state.ts";

/** What the hall will want by itself, and when. */
export interface Deadline {
  at: Instant;
  intent: Intent;
}

/** The next thing that time alone brings about: one deadline at a time, from the state and the moment. */
export function nextDeadline(state: HallState, now: Instant): Deadline | null {
  if (!state.rules) return null;
  const { timeZone } = state.rules.hall;
  const today = localTime(now, timeZone).day;
  if (state.day !== today) return { at: now, intent: { type: "open-day", day: today } };
  const midnight = nextMidnight(now, timeZone);
  return { at: midnight, intent: { type: "open-day", day: localTime(midnight, timeZone).day } };
}
