import { type Ff68Frame, ff68Frame, ff68Heard } from "../wire/ff68.ts";
import type { KeyPress, SimulatedKeypad } from "../world/handles.ts";
import { shownDigits } from "./ff68-display.ts";
import type { Outlet } from "./outlet.ts";
import { Repeater } from "./repeater.ts";

const KEY = 0x01;
const SHOW = 0x02;
const BEEP = 0x03;

/** A person's fingers between two keys. */
const BETWEEN_KEYS_MS = 60;
/** The same key twice: frames carry no number, so sooner than this the host takes it for a repeat. */
const BETWEEN_EQUAL_KEYS_MS = 400;
const REPEAT_EVERY_MS = { "key-by-key": 250, slow: 450 };

/** "key-by-key": repeats after 250 ms; "slow": after 450 ms, later than hosts expect of a repeat. */
export type KeypadProfile = keyof typeof REPEAT_EVERY_MS;
export const KEYPAD_PROFILES: readonly KeypadProfile[] = ["key-by-key", "slow"];

const FUNCTION_KEYS: Readonly<Record<string, number>> = {
  start: 0x0a,
  evaluate: 0x0b,
  call: 0x0c,
  recall: 0x0d,
  cancel: 0x0e,
  function: 0x0f,
  pause: 0x12,
  transfer: 0x13,
};

/** A keypad with a small display on an FF68 bus; each key goes out by itself, digits before functions. */
export class Ff68Keypad implements SimulatedKeypad {
  readonly id: string;
  readonly address: number;
  readonly label: string;
  digits = "      ";
  tones = 0;
  readonly #outlet: Outlet;
  readonly #repeater: Repeater;
  #presses: Promise<unknown> = Promise.resolve();
  #lastKey: { code: number; atMs: number } | null = null;
  #held: number | null = null;

  constructor(id: string, address: number, label: string, profile: KeypadProfile, outlet: Outlet) {
    this.id = id;
    this.address = address;
    this.label = label;
    this.#outlet = outlet;
    this.#repeater = new Repeater(outlet, REPEAT_EVERY_MS[profile]);
    const reader = ff68Heard((frame) => this.#hear(frame));
    outlet.onByte((byte, endMs) => reader.push(byte, endMs));
  }

  press(keys: string | readonly string[]): Promise<KeyPress> {
    const codes = keyCodes(keys);
    const press = this.#presses.then(() => this.#pressAll(codes));
    this.#presses = press;
    return press;
  }

  holdDown(key: string): void {
    const [code] = keyCodes(key);
    if (code === undefined) throw new Error("no key to hold down");
    const stuckAlready = this.#held !== null;
    this.#held = code;
    if (!stuckAlready) this.#presses = this.#presses.then(() => this.#repeatHeld());
  }

  release(): void {
    this.#held = null;
  }

  async #pressAll(codes: readonly number[]): Promise<KeyPress> {
    let repeats = 0;
    for (const code of codes) {
      if (!this.#outlet.alive) return { echoed: false, repeats };
      await this.#fingersReady(code);
      const outcome = await this.#send(code);
      repeats += outcome.repeats;
      // Who hears no echo on the first key does not go on typing.
      if (!outcome.answered) return { echoed: false, repeats };
    }
    return { echoed: true, repeats };
  }

  async #repeatHeld(): Promise<void> {
    while (this.#held !== null && this.#outlet.alive) {
      await this.#send(this.#held);
      await this.#sleepUntil(this.#outlet.time.nowMs() + BETWEEN_KEYS_MS);
    }
  }

  async #send(code: number) {
    const frame = ff68Frame(this.#outlet.faults.answersAs ?? this.address, KEY, [code]);
    const outcome = await this.#repeater.say(frame, (heard) => Buffer.compare(heard, frame) === 0);
    this.#lastKey = { code, atMs: this.#outlet.time.nowMs() };
    return outcome;
  }

  #fingersReady(code: number): Promise<void> {
    const last = this.#lastKey;
    if (last === null) return Promise.resolve();
    return this.#sleepUntil(last.atMs + (last.code === code ? BETWEEN_EQUAL_KEYS_MS : BETWEEN_KEYS_MS));
  }

  #sleepUntil(dueMs: number): Promise<void> {
    return new Promise((resolve) => this.#outlet.time.at(dueMs, resolve));
  }

  #hear(frame: Ff68Frame): void {
    if (this.#outlet.misses()) return;
    this.#repeater.hear(frame.bytes);
    if (frame.address !== this.address) return;
    if (frame.func === BEEP && frame.data.length === 0) this.tones += 1;
    else if (frame.func === SHOW) this.digits = shownDigits(frame.data) ?? this.digits;
    else return;
    this.#outlet.changed();
  }
}

/** "12 start" → 01 02 0A. Throws for a word that is no key. */
function keyCodes(keys: string | readonly string[]): number[] {
  const words = typeof keys === "string" ? keys.split(" ").filter((word) => word !== "") : keys;
  return words.flatMap((word) => {
    if (/^\d+$/.test(word)) return Array.from(word, Number);
    const code = FUNCTION_KEYS[word];
    if (code === undefined) throw new Error(`no key is called "${word}"`);
    return [code];
  });
}
