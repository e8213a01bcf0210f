import { type Ff68Frame, ff68Frame, ff68Heard } from "../wire/ff68.ts";
import type { RatingValue, SimulatedRatingPad } from "../world/handles.ts";
import type { Outlet } from "./outlet.ts";
import { Repeater } from "./repeater.ts";

const RATE = 0x11;
const ACKNOWLEDGE = 0x01;
const HIGH = 0x80;
const REPEAT_EVERY_MS = 250;

/**
 * How the makes differ: under which address the pad speaks (the keypad's with its top bit set, or just the
 * keypad's), and which acknowledgement it wants: the value with function 01, the short one without FF, or its
 * own frame back.
 */
export type RatingProfile = `${"high" | "own"}-${"value" | "short" | "echo"}`;
export const RATING_PROFILES: readonly RatingProfile[] = [
  "high-value",
  "high-short",
  "high-echo",
  "own-value",
  "own-short",
  "own-echo",
];

/** Four faces on an FF68 bus. Repeats a rating until it hears its own kind of acknowledgement. */
export class Ff68Rating implements SimulatedRatingPad {
  readonly id: string;
  readonly address: number;
  readonly label: string;
  readonly #profile: RatingProfile;
  readonly #outlet: Outlet;
  readonly #repeater: Repeater;
  #ratings: Promise<unknown> = Promise.resolve();

  constructor(id: string, address: number, label: string, profile: RatingProfile, outlet: Outlet) {
    this.id = id;
    this.address = address;
    this.label = label;
    this.#profile = profile;
    this.#outlet = outlet;
    this.#repeater = new Repeater(outlet, REPEAT_EVERY_MS);
    const reader = ff68Heard((frame) => this.#hear(frame), profile.endsWith("short"));
    outlet.onByte((byte, endMs) => reader.push(byte, endMs));
  }

  rate(value: RatingValue): Promise<{ acknowledged: boolean; repeats: number }> {
    const rating = this.#ratings.then(() => this.#send(value));
    this.#ratings = rating;
    return rating;
  }

  async #send(value: RatingValue): Promise<{ acknowledged: boolean; repeats: number }> {
    if (!this.#outlet.alive) return { acknowledged: false, repeats: 0 };
    const own = this.#profile.startsWith("high") ? this.address | HIGH : this.address;
    const address = this.#outlet.faults.answersAs ?? own;
    const frame = ff68Frame(address, RATE, [value]);
    const wanted = this.#acknowledgement(address, value, frame);
    const said = await this.#repeater.say(frame, (heard) => Buffer.compare(heard, wanted) === 0);
    return { acknowledged: said.answered, repeats: said.repeats };
  }

  #acknowledgement(address: number, value: RatingValue, frame: Uint8Array): Uint8Array {
    if (this.#profile.endsWith("echo")) return frame;
    if (this.#profile.endsWith("value")) return ff68Frame(address, ACKNOWLEDGE, [value]);
    return ff68Frame(address, ACKNOWLEDGE, []).subarray(1);
  }

  #hear(frame: Ff68Frame): void {
    if (!this.#outlet.misses()) this.#repeater.hear(frame.bytes);
  }
}
