import type { Framing } from "./framing.ts";

const NOTHING = new Uint8Array(0);

/**
 * Finds the frames in a stream of bytes, however it is cut into chunks. After a header that led nowhere it goes
 * on one byte later, so that noise cannot hide a frame behind it. Holds back less than one frame's bytes.
 */
export class FrameScanner {
  /** Bytes so far that belonged to no frame. */
  discardedBytes = 0;
  readonly #framing: Framing;
  #held: Uint8Array = NOTHING;

  constructor(framing: Framing) {
    this.#framing = framing;
  }

  /** Whether the last bytes may be the beginning of a frame. */
  get isMidFrame(): boolean {
    return this.#held.length > 0;
  }

  /** Whole, checked frames, in the order of their ends. */
  push(chunk: Uint8Array): Uint8Array[] {
    const bytes = this.#held.length === 0 ? chunk : joined(this.#held, chunk);
    const frames: Uint8Array[] = [];
    let at = 0;
    while (at < bytes.length) {
      const length = this.#framing.measure(bytes, at);
      if (length === "incomplete") break;
      if (length === "none") {
        this.discardedBytes += 1;
        at += 1;
      } else {
        frames.push(bytes.slice(at, at + length));
        at += length;
      }
    }
    this.#held = at < bytes.length ? bytes.slice(at) : NOTHING;
    return frames;
  }

  /** The wire was lost: a frame that had begun will not go on. */
  reset(): void {
    this.discardedBytes += this.#held.length;
    this.#held = NOTHING;
  }
}

function joined(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  bytes.set(tail, head.length);
  return bytes;
}
