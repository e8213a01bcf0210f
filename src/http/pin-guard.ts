import type { ClerkId, Instant } from "../core/ids.ts";
import { hashPin, pinFits } from "../runtime/pins.ts";
import { HttpProblem } from "./problems.ts";

const FAILURES_MAXIMUM = 5;
const FAILURES_MS = 60_000;
/** Old failures are thrown away when there are so many places. */
const PLACES_KEPT = 1000;

/**
 * Checks PINs so that guessing does not pay: each guess costs a scrypt, one is looked at at a time, and after five
 * failures in a minute at a window or from an address no more are looked at there. An unknown clerk takes as long
 * as a wrong PIN.
 */
export class PinGuard {
  readonly #pinOf: (clerk: ClerkId) => string | undefined;
  /** When guesses failed or began, by place. */
  readonly #failures = new Map<string, Instant[]>();
  #last: Promise<unknown> = Promise.resolve();
  #decoy: Promise<string> | undefined;

  /** @param pinOf what the config holds of a clerk's PIN */
  constructor(pinOf: (clerk: ClerkId) => string | undefined) {
    this.#pinOf = pinOf;
  }

  /**
   * Whether the PIN is the clerk's. Throws `too-many` without looking at it.
   * @param places the window and the address that it comes from
   */
  async fits(clerk: ClerkId, pin: string, places: readonly string[], now: Instant): Promise<boolean> {
    for (const place of places) this.#refuseTooMany(place, now);
    // Counted before it is known, so that guesses sent all at once are counted too.
    for (const place of places) this.#failures.get(place)?.push(now);
    const looked = this.#last.then(() => this.#look(clerk, pin));
    this.#last = looked.catch(() => {});
    const right = await looked;
    if (right) for (const place of places) this.#forget(place, now);
    return right;
  }

  #refuseTooMany(place: string, now: Instant): void {
    const recent = (this.#failures.get(place) ?? []).filter((at) => at > now - FAILURES_MS);
    const [first = now] = recent;
    if (recent.length >= FAILURES_MAXIMUM)
      throw new HttpProblem("too-many", { waitSeconds: Math.ceil((first + FAILURES_MS - now) / 1000) });
    if (this.#failures.size > PLACES_KEPT) this.#prune(now);
    this.#failures.set(place, recent);
  }

  async #look(clerk: ClerkId, pin: string): Promise<boolean> {
    this.#decoy ??= hashPin("");
    const stored = this.#pinOf(clerk);
    const fits = await pinFits(pin, stored ?? (await this.#decoy));
    return fits && stored !== undefined;
  }

  #forget(place: string, at: Instant): void {
    const failures = this.#failures.get(place) ?? [];
    const index = failures.indexOf(at);
    if (index >= 0) failures.splice(index, 1);
  }

  #prune(now: Instant): void {
    for (const [place, failures] of this.#failures)
      if (!failures.some((at) => at > now - FAILURES_MS)) this.#failures.delete(place);
  }
}
