import type { Instant } from "../core/ids.ts";
import { hashPin, pinFits } from "../runtime/pins.ts";
import { FailureGuard } from "./failure-guard.ts";

const FAILURES_MAXIMUM = 5;

/**
 * Checks PINs so that guessing does not pay: each guess costs a scrypt, one is looked at at a time, and after five
 * failures in a minute at a window or from an address no more are looked at there. An unknown person takes as long
 * as a wrong PIN.
 */
export class PinGuard {
  readonly #failures = new FailureGuard(FAILURES_MAXIMUM);
  #last: Promise<unknown> = Promise.resolve();
  #decoy: Promise<string> | undefined;

  /**
   * Whether the PIN is the person's. Throws `too-many` without looking at it.
   * @param stored what the config holds of their PIN; nothing for who is unknown
   * @param places the window and the address that it comes from
   */
  async fits(
    stored: string | undefined,
    pin: string,
    places: readonly string[],
    now: Instant,
  ): Promise<boolean> {
    this.#failures.begin(places, now);
    const looked = this.#last.then(() => this.#look(stored, pin));
    this.#last = looked.catch(() => {});
    const right = await looked;
    if (right) this.#failures.forget(places, now);
    return right;
  }

  async #look(stored: string | undefined, pin: string): Promise<boolean> {
    this.#decoy ??= hashPin("");
    const fits = await pinFits(pin, stored ?? (await this.#decoy));
    return fits && stored !== undefined;
  }
}
