import { type Ff68Frame, ff68Heard } from "../wire/ff68.ts";
import type { SimulatedDisplay } from "../world/handles.ts";
import { Lit } from "./lit.ts";
import type { Outlet } from "./outlet.ts";

const SHOW = 0x02;
const BEEP = 0x03;
const DIGITS = 6;
const BLANK = 0x0a;

/** Six LED digits and a beeper on an FF68 bus; obeys without ever answering. */
export class Ff68Display extends Lit implements SimulatedDisplay {
  override text = " ".repeat(DIGITS);
  tones = 0;
  readonly #outlet: Outlet;

  constructor(id: string, address: number, label: string, outlet: Outlet) {
    super({ id, address, label, outlet });
    this.#outlet = outlet;
    const reader = ff68Heard((frame, endMs) => this.#obey(frame, endMs));
    outlet.onByte((byte, endMs) => reader.push(byte, endMs));
  }

  get digits(): string {
    return this.text;
  }

  #obey(frame: Ff68Frame, endMs: number): void {
    if (frame.address !== this.address || this.#outlet.misses()) return;
    const digits = frame.func === SHOW ? shownDigits(frame.data) : null;
    if (digits !== null) this.show(digits, endMs);
    else if (frame.func === BEEP && frame.data.length === 0) this.#beep();
    else if (frame.func === SHOW || frame.func === BEEP) this.misunderstood += 1;
  }

  #beep(): void {
    this.tones += 1;
    this.#outlet.changed();
  }
}

/** Six characters, or null where the data are not six digits or blanks. */
export function shownDigits(data: Uint8Array): string | null {
  if (data.length !== DIGITS || data.some((digit) => digit > BLANK)) return null;
  return Array.from(data, (digit) => (digit === BLANK ? " " : String(digit))).join("");
}
