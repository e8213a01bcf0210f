import type { ExpectedOfHour } from "../../core/advice.ts";
import { MINUTE_MS } from "../../core/durations.ts";
import { isCold } from "../../core/heat.ts";
import type { Instant, WindowId } from "../../core/ids.ts";
import type { HallRules } from "../../core/rules.ts";
import type { HallState } from "../../core/state.ts";
import { adviseHour, spareWindow } from "../../scheduler/advice.ts";
import type { HallState as Scheduled } from "../../scheduler/model.ts";
import type { Places } from "./facts.ts";

/** Shorter than this is no reason to fetch anybody; advice that stands already stays until nearly nothing is short. */
const SHORT_MINUTES = 15;
const STILL_SHORT_MINUTES = 5;
/** Clerks come with the doors: before this long into a session, closed windows say nothing. */
const SETTLED_MS = 10 * MINUTE_MS;
/** So late in a session, nobody is fetched for the rest of it and who is free stays. */
const ENDING_MS = 30 * MINUTE_MS;

/** What people could do about the hour ahead, in the hall's names: windows to open, and one that could close. */
export function hourAhead(
  scheduled: Scheduled,
  places: Places,
  hall: HallState,
  rules: HallRules,
  at: Instant,
): ExpectedOfHour[] {
  const t = at - places.midnight;
  const { sessions } = scheduled.facts;
  if (!sessions.some(([from, to]) => from + SETTLED_MS <= t && t < to - ENDING_MS)) return [];
  const short = adviseHour(scheduled).flatMap((advice): ExpectedOfHour[] => {
    const { group, workMinutes, shortMinutes } = advice;
    const queue = places.queues[group] ?? "";
    const limit = isAdvised(hall, queue) ? STILL_SHORT_MINUTES : SHORT_MINUTES;
    if (shortMinutes < limit) return [];
    const windows = advice.windows.flatMap((w) => places.windows[w] ?? []);
    return [{ what: "open", queue, windows, workMinutes, shortMinutes }];
  });
  return short.length > 0 ? short : spared(scheduled, places, hall, rules, at);
}

function spared(
  scheduled: Scheduled,
  places: Places,
  hall: HallState,
  rules: HallRules,
  at: Instant,
): ExpectedOfHour[] {
  const cold = [...hall.windows.values()].filter((window) => isCold(rules, window, at));
  const longestFirst = cold.sort((a, b) => a.idleSince - b.idleSince);
  const spare = spareWindow(
    scheduled,
    longestFirst.flatMap(({ id }) => places.windowAt.get(id) ?? []),
  );
  const window: WindowId | undefined = places.windows[spare?.window ?? -1];
  return spare && window !== undefined ? [{ what: "close", window, spareMinutes: spare.spareMinutes }] : [];
}

function isAdvised({ scheduling }: HallState, queue: string): boolean {
  for (const advice of scheduling.advice.values())
    if (advice.what === "open" && advice.queue === queue) return true;
  return false;
}
