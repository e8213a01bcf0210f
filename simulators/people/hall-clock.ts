/** The hall's time, which may run faster than the wires'. */
export interface HallClock {
  /** Milliseconds of the Unix epoch in the hall. */
  now(): number;
  /** Hall seconds in a second of wire time. */
  readonly speed: number;
}

/** Wire time: real, except in tests. */
export interface WireTimer {
  nowMs(): number;
  /** Runs once after `delayMs` of wire time; returns how to prevent it. */
  after(delayMs: number, run: () => void): () => void;
}

export const realTimer: WireTimer = {
  nowMs: () => Date.now(),
  after: (delayMs, run) => {
    const timeout = setTimeout(run, delayMs);
    return () => clearTimeout(timeout);
  },
};

/** A hall clock that showed `hallMs` when the wires' clock showed `wireMs`, and runs `speed` times as fast. */
export function hallClock(hallMs: number, wireMs: number, speed: number, timer = realTimer): HallClock {
  return { speed, now: () => hallMs + (timer.nowMs() - wireMs) * speed };
}

/** Waiting, in either of the two times. Every wait ends with the signal's reason once the day is stopped. */
export class Waiting {
  readonly clock: HallClock;
  readonly timer: WireTimer;
  readonly #signal: AbortSignal;

  constructor(clock: HallClock, timer: WireTimer, signal: AbortSignal) {
    this.clock = clock;
    this.timer = timer;
    this.#signal = signal;
  }

  wire(ms: number): Promise<void> {
    return this.until(() => () => {}, ms).then(() => undefined);
  }

  hall(ms: number): Promise<void> {
    return this.wire(this.inWire(ms));
  }

  /** Hall milliseconds as wire milliseconds. */
  inWire(hallMs: number): number {
    return hallMs / this.clock.speed;
  }

  async untilHall(atMs: number): Promise<void> {
    for (let left = atMs - this.clock.now(); left > 0; left = atMs - this.clock.now()) await this.hall(left);
  }

  /**
   * Waits for `subscribe` to be told of something, at most `patienceMs` of wire time: undefined when that was
   * in vain. `subscribe` returns how to stop listening.
   */
  until<T>(subscribe: (tell: (what: T) => void) => () => void, patienceMs: number): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      if (this.#signal.aborted) return reject(this.#signal.reason);
      const end = () => {
        cancelTimer();
        unsubscribe();
        this.#signal.removeEventListener("abort", stopped);
      };
      const stopped = () => {
        end();
        reject(this.#signal.reason);
      };
      const cancelTimer =
        patienceMs === Number.POSITIVE_INFINITY
          ? () => {}
          : this.timer.after(patienceMs, () => {
              end();
              resolve(undefined);
            });
      const unsubscribe = subscribe((what) => {
        end();
        resolve(what);
      });
      this.#signal.addEventListener("abort", stopped);
    });
  }
}
