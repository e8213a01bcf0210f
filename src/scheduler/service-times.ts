import type { KnownPace } from "./service-profile.ts";

/**
 * Service times by group and clerk, learned today on top of what was known. Each estimate is a mean shrunk
 * towards its prior (James and Stein 1961; as a pseudo-count), and single visits count at most `OUTLIER` times
 * the prior, so that one forgotten finish does not move a hall.
 */
export interface ServiceEstimate {
  /** Sum and count of today's home-equivalent durations, by group. */
  groupSumMs: number[];
  groupCount: number[];
  /** Sum of duration ÷ expectation and count, by window. */
  paceSum: number[];
  paceCount: number[];
  noShows: number;
  calls: number;
}

const GROUP_WEIGHT = 40;
const PACE_WEIGHT = 25;
const NO_SHOW_WEIGHT = 60;
const USUAL_NO_SHOWS = 0.05;
const OUTLIER = 4;

export function noServices(groups: number, windows: number): ServiceEstimate {
  return {
    groupSumMs: new Array<number>(groups).fill(0),
    groupCount: new Array<number>(groups).fill(0),
    paceSum: new Array<number>(windows).fill(0),
    paceCount: new Array<number>(windows).fill(0),
    noShows: 0,
    calls: 0,
  };
}

/** Today's mean of a group at an average clerk's home window, ms. */
export function groupMeanMs(estimate: ServiceEstimate, group: number, priorMs: number): number {
  const sum = estimate.groupSumMs[group] ?? 0;
  const count = estimate.groupCount[group] ?? 0;
  return (GROUP_WEIGHT * priorMs + sum) / (GROUP_WEIGHT + count);
}

/** How long this window's clerk needs for a piece of work, 1 being the average. */
export function pace(estimate: ServiceEstimate, window: number): number {
  const sum = estimate.paceSum[window] ?? 0;
  const count = estimate.paceCount[window] ?? 0;
  return (PACE_WEIGHT + sum) / (PACE_WEIGHT + count);
}

/** Somebody else sits at the window: what it told of the one before is forgotten for what is known of them. */
export function seat(estimate: ServiceEstimate, window: number, known: KnownPace): void {
  estimate.paceSum[window] = known.sum;
  estimate.paceCount[window] = known.visits;
}

/** Share of called citizens who do not come. */
export function noShowShare(estimate: ServiceEstimate): number {
  return (NO_SHOW_WEIGHT * USUAL_NO_SHOWS + estimate.noShows) / (NO_SHOW_WEIGHT + estimate.calls);
}

/**
 * Counts one finished visit. `durationMs` is without help overhead, `foreign` the factor of work away from
 * home that it took (1 at home). A no-show tells nothing of service times.
 */
export function learnService(
  estimate: ServiceEstimate,
  visit: { group: number; window: number; durationMs: number; foreign: number; noShow: boolean },
  priorMs: number,
): void {
  estimate.calls++;
  if (visit.noShow) {
    estimate.noShows++;
    return;
  }
  const { group, window } = visit;
  const atHomeMs = Math.min(visit.durationMs / visit.foreign, OUTLIER * priorMs);
  const clerk = pace(estimate, window);
  const expectedMs = groupMeanMs(estimate, group, priorMs);
  estimate.groupSumMs[group] = (estimate.groupSumMs[group] ?? 0) + atHomeMs / clerk;
  estimate.groupCount[group] = (estimate.groupCount[group] ?? 0) + 1;
  estimate.paceSum[window] = (estimate.paceSum[window] ?? 0) + atHomeMs / expectedMs;
  estimate.paceCount[window] = (estimate.paceCount[window] ?? 0) + 1;
}
