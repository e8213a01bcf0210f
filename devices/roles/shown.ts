import type { Station } from "../bus/station.ts";
import type { WireClock } from "../clock.ts";
import type { Command } from "../drivers/driver.ts";

/** Often enough that a display which lost its power on a shared wire is right again within two seconds. */
const REFRESH_MS = 1_900;
/** A display whose frames fail is tried again by the bus's own probes; this only puts the next one in line. */
const RETRY_MS = 200;

/**
 * What a display should show, sent until it went out whole, again when the wire returns, and now and then, since
 * most displays neither answer nor remember.
 */
export class Shown<Wanted extends Command> {
  readonly #station: Station;
  readonly #clock: WireClock;
  readonly #mayRefresh: () => boolean;
  #wanted: Wanted | null = null;
  #shown: Wanted | null = null;
  #cancel = () => {};

  /** @param mayRefresh asked before each refresh of what is shown already; a call is sent in any case. */
  constructor(station: Station, clock: WireClock, mayRefresh: () => boolean = () => true) {
    this.#station = station;
    this.#clock = clock;
    this.#mayRefresh = mayRefresh;
  }

  /** The last content that went out whole, null before the first. */
  get shown(): Wanted | null {
    return this.#shown;
  }

  /** The latest wins. */
  want(wanted: Wanted): void {
    this.#wanted = wanted;
    this.#send("call");
  }

  /** The wire is back: whatever was shown may be gone. While nothing is wanted, the device is asked for. */
  repeat(): void {
    if (this.#wanted === null) this.#askFor();
    else this.#send(this.#wanted === this.#shown ? "refresh" : "call");
  }

  close(): void {
    this.#wanted = null;
    this.#cancel();
  }

  #askFor(): void {
    this.#station.poll((outcome) => {
      if (this.#wanted === null && outcome !== "wire-down") this.#again(REFRESH_MS);
    });
  }

  #send(priority: "call" | "refresh"): void {
    const wanted = this.#wanted;
    this.#cancel();
    if (wanted === null) return;
    this.#station.send(wanted, priority, (outcome) => {
      if (wanted !== this.#wanted || outcome === "replaced" || outcome === "wire-down") return;
      const isOut = outcome !== "unanswered";
      if (isOut) this.#shown = wanted;
      this.#again(isOut ? REFRESH_MS : RETRY_MS);
    });
  }

  #again(inMs: number): void {
    this.#cancel();
    this.#cancel = this.#clock.after(inMs, () => {
      if (this.#wanted !== this.#shown || this.#mayRefresh()) this.repeat();
      else this.#again(REFRESH_MS);
    });
  }
}
