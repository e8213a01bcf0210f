import type { Instant } from "../core/ids.ts";
import { HttpProblem } from "./problems.ts";

const FAILURES_MS = 60_000;
/** Old failures are thrown away when there are so many places. */
const PLACES_KEPT = 1000;

/** Counts failures by place within a minute, so that guessing does not pay. */
export class FailureGuard {
  readonly #maximum: number;
  /** When guesses failed or began, by place. */
  readonly #failures = new Map<string, Instant[]>();

  /** @param maximum after so many within a minute no more are looked at there */
  constructor(maximum: number) {
    this.#maximum = maximum;
  }

  /**
   * Counts a guess before it is known whether it is right, so that guesses sent all at once are counted too.
   * Throws `too-many`.
   */
  begin(places: readonly string[], now: Instant): void {
    for (const place of places) this.#refuseTooMany(place, now);
    for (const place of places) this.#failures.get(place)?.push(now);
  }

  /** The guess that began then was right. */
  forget(places: readonly string[], at: Instant): void {
    for (const place of places) {
      const failures = this.#failures.get(place) ?? [];
      const index = failures.indexOf(at);
      if (index >= 0) failures.splice(index, 1);
    }
  }

  #refuseTooMany(place: string, now: Instant): void {
    const recent = (this.#failures.get(place) ?? []).filter((at) => at > now - FAILURES_MS);
    const [first = now] = recent;
    if (recent.length >= this.#maximum)
      throw new HttpProblem("too-many", { waitSeconds: Math.ceil((first + FAILURES_MS - now) / 1000) });
    if (this.#failures.size > PLACES_KEPT) this.#prune(now);
    this.#failures.set(place, recent);
  }

  #prune(now: Instant): void {
    for (const [place, failures] of this.#failures)
      if (!failures.some((at) => at > now - FAILURES_MS)) this.#failures.delete(place);
  }
}
