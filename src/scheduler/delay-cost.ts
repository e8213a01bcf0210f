import { MINUTE_MS } from "../core/durations.ts";
import { arrivalRate } from "./forecast.ts";
import type { HallState } from "./model.ts";
import { groupMeanMs } from "./service-times.ts";
import { waitCost } from "./wait-cost.ts";

const HORIZON = 12;
/** Usual minutes until a recalled window has finished its citizen and changed its sign. */
const RECALL = 6;
const RHO_MAX = 0.97;
/** Share of a squared coefficient of variation of about 0.5 in the mean of a wait: (1 + cv²) / 2. */
const VARIATION = 0.75;

/** What a queue needs, in minutes, as the look-ahead sees it. */
export interface Demand {
  waiting: number;
  /** Mean wait so far of those who wait. */
  age: number;
  mean: number;
  /** Arrivals a minute over the horizon. */
  rate: number;
}

/** The demand of every group now. */
export function demands(state: HallState): Demand[] {
  const { groups, sessions } = state.facts;
  return groups.map((group, g) => {
    const queue = state.queues[g] ?? [];
    const age = queue.reduce((sum, x) => sum + Math.max(0, state.now - Math.max(x.at, x.slot ?? 0)), 0);
    const middle = state.now + (HORIZON / 2) * MINUTE_MS;
    return {
      waiting: queue.length,
      age: queue.length === 0 ? 0 : age / queue.length / MINUTE_MS,
      mean: groupMeanMs(state.services, g, group.meanMs) / MINUTE_MS,
      rate: arrivalRate(state.arrivals, g, group.history, sessions, middle) * MINUTE_MS,
    };
  });
}

/**
 * Expected cost of delay of one queue over the next minutes with `windows` windows: who waits now is served at
 * that strength; newcomers wait for the fluid backlog and, as if independent, for chance.
 */
export function delayCost(demand: Demand, windows: number): number {
  const cost = costAt(demand, windows);
  if (windows >= 1) return cost;
  // Without a window, whoever comes is served after a recall, so the worst is bounded.
  return Math.min(cost, costAt(demand, 1) + (demand.waiting + demand.rate * HORIZON) * waitCost(RECALL));
}

function costAt(demand: Demand, windows: number): number {
  const { waiting, age, mean, rate } = demand;
  const n = Math.max(windows, 0.05);
  const work = waiting * mean;
  const drift = rate * mean - n;
  const fluid = fluidWait(work, drift) / n;
  const chance = chanceWait(mean, rate, n, HORIZON);
  return waiting * waitCost(work / (2 * n) + age / 2) + rate * HORIZON * waitCost(Math.hypot(fluid, chance));
}

/**
 * The wait that chance adds with `windows` windows, `rate` arrivals a minute and services of `mean` minutes:
 * Sakasegawa's approximation (1977), capped by what can build up within `horizon` minutes, without which a short
 * peak would look like a steady overload.
 */
export function chanceWait(mean: number, rate: number, windows: number, horizon: number): number {
  const rho = Math.min(RHO_MAX, (rate * mean) / windows);
  const steady = (mean * VARIATION * rho ** (Math.sqrt(2 * (windows + 1)) - 1)) / (windows * (1 - rho));
  return Math.min(steady, (0.4 * mean * Math.sqrt(1.5 * rate * horizon)) / windows);
}

/** Mean of max(0, work + drift t) over the horizon. */
function fluidWait(work: number, drift: number): number {
  if (work + drift * HORIZON >= 0) return work + (drift * HORIZON) / 2;
  return (work * work) / (-2 * drift * HORIZON);
}
