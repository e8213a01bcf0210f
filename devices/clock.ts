/**
 * Wire time: the time of bytes, silences, retries and acknowledgements. It is never scaled, whatever the
 * hall's own clock does, because a wire cannot be hurried.
 */
export interface WireClock {
  /** Milliseconds since the Unix epoch, with fractions; never steps back when the machine's date is set. */
  nowMs(): number;
  /**
   * Runs `run` once, at least `delayMs` milliseconds from now.
   * @returns a function that cancels it; calling it late or twice does nothing.
   */
  after(delayMs: number, run: () => void): () => void;
}

const SUB_MILLISECOND_SLACK = 0.02;

/** The machine's monotonic clock. Timers never fire early, as Node's own may by up to a millisecond. */
export const realClock: WireClock = {
  nowMs: () => performance.timeOrigin + performance.now(),
  after(delayMs, run) {
    const dueMs = performance.now() + delayMs;
    let timer: NodeJS.Timeout;
    const arm = () => {
      timer = setTimeout(fire, Math.ceil(Math.max(0, dueMs - performance.now())));
    };
    const fire = () => {
      if (performance.now() < dueMs - SUB_MILLISECOND_SLACK) arm();
      else run();
    };
    arm();
    return () => clearTimeout(timer);
  },
};

interface VirtualTimer {
  dueMs: number;
  order: number;
  run: () => void;
}

/** A clock that a test moves by hand; timers run in the order of their due times, then of their setting. */
export class VirtualClock implements WireClock {
  #nowMs: number;
  #order = 0;
  readonly #timers = new Set<VirtualTimer>();

  constructor(startMs = 0) {
    this.#nowMs = startMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { dueMs: this.#nowMs + Math.max(0, delayMs), order: this.#order++, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Moves the clock on by `ms` milliseconds and runs every timer that falls due on the way. */
  advance(ms: number): void {
    const untilMs = this.#nowMs + ms;
    for (let timer = this.#next(untilMs); timer !== null; timer = this.#next(untilMs)) {
      this.#timers.delete(timer);
      this.#nowMs = Math.max(this.#nowMs, timer.dueMs);
      timer.run();
    }
    this.#nowMs = untilMs;
  }

  #next(untilMs: number): VirtualTimer | null {
    let next: VirtualTimer | null = null;
    for (const timer of this.#timers) {
      if (timer.dueMs > untilMs) continue;
      if (
        next === null ||
        timer.dueMs < next.dueMs ||
        (timer.dueMs === next.dueMs && timer.order < next.order)
      )
        next = timer;
    }
    return next;
  }
}
