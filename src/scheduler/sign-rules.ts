import { HOUR_MS } from "../core/durations.ts";
import type { HallState, WindowNow } from "./model.ts";
import { sameSign } from "./observe.ts";

/** A wish for a window's sign, groups by their place. */
export interface SignWish {
  window: number;
  sign: readonly number[];
}

/** The sign that a window shows or is about to show. */
export function nextSign(window: WindowNow): readonly number[] {
  return window.wanted?.sign ?? window.sign;
}

/** Open windows other than `except` that show the group now and will go on showing it. */
export function coverOf(state: HallState, group: number, except = -1): number {
  let n = 0;
  state.windows.forEach((window, w) => {
    if (w === except || !window.open || isLeaving(state, w)) return;
    if (window.sign.includes(group) && nextSign(window).includes(group)) n++;
  });
  return n;
}

/** Whether anybody waits for the group although no open window shows it or is about to. */
export function isUncovered(state: HallState, group: number): boolean {
  return isLeftBy(state, group, (window) => [...window.sign, ...nextSign(window)]);
}

/**
 * Whether anybody waits for the group and no window will go on showing it: those that do are about to change, and
 * their citizens may keep them for long.
 */
export function isAbandoned(state: HallState, group: number): boolean {
  return isLeftBy(state, group, nextSign);
}

function isLeftBy(
  state: HallState,
  group: number,
  signOf: (window: WindowNow) => readonly number[],
): boolean {
  if ((state.queues[group]?.length ?? 0) === 0) return false;
  return !state.windows.some(
    (window, w) => window.open && !isLeaving(state, w) && signOf(window).includes(group),
  );
}

/**
 * Whether the rules let a window take a sign now: authorisation, length, dwell, hourly cap and coverage of those
 * who wait. A recall (it covers somebody whom nothing covers) need not mind dwell and cap.
 */
export function mayShow(state: HallState, { window: w, sign }: SignWish): boolean {
  const { rules } = state.facts;
  const window = state.windows[w];
  const facts = state.facts.windows[w];
  if (window === undefined || facts === undefined || !window.open || window.wanted !== null) return false;
  if (isLeaving(state, w)) return false;
  if (sign.length === 0 || sameSign(sign, window.sign)) return false;
  if (!sign.every((g) => facts.skills.includes(g))) return false;
  if (sign.length > rules.maxSign && !sameSign(sign, facts.home)) return false;
  const abandons = window.sign.some(
    (g) => !sign.includes(g) && (state.queues[g]?.length ?? 0) > 0 && coverOf(state, g, w) === 0,
  );
  if (abandons) return false;
  if (sign.some((g) => isUncovered(state, g))) return true;
  return state.now >= freeToChangeAt(state, w);
}

/** Whether the window's break has begun and it only finishes its citizen: it closes before a new sign could help. */
function isLeaving(state: HallState, w: number): boolean {
  const since = state.windows[w]?.serving?.since;
  if (since === undefined) return false;
  const { now } = state;
  return (
    state.facts.windows[w]?.breaks.some(([from, to]) => since < from && from <= now && now < to) ?? false
  );
}

/** From when dwell, hourly cap and an earlier refusal let the window change its sign. */
export function freeToChangeAt(state: HallState, w: number): number {
  const window = state.windows[w];
  if (window === undefined) return Number.POSITIVE_INFINITY;
  const { dwellMs, maxPerHour } = state.facts.rules;
  if (maxPerHour === 0) return Number.POSITIVE_INFINITY;
  const lastHour = window.changes.filter((t) => t > state.now - HOUR_MS);
  const oldest = lastHour[lastHour.length - maxPerHour];
  return Math.max(
    window.signSince + dwellMs,
    window.refusedUntil,
    oldest === undefined ? 0 : oldest + HOUR_MS,
  );
}

/** Notes that a wish was sent. */
export function noteWish(state: HallState, { window: w, sign }: SignWish): void {
  const window = state.windows[w];
  if (window !== undefined) window.wanted = { sign, at: state.now };
}

/**
 * Gives up wishes that the hall has evidently refused: the window went on to another citizen, or stood idle for
 * longer than the set-up.
 */
export function forgetRefused(state: HallState): void {
  const { setupMs, tickMs, dwellMs } = state.facts.rules;
  for (const window of state.windows) {
    const { wanted, serving } = window;
    if (wanted === null) continue;
    const wentOn = serving !== null && serving.since > wanted.at;
    const overdue =
      serving === null && state.now > Math.max(wanted.at, window.idleSince) + setupMs + 2 * tickMs;
    if (!wentOn && !overdue) continue;
    window.wanted = null;
    window.refusedUntil = state.now + dwellMs;
  }
}
