/** How many bytes at the front are a frame: so many, none can begin here, or it cannot be told yet. */
export type FrameLength = number | "none" | "incomplete";

/**
 * Collects what a device hears and cuts frames from it: one byte on wherever none can begin, and all over
 * again after a pause, since the rest of a frame that broke off will never come.
 */
export class Heard {
  #bytes: number[] = [];
  #lastMs = 0;
  readonly #measure: (bytes: readonly number[]) => FrameLength;
  readonly #gapMs: number;
  readonly #onFrame: (frame: Uint8Array, endMs: number) => void;

  constructor(
    measure: (bytes: readonly number[]) => FrameLength,
    gapMs: number,
    onFrame: (frame: Uint8Array, endMs: number) => void,
  ) {
    this.#measure = measure;
    this.#gapMs = gapMs;
    this.#onFrame = onFrame;
  }

  push(byte: number, endMs: number): void {
    if (endMs - this.#lastMs > this.#gapMs) this.#settle(endMs);
    this.#lastMs = endMs;
    this.#bytes.push(byte);
    this.#cut(endMs);
  }

  #cut(endMs: number): void {
    while (this.#bytes.length > 0) {
      const length = this.#measure(this.#bytes);
      if (length === "incomplete") return;
      if (length === "none") this.#bytes.shift();
      else this.#onFrame(Uint8Array.from(this.#bytes.splice(0, length)), endMs);
    }
  }

  /** Nothing will complete what is there: only a whole frame further behind can still be meant. */
  #settle(endMs: number): void {
    while (this.#bytes.length > 0) {
      this.#bytes.shift();
      this.#cut(endMs);
    }
  }
}
