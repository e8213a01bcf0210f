import type { Mirror } from "./mirror.ts";

const MINUTE_MS = 60_000;
const HORIZON_MINUTES = 10;

/** A wait's cost, convex: a person-minute after 15 minutes weighs three times the first. */
const cost = (minutes: number) => minutes + (minutes * minutes) / 15;

/**
 * Expected cost of delay of a group over the next 10 minutes with `n` windows: who waits now, the fluid
 * backlog, and the stochastic wait by Sakasegawa's approximation (1977), capped because the peak is short.
 */
export function delayCost(hall: Mirror, g: number, n: number, now: number): number {
  const queue = hall.queue(g);
  const m = hall.meanMs(g) / MINUTE_MS;
  const rate = hall.rate(g, now) * MINUTE_MS;
  const windows = Math.max(n, 0.05);
  const work = queue.length * m;
  const oldest = queue.reduce((age, x) => Math.max(age, now - x.at), 0) / MINUTE_MS;
  const drift = rate * m - windows;
  let fluid = 0;
  for (let t = 1; t <= HORIZON_MINUTES; t++)
    fluid += Math.max(0, work + drift * t) / windows / HORIZON_MINUTES;
  const rho = Math.min(0.97, (rate * m) / windows);
  const sakasegawa = (m * 0.75 * rho ** (Math.sqrt(2 * (windows + 1)) - 1)) / (windows * (1 - rho));
  const cap = (0.4 * m * Math.sqrt(1.5 * rate * HORIZON_MINUTES)) / windows;
  const wait = Math.hypot(fluid, Math.min(sakasegawa, cap));
  return queue.length * cost(work / 2 / windows + oldest / 2) + rate * HORIZON_MINUTES * cost(wait);
}
