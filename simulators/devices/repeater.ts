import type { Outlet } from "./outlet.ts";

/** Five times, as far as anything is published: the frame itself and five repeats. */
const REPEATS = 5;
const MIN_SILENCE_MS = 2;
/** Nor are their clocks equal: two that spoke into each other once must not do so at every repeat. */
const INTERVAL_SPREAD = 0.3;
/** A device is never late: where its simulator is, it hears what was said meanwhile before it says anything again. */
const LATE_MS = 100;
const LISTENS_MS = 50;
/** Devices of one bus do not wait equally long, or those that were waiting would all start at once. */
const SILENCE_SPREAD_MS = 3;

export interface RepeatedFrame {
  readonly answered: boolean;
  /** Frames said beyond the first. */
  readonly repeats: number;
}

interface Pending {
  readonly bytes: Uint8Array;
  readonly isAnswer: (heard: Uint8Array) => boolean;
  readonly resolve: (outcome: RepeatedFrame) => void;
  repeats: number;
}

/** Says a frame, and again at an interval, until an answer is heard or it has been said often enough. */
export class Repeater {
  readonly #outlet: Outlet;
  readonly #everyMs: number;
  #pending: Pending | null = null;

  constructor(outlet: Outlet, everyMs: number) {
    this.#outlet = outlet;
    this.#everyMs = everyMs;
  }

  /** One frame at a time: the caller waits for the outcome before it says the next. */
  say(bytes: Uint8Array, isAnswer: (heard: Uint8Array) => boolean): Promise<RepeatedFrame> {
    return new Promise((resolve) => {
      const pending = { bytes, isAnswer, resolve, repeats: 0 };
      this.#pending = pending;
      this.#attempt(pending);
    });
  }

  /** To be told every frame that the device hears. */
  hear(heard: Uint8Array): void {
    const pending = this.#pending;
    if (pending?.isAnswer(heard)) this.#finish(pending, true);
  }

  #attempt(pending: Pending): void {
    const silenceMs = MIN_SILENCE_MS + this.#outlet.random() * SILENCE_SPREAD_MS;
    this.#outlet.speakUp(pending.bytes, silenceMs, (endMs) => {
      const everyMs = this.#everyMs * (1 + INTERVAL_SPREAD * (this.#outlet.random() - 0.5));
      this.#againAt(pending, endMs + everyMs);
    });
  }

  #againAt(pending: Pending, dueMs: number): void {
    const { time } = this.#outlet;
    time.at(dueMs, () => {
      if (this.#pending !== pending) return;
      const nowMs = time.nowMs();
      if (nowMs - dueMs > LATE_MS) return this.#againAt(pending, nowMs + LISTENS_MS);
      if (pending.repeats === REPEATS || !this.#outlet.alive) return this.#finish(pending, false);
      pending.repeats += 1;
      this.#attempt(pending);
    });
  }

  #finish(pending: Pending, answered: boolean): void {
    this.#pending = null;
    pending.resolve({ answered, repeats: pending.repeats });
  }
}
