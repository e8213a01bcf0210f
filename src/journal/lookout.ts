/**
 * A longer gap between two looks, in this many waits in a row, tells that other processes want the processor:
 * looking only adds to the crowd. A gap alone may be a collection of garbage.
 */
const CROWDED_MS = 0.5;
const CROWDED_WAITS = 3;

/** How long a thread then sleeps at once instead of looking. */
const PAUSE_MS = 500;

/**
 * Decides how long a thread looks for news before it sleeps. In a rush waking a sleeping thread takes about as
 * long as a commit on a good disk, so looking is worth a processor that would idle. After a pause it does harm:
 * the kernel likes to wake a thread on the processor of the one that wakes it, and there it would wait until
 * the looking ends. On a crowded machine it is worth nothing. Times are milliseconds of a clock that never
 * goes back.
 */
export class Lookout {
  readonly #looksMs: number;
  readonly #rushMs: number;
  #until = 0;
  #lastNews = Number.NEGATIVE_INFINITY;
  /** NaN where the thread has had work of its own since. */
  #lastLook = Number.NaN;
  #pausedUntil = 0;
  #gap = false;
  #waitsWithGap = 0;

  /**
   * @param looksMs how long to look at most; 0 never looks
   * @param rushMs news further apart than this is no rush
   */
  constructor(looksMs: number, rushMs: number) {
    this.#looksMs = looksMs;
    this.#rushMs = rushMs;
  }

  /** There was news just now, and more is expected. @returns whether to look for it at all */
  begin(nowMs: number): boolean {
    const rush = nowMs - this.#lastNews < this.#rushMs;
    this.#lastNews = nowMs;
    this.#lastLook = Number.NaN;
    this.#until = rush ? nowMs + this.#looksMs : nowMs;
    this.#waitsWithGap = this.#gap ? this.#waitsWithGap + 1 : 0;
    this.#gap = false;
    if (this.#waitsWithGap >= CROWDED_WAITS) {
      this.#waitsWithGap = 0;
      this.#pausedUntil = nowMs + PAUSE_MS;
    }
    return this.#pays(nowMs);
  }

  /**
   * Asked after each look. @param found whether there was news, which the thread sees to before it looks again
   * @returns whether to look again rather than to sleep
   */
  goOn(nowMs: number, found = false): boolean {
    if (nowMs - this.#lastLook > CROWDED_MS) this.#gap = true;
    this.#lastLook = found ? Number.NaN : nowMs;
    return this.#pays(nowMs);
  }

  #pays(nowMs: number): boolean {
    return nowMs < this.#until && nowMs >= this.#pausedUntil;
  }
}
