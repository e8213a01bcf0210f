import type { Station } from "../bus/station.ts";
import type { WireClock } from "../clock.ts";
import type { DeviceEvent } from "../drivers/driver.ts";

/** A press in hand. The first of the two calls counts; it may come as late as the disk lets it. */
export interface Press {
  /** It is durable: the device gets its acknowledgement, and stops repeating. */
  accept(): void;
  /** It was understood and cannot be done: acknowledged too, with a tone. */
  refuse(): void;
}

type Answer = "awaited" | "accepted" | "refused";

interface LatestPress {
  frame: Uint8Array;
  windowMs: number;
  heardMs: number;
  /** Bytes of the wire that had made no sense when it was heard. */
  discardedBytes: number;
  answer: Answer;
}

/** Repeats that were spoken into come out as noise: where there was noise, so many may have been lost between two. */
const LOST_REPEATS = 2;

/** After this many frames of one press a key is stuck, or the device cannot hear. */
const STUCK_AFTER_FRAMES = 20;

/**
 * Turns the frames of one device into presses. Frames carry no number, and a device repeats one until it is
 * acknowledged: identical frames within the profile's window of the latest one are one press, and longer where noise
 * tells of collisions. So are repeats while the answer is awaited, however late: a device that still repeats has not
 * been pressed again.
 */
export class Presses {
  readonly #station: Station;
  readonly #clock: WireClock;
  #latest: LatestPress | null = null;
  #frames = 0;

  constructor(station: Station, clock: WireClock) {
    this.#station = station;
    this.#clock = clock;
  }

  /** Returns the press that the frame of an event begins, or null when it repeats one. */
  take(frame: Uint8Array, kind: DeviceEvent["kind"]): Press | null {
    const nowMs = this.#clock.nowMs();
    const { discardedBytes } = this.#station.status.counters;
    const latest = this.#latest;
    if (latest !== null && isSame(latest.frame, frame) && this.#isRepeat(latest, nowMs)) {
      Object.assign(latest, { heardMs: nowMs, discardedBytes });
      this.#frames += 1;
      if (this.#frames === STUCK_AFTER_FRAMES) this.#station.status.condition("stuck-key", true);
      if (latest.answer !== "awaited") this.#station.acknowledge(frame);
      return null;
    }
    this.#frames = 1;
    this.#station.status.condition("stuck-key", false);
    const { resendWindowMs, actResendWindowMs } = this.#station.profile;
    const windowMs = kind === "digit" ? resendWindowMs : actResendWindowMs;
    const press: LatestPress = { frame, windowMs, heardMs: nowMs, discardedBytes, answer: "awaited" };
    this.#latest = press;
    return {
      accept: () => this.#answer(press, "accepted"),
      refuse: () => this.#answer(press, "refused"),
    };
  }

  #isRepeat({ answer, heardMs, windowMs, discardedBytes }: LatestPress, nowMs: number): boolean {
    const wasNoisy = this.#station.status.counters.discardedBytes > discardedBytes;
    return answer === "awaited" || nowMs - heardMs <= windowMs * (wasNoisy ? 1 + LOST_REPEATS : 1);
  }

  #answer(press: LatestPress, answer: Answer): void {
    if (press.answer !== "awaited") return;
    press.answer = answer;
    // A repeat may be on its way already, and longer than the window after the frame that took so long to answer.
    press.heardMs = this.#clock.nowMs();
    this.#station.acknowledge(press.frame);
    if (answer === "refused") this.#station.send({ kind: "beep" }, "call");
  }
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
