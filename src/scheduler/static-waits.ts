import { MINUTE_MS } from "../core/durations.ts";
import { chanceWait } from "./delay-cost.ts";
import type { HallFacts } from "./model.ts";

const QUARTER_MINUTES = 15;
/** How long chance may build up before the day's course overtakes it. */
const CHANCE_MINUTES = 80;

/**
 * Mean wait in minutes of each group if no sign ever moved and nobody helped, by the history: quarter by quarter
 * the fluid backlog of the windows that share a home, and chance. Infinity where the history knows no arrivals.
 */
export function staticWaits(facts: HallFacts): Float64Array {
  const waits = new Float64Array(facts.groups.length).fill(Number.POSITIVE_INFINITY);
  for (const pool of homePools(facts)) {
    const wait = poolWait(facts, pool);
    for (const g of pool) if (knows(facts, g)) waits[g] = wait;
  }
  return waits;
}

function knows(facts: HallFacts, g: number): boolean {
  return facts.groups[g]?.history.some((n) => n > 0) ?? false;
}

/** Groups that share home windows, directly or by others. */
function homePools(facts: HallFacts): Set<number>[] {
  let pools = facts.groups.map((_, g) => new Set([g]));
  for (const { home } of facts.windows) {
    const touched = pools.filter((pool) => home.some((g) => pool.has(g)));
    if (touched.length < 2) continue;
    pools = [...pools.filter((pool) => !touched.includes(pool)), new Set(touched.flatMap((p) => [...p]))];
  }
  return pools;
}

function poolWait(facts: HallFacts, pool: ReadonlySet<number>): number {
  const windows = facts.windows.filter(({ home }) => home.some((g) => pool.has(g)));
  if (windows.length === 0) return Number.POSITIVE_INFINITY;
  let backlog = 0;
  let people = 0;
  let waited = 0;
  for (let quarter = 0; quarter < 96; quarter++) {
    const middleMs = (quarter + 0.5) * QUARTER_MINUTES * MINUTE_MS;
    const open = facts.sessions.some(([from, to]) => from <= middleMs && middleMs < to);
    const there = windows.filter((w) => !w.breaks.some(([from, to]) => from <= middleMs && middleMs < to));
    const n = Math.max(0.5, there.length);
    const { arrivals, work } = open ? demandOf(facts, pool, quarter) : { arrivals: 0, work: 0 };
    const before = backlog;
    // Whoever has come by closing time is still served.
    backlog = Math.max(0, backlog + work - n * QUARTER_MINUTES);
    if (arrivals === 0) continue;
    const chance = chanceWait(work / arrivals, arrivals / QUARTER_MINUTES, n, CHANCE_MINUTES);
    people += arrivals;
    waited += arrivals * Math.hypot((before + backlog) / 2 / n, chance);
  }
  return people === 0 ? Number.POSITIVE_INFINITY : waited / people;
}

function demandOf(facts: HallFacts, pool: ReadonlySet<number>, quarter: number) {
  let arrivals = 0;
  let work = 0;
  for (const g of pool) {
    const n = facts.groups[g]?.history[quarter] ?? 0;
    arrivals += n;
    work += (n * (facts.groups[g]?.meanMs ?? 0)) / MINUTE_MS;
  }
  return { arrivals, work };
}
