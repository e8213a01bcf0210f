import { HOUR_MS } from "../core/durations.ts";
import { arrivalRate } from "./forecast.ts";
import type { HallState } from "./model.ts";
import { groupMeanMs } from "./service-times.ts";

const STEP_MS = 900_000;
/** A window cannot count on more of its time than this. */
const USABLE = 0.95;
/** A hall that could spare a window is not to be busy without it: people come in bursts. */
const CALM = 0.7;

/** What people could do about the hour ahead, in figures. */
export interface Advice {
  group: number;
  /** Minutes of work that the hour brings, what waits now included. */
  workMinutes: number;
  /** Of these, minutes that no open window that may do them has time for. */
  shortMinutes: number;
  /** Closed windows whose clerks may do them: open one, or call its B post. */
  windows: number[];
}

/**
 * Advises to open windows where the hour ahead will be short: each queue's work goes to its open home windows
 * first, then to the time left of other authorised ones; the worst shortage first.
 */
export function adviseHour(state: HallState): Advice[] {
  const works = worksOf(state);
  return shareOut(state, works, USABLE)
    .short.map((ms, group) => ({
      group,
      workMinutes: minutes(works[group] ?? 0),
      shortMinutes: minutes(ms),
      windows: closedFor(state, group),
    }))
    .filter((advice) => advice.shortMinutes > 0)
    .sort((a, b) => b.shortMinutes - a.shortMinutes);
}

/**
 * The first of `candidates` without which the hour ahead stays calm, and how many minutes of it the other windows
 * that could do its work would still have left. A window that is the last to do some work is never spared.
 */
export function spareWindow(
  state: HallState,
  candidates: readonly number[],
): { window: number; spareMinutes: number } | null {
  const works = worksOf(state);
  for (const window of candidates) {
    const skills = state.facts.windows[window]?.skills ?? [];
    const others = (g: number) =>
      state.facts.windows.flatMap((each, w) =>
        w !== window && state.windows[w]?.open && each.skills.includes(g) ? [w] : [],
      );
    if (skills.some((g) => others(g).length === 0)) continue;
    const { short, left } = shareOut(state, works, CALM, window);
    if (short.some((ms) => ms > 0)) continue;
    const helpers = [...new Set(skills.flatMap(others))];
    return { window, spareMinutes: minutes(helpers.reduce((sum, w) => sum + (left[w] ?? 0), 0)) };
  }
  return null;
}

/** Gives the hour's work to the open windows. @returns what nobody has time for, and each window's time left, ms */
function shareOut(
  state: HallState,
  works: readonly number[],
  usable: number,
  without?: number,
): { short: number[]; left: number[] } {
  const left = state.windows.map((window, w) =>
    window.open && w !== without ? usable * presentMs(state, w) : 0,
  );
  const short = [...works];
  for (const atHome of [true, false])
    state.facts.windows.forEach(({ home, skills }, w) => {
      for (const g of skills) {
        if (home.includes(g) !== atHome) continue;
        const factor = atHome ? 1 : state.facts.rules.foreignFactor;
        const takes = Math.min(short[g] ?? 0, (left[w] ?? 0) / factor);
        short[g] = (short[g] ?? 0) - takes;
        left[w] = (left[w] ?? 0) - takes * factor;
      }
    });
  return { short, left };
}

/** The work that the hour brings each group, ms. */
function worksOf(state: HallState): number[] {
  return state.facts.groups.map((group, g) => {
    let coming = 0;
    for (let t = state.now; t < state.now + HOUR_MS; t += STEP_MS)
      coming += STEP_MS * arrivalRate(state.arrivals, g, group.history, state.facts.sessions, t);
    const people = (state.queues[g]?.length ?? 0) + coming;
    return people * groupMeanMs(state.services, g, group.meanMs);
  });
}

/** How much of the hour ahead the window is not on a known break. */
function presentMs(state: HallState, w: number): number {
  const until = state.now + HOUR_MS;
  const breaks = state.facts.windows[w]?.breaks ?? [];
  return breaks.reduce(
    (ms, [from, to]) => ms - Math.max(0, Math.min(to, until) - Math.max(from, state.now)),
    HOUR_MS,
  );
}

function closedFor(state: HallState, group: number): number[] {
  return state.facts.windows.flatMap(({ skills }, w) =>
    skills.includes(group) && state.windows[w]?.open === false ? [w] : [],
  );
}

function minutes(ms: number): number {
  return Math.round(ms / 60_000);
}
