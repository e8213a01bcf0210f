import type { WireClock } from "../clock.ts";

/** Digits that nobody followed by a function key do not belong to the next person's press. */
const FORGOTTEN_AFTER_MS = 10_000;
const MOST_DIGITS = 6;

/** The digits keyed in before a function key. */
export class KeyedDigits {
  readonly #clock: WireClock;
  #digits = "";
  #latestMs = 0;

  constructor(clock: WireClock) {
    this.#clock = clock;
  }

  get isEmpty(): boolean {
    return this.#isForgotten || this.#digits === "";
  }

  /** Beyond six digits, the last six stand, as on the pad's own display. */
  add(digit: number): void {
    this.#digits = ((this.#isForgotten ? "" : this.#digits) + digit).slice(-MOST_DIGITS);
    this.#latestMs = this.#clock.nowMs();
  }

  /** Hands the digits over and begins anew. */
  take(): string {
    const digits = this.#isForgotten ? "" : this.#digits;
    this.#digits = "";
    return digits;
  }

  get #isForgotten(): boolean {
    return this.#clock.nowMs() - this.#latestMs > FORGOTTEN_AFTER_MS;
  }
}
