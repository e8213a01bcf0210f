import type { Instant } from "../core/ids.ts";

/**
 * Hall time: drives rules, journal, people and deadlines. It may run faster than the clock on the wall (the demo);
 * wire time never does.
 */
export interface HallClock {
  now(): Instant;
  /** Real milliseconds that `hallMs` of hall time take. */
  realMs(hallMs: number): number;
}

/** Hall time that starts at `startAt` (default: now) and runs `speed` times as fast as the clock on the wall. */
export function hallClock(speed = 1, startAt: Instant = Date.now()): HallClock {
  if (speed === 1 && Math.abs(startAt - Date.now()) < 1000)
    return { now: () => Date.now(), realMs: (ms) => ms };
  const origin = performance.now();
  return {
    now: () => Math.floor(startAt + (performance.now() - origin) * speed),
    realMs: (hallMs) => hallMs / speed,
  };
}
