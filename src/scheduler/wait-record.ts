/** Announced waits that have not come true yet, and how far the announced ranges must be stretched. */
export interface WaitRecord {
  /** By ticket: what was announced. */
  pending: Map<number, Announced>;
  /** Stretch of the range below and above its middle. */
  stretchLow: number;
  stretchHigh: number;
}

/** One announcement: the wait still to come at `at`, ms, before it was stretched. */
export interface Announced {
  at: number;
  midMs: number;
  lowMs: number;
  highMs: number;
}

export function noWaits(): WaitRecord {
  return { pending: new Map(), stretchLow: 1.2, stretchHigh: 1.2 };
}
