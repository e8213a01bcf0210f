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

/** Hall time as the clock on the wall shows it. */
export const wallClock: HallClock = { now: () => Date.now(), realMs: (hallMs) => hallMs };

/** Hall time that was `startAt` when real time was `originMs`, and runs `speed` times as fast. */
export function scaledClock(speed: number, startAt: Instant, originMs: number): HallClock {
  // Real time by the monotonic clock, so that setting the wall's clock does not make the demo jump.
  const realMs = () => performance.timeOrigin + performance.now();
  return {
    now: () => Math.floor(startAt + (realMs() - originMs) * speed),
    realMs: (hallMs) => hallMs / speed,
  };
}

/**
 * A clock that never goes back, whatever is done to the one it reads (NTP, a battery, a hand). Where the clock is
 * behind what has been, time goes on from there at its ordinary pace until the clock has caught up: waits and
 * deadlines go on, nothing stands still.
 */
export class ForwardClock {
  #clock: HallClock;
  #monotonicMs: () => number;
  #behindSince: { monotonicMs: number; at: Instant } | null = null;
  /** The latest time that was ever told. */
  #told: Instant = 0;

  constructor(clock: HallClock, monotonicMs: () => number = () => performance.now()) {
    this.#clock = clock;
    this.#monotonicMs = monotonicMs;
  }

  /** @param lastEvent the time of the last event: never is it earlier than that, or than what was told before */
  now(lastEvent: Instant): Instant {
    this.#told = this.#after(Math.max(lastEvent, this.#told));
    return this.#told;
  }

  #after(last: Instant): Instant {
    const shown = this.#clock.now();
    const behind = this.#behindSince;
    const goneOn = behind
      ? behind.at + (this.#monotonicMs() - behind.monotonicMs) / this.#clock.realMs(1)
      : last;
    if (shown >= goneOn && shown >= last) {
      this.#behindSince = null;
      return shown;
    }
    this.#behindSince = behind ?? { monotonicMs: this.#monotonicMs(), at: last };
    return Math.max(last, Math.floor(goneOn));
  }
}
