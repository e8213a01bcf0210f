import { QUARTER_MS } from "../core/durations.ts";
/**
 * Arrivals by group: the profile known from history, corrected by today so far. Today's counts and what the
 * history expected for the same time fade with a time constant of 45 minutes; their quotient, shrunk towards 1,
 * scales the profile (a gamma prior on a Poisson rate), and the less the history knows of a group, the more
 * today's own rate counts. Safe without history and on odd days.
 */
export interface ArrivalEstimate {
  at: number;
  /** Fading count of arrivals, by group. */
  seen: number[];
  /** Fading count that the history expected, by group. */
  expected: number[];
  /** Fading open time, ms: what `seen` is to be divided by. */
  openMs: number;
}

const FADE_MS = 45 * 60_000;
/** Arrivals that the belief in the history is worth. */
const FACTOR_WEIGHT = 4;
const HISTORY_WEIGHT = 1.5;
/** Open time that an empty start of the day is worth, ms. */
const START_MS = 10 * 60_000;

type Sessions = readonly (readonly [number, number])[];

export function noArrivals(groups: number): ArrivalEstimate {
  const zeros = () => new Array<number>(groups).fill(0);
  return { at: Number.NEGATIVE_INFINITY, seen: zeros(), expected: zeros(), openMs: 0 };
}

/** Arrivals per ms that the history expects at `t`. */
export function historyRate(history: readonly number[], t: number): number {
  return (history[Math.floor(t / QUARTER_MS)] ?? 0) / QUARTER_MS;
}

/** Brings the fading sums to `now`. */
export function fadeArrivals(
  estimate: ArrivalEstimate,
  histories: readonly (readonly number[])[],
  sessions: Sessions,
  now: number,
): void {
  const from = estimate.at === Number.NEGATIVE_INFINITY ? (sessions[0]?.[0] ?? now) : estimate.at;
  const elapsed = Math.max(0, now - Math.min(from, now));
  estimate.at = now;
  if (elapsed === 0) return;
  const keep = Math.exp(-elapsed / FADE_MS);
  const added = FADE_MS * (1 - keep);
  const middle = now - elapsed / 2;
  const open = isOpen(sessions, middle);
  estimate.openMs = estimate.openMs * keep + (open ? added : 0);
  for (let g = 0; g < histories.length; g++) {
    estimate.seen[g] = (estimate.seen[g] ?? 0) * keep;
    const rate = historyRate(histories[g] ?? [], middle);
    estimate.expected[g] = (estimate.expected[g] ?? 0) * keep + rate * added;
  }
}

/** Counts one arrival at the time of the last `fadeArrivals`. */
export function learnArrival(estimate: ArrivalEstimate, group: number): void {
  estimate.seen[group] = (estimate.seen[group] ?? 0) + 1;
}

/** Expected arrivals per ms of a group at the time `t`, not before the last `fadeArrivals`. */
export function arrivalRate(
  estimate: ArrivalEstimate,
  group: number,
  history: readonly number[],
  sessions: Sessions,
  t: number,
): number {
  if (!isOpen(sessions, t)) return 0;
  const seen = estimate.seen[group] ?? 0;
  const expected = estimate.expected[group] ?? 0;
  const factor = (FACTOR_WEIGHT + seen) / (FACTOR_WEIGHT + expected);
  const known = historyRate(history, t);
  const trust = known > 0 ? (HISTORY_WEIGHT + expected) / (HISTORY_WEIGHT + expected + 0.15 * seen) : 0;
  return trust * known * factor + ((1 - trust) * seen) / (estimate.openMs + START_MS);
}

function isOpen(sessions: Sessions, t: number): boolean {
  return sessions.some(([from, to]) => from <= t && t < to);
}
