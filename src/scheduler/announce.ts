import { MINUTE_MS } from "../core/durations.ts";
import type { Arena } from "./arena.ts";
import { at } from "./arena.ts";
import { drawFutures } from "./futures.ts";
import type { HallState } from "./model.ts";
import { lookOut } from "./outlook.ts";
import type { Random } from "./random.ts";
import { Rollout } from "./rollout.ts";
import { wholeHall } from "./scope.ts";
import type { Announced, WaitRecord } from "./wait-record.ts";

/** A wait still to come, in ms: mean, median, and the range that should hold 80 % of the time. */
export interface WaitEstimate {
  mean: number;
  mid: number;
  lo: number;
  hi: number;
}

const SIMULATIONS = 40;
const SIMULATIONS_MIN = 10;
/** Simulated events after which an estimate stands as it is. */
const BUDGET_STEPS = 2_500;
const HORIZON_MINUTES = 160;
/** Share of simulations that may run into the horizon. */
const UNFINISHED = 0.1;
/** What the simulations do not know of, added to each side of a range that is not exactly zero. */
const SLACK_MS = 10_000;
const SLACK_SHARE = 0.05;
/** Chance of each side of the range to be missed. */
const MISS = 0.1;
const LEARNING = 0.06;
const STRETCH_MIN = 0.5;
const STRETCH_MAX = 4;
/** Waits below this are as good as announced, so that an idle hall does not narrow the ranges. */
const SHORT_MS = 30_000;

/**
 * Estimates the wait still to come of a waiting ticket by simulating the hall forward, and stretches the range
 * so that it keeps its promise (adaptive conformal inference: Gibbs and Candès 2021). Null for a ticket that
 * does not wait.
 */
export function estimateWait(
  state: HallState,
  arena: Arena,
  ticket: number,
  random: Random,
): { estimate: WaitEstimate; announced: Announced } | null {
  const waits = simulatedWaits(state, arena, ticket, random);
  if (waits === null) return null;
  const mid = quantile(waits, 0.5);
  const some = quantile(waits, 1) > 0 ? SLACK_MS + SLACK_SHARE * mid : 0;
  const low = quantile(waits, MISS) - some;
  const high = quantile(waits, 1 - MISS) + some;
  const mean = waits.reduce((a, b) => a + b, 0) / waits.length;
  const { stretchLow, stretchHigh } = state.waits;
  const lo = Math.max(0, mid - stretchLow * (mid - low));
  const hi = mid + stretchHigh * (high - mid);
  return {
    estimate: { mean: Math.round(mean), mid: Math.round(mid), lo: Math.floor(lo), hi: Math.ceil(hi) },
    announced: { at: state.now, midMs: mid, lowMs: low, highMs: high },
  };
}

/** Simulated waits of the ticket in ms, sorted; the horizon grows until nearly all of them end within it. */
function simulatedWaits(state: HallState, arena: Arena, ticket: number, random: Random): number[] | null {
  for (let horizon = 20; ; horizon = Math.min(HORIZON_MINUTES, 3 * horizon)) {
    const outlook = lookOut(state, arena, horizon);
    const place = outlook.waiting.findIndex((waiting) => waiting.ticket === ticket);
    if (place < 0) return null;
    const scope = wholeHall(outlook);
    const waits: number[] = [];
    let unfinished = 0;
    let steps = 0;
    for (const future of drawFutures(state, outlook, SIMULATIONS, random)) {
      const rollout = new Rollout(outlook, future, scope);
      const minutes = rollout.waitOf(place);
      steps += rollout.steps;
      if (minutes === Number.POSITIVE_INFINITY) unfinished++;
      waits.push(Math.min(HORIZON_MINUTES, Math.min(minutes, 2 * horizon)) * MINUTE_MS);
      const enough = waits.length >= SIMULATIONS_MIN && steps > BUDGET_STEPS;
      if (enough || (unfinished > UNFINISHED * SIMULATIONS && horizon < HORIZON_MINUTES)) break;
    }
    if (unfinished <= UNFINISHED * SIMULATIONS || horizon >= HORIZON_MINUTES)
      return waits.sort((a, b) => a - b);
  }
}

/** Remembers what was announced, so that the wait that comes true can correct later ranges. */
export function rememberWait(record: WaitRecord, ticket: number, announced: Announced): void {
  record.pending.set(ticket, announced);
}

/** Learns from a ticket called at `t`: widens a side that was missed a little, narrows one that held by less. */
export function confirmWait(record: WaitRecord, ticket: number, t: number): void {
  const announced = record.pending.get(ticket);
  if (announced === undefined) return;
  const wait = t - announced.at;
  const { midMs, lowMs, highMs } = announced;
  if (highMs < SHORT_MS && wait < SHORT_MS) return;
  const low = midMs - record.stretchLow * (midMs - lowMs);
  const high = midMs + record.stretchHigh * (highMs - midMs);
  record.stretchLow = stretched(record.stretchLow, wait < low - 1000);
  record.stretchHigh = stretched(record.stretchHigh, wait > high + 1000);
}

function stretched(stretch: number, missed: boolean): number {
  const step = LEARNING * (missed ? 1 - MISS : -MISS);
  return Math.min(STRETCH_MAX, Math.max(STRETCH_MIN, stretch * Math.exp(step)));
}

function quantile(sorted: readonly number[], q: number): number {
  const place = q * (sorted.length - 1);
  const low = at(sorted, Math.floor(place));
  return low + (at(sorted, Math.ceil(place)) - low) * (place - Math.floor(place));
}
