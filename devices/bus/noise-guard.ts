import type { WireClock } from "../clock.ts";

/** More than the bursts of a motor starting or a cable pulled; a second of noise without a pause at 9600 baud. */
const FLOOD_BYTES = 1_024;
/** A wire may be this bad for ever: its frames are repeated until they get through. */
const TOLERATED_BYTES_PER_S = 64;
const FIRST_SHUT_OFF_MS = 1_000;
const LONGEST_SHUT_OFF_MS = 60_000;
/** A wire that stays good for this long is trusted again. */
const FORGIVEN_AFTER_MS = 120_000;

/** Tells when a wire floods noise, as a broken transceiver does, so that it is let go for a while. */
export class NoiseGuard {
  readonly #clock: WireClock;
  #level = 0;
  #levelMs = 0;
  #shutOffs = 0;
  #lastShutOffMs = Number.NEGATIVE_INFINITY;

  constructor(clock: WireClock) {
    this.#clock = clock;
  }

  /** Counts noise; returns for how many milliseconds to shut the wire off, or 0 to go on. */
  noise(bytes: number): number {
    if (bytes === 0) return 0;
    const nowMs = this.#clock.nowMs();
    const leaked = ((nowMs - this.#levelMs) * TOLERATED_BYTES_PER_S) / 1_000;
    this.#level = Math.max(0, this.#level - leaked) + bytes;
    this.#levelMs = nowMs;
    if (this.#level < FLOOD_BYTES) return 0;
    this.#level = 0;
    return this.flood();
  }

  /** The wire is of no use now; returns for how many milliseconds to shut it off, longer each time. */
  flood(): number {
    const nowMs = this.#clock.nowMs();
    if (nowMs - this.#lastShutOffMs > FORGIVEN_AFTER_MS) this.#shutOffs = 0;
    this.#lastShutOffMs = nowMs;
    return Math.min(LONGEST_SHUT_OFF_MS, FIRST_SHUT_OFF_MS * 2 ** this.#shutOffs++);
  }
}
