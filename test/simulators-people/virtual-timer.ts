import { setImmediate } from "node:timers/promises";
import type { WireTimer } from "../../simulators/people/hall-clock.ts";

/** Wire time that stands still until it is told to go on, and then leaps from one due moment to the next. */
export class VirtualTimer implements WireTimer {
  #nowMs = 1_000_000;
  #due: { atMs: number; order: number; run: () => void }[] = [];
  #order = 0;

  nowMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, run: () => void): () => void {
    const entry = { atMs: this.#nowMs + delayMs, order: this.#order++, run };
    this.#due.push(entry);
    return () => {
      this.#due = this.#due.filter((other) => other !== entry);
    };
  }

  /** Goes on until `promise` settles; rejects when nothing is due any more and it has not. */
  async runUntil<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const end = () => {
      settled = true;
    };
    promise.then(end, end);
    for (await setImmediate(); !settled; await setImmediate()) {
      const [first] = this.#due.sort((a, b) => a.atMs - b.atMs || a.order - b.order);
      if (first === undefined) throw new Error("everybody waits for something that never comes");
      this.#due.shift();
      this.#nowMs = first.atMs;
      first.run();
    }
    return promise;
  }
}
