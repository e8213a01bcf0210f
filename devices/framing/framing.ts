/**
 * Whether a frame begins at `bytes[at]`: its length in bytes; or "incomplete" when it may once more bytes have
 * come; or "none". It decides by the bytes from `at` alone, and says "incomplete" for a bounded length only.
 */
export type Measure = (bytes: Uint8Array, at: number) => number | "incomplete" | "none";

/** How the bytes of one wire are cut into frames; every device on the wire speaks the same. */
export interface Framing {
  readonly name: string;
  /** No frame is longer than this many bytes. */
  readonly longestFrameBytes: number;
  readonly measure: Measure;
  /**
   * How long a frame that has begun may lie without its next byte, in milliseconds, before it counts as noise.
   * Only for frames without any mark of their beginning, and far longer than adapters and networks hold bytes back;
   * absent: for ever.
   */
  readonly abandonedAfterMs?: number;
}
