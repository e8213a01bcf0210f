/** After this long a pause between two looks, another process had the processor: looking only adds to the crowd. */
const CROWDED_MS = 0.5;

/** How long a thread then sleeps at once instead of looking. */
const PAUSE_MS = 500;

/**
 * Decides how long a thread looks for news before it sleeps. Waking a sleeping thread takes about as long as a
 * commit on a good disk, so looking is worth a processor that would idle; on a crowded machine it is worth
 * nothing. Times are milliseconds of a clock that never goes back.
 */
export class Lookout {
  readonly #looksMs: number;
  #until = 0;
  #lastLook = 0;
  #pausedUntil = 0;

  /** @param looksMs how long to look at most; 0 never looks */
  constructor(looksMs: number) {
    this.#looksMs = looksMs;
  }

  /** News is expected from now on. @returns whether to look for it at all */
  begin(nowMs: number): boolean {
    this.#lastLook = nowMs;
    this.#until = nowMs + this.#looksMs;
    return this.goOn(nowMs);
  }

  /** Asked at each look that found nothing. @returns whether to look again rather than to sleep */
  goOn(nowMs: number): boolean {
    if (nowMs - this.#lastLook > CROWDED_MS) this.#pausedUntil = nowMs + PAUSE_MS;
    this.#lastLook = nowMs;
    return nowMs < this.#until && nowMs >= this.#pausedUntil;
  }
}
