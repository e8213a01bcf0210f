import type { Station, Wire } from "../wire/wire.ts";
import type { WireTime } from "../wire/wire-time.ts";

/** What can be wrong with one device for as long as it is set. */
export interface DeviceFaults {
  /** Hears, but never speaks. */
  readonly silent?: boolean;
  /** One frame in so many that it should say stays unsaid. */
  readonly dropOneIn?: number;
  /** One frame in so many is said twice. */
  readonly doubleOneIn?: number;
  /** One frame in so many that it should hear passes it by. */
  readonly missOneIn?: number;
  /** Answers so much later than it should. */
  readonly delayMs?: number;
  /** Speaks under another's address. */
  readonly answersAs?: number;
}

export interface OutletOptions {
  readonly wire: Wire;
  readonly time: WireTime;
  readonly random: () => number;
  readonly onChange: () => void;
}

/** Where a device is connected to its wire: what it says and hears passes through its faults. */
export class Outlet implements Station {
  readonly time: WireTime;
  readonly random: () => number;
  /** Tells the world that something to be seen of the device has changed. */
  readonly changed: () => void;
  faults: DeviceFaults = {};
  /** A dead device neither hears nor speaks. */
  alive = true;
  clearToSend = true;
  readonly #wire: Wire;
  #onByte: (byte: number, endMs: number) => void = () => {};

  constructor(options: OutletOptions) {
    this.time = options.time;
    this.random = options.random;
    this.changed = options.onChange;
    this.#wire = options.wire;
    this.#wire.attach(this);
  }

  onByte(listener: (byte: number, endMs: number) => void): void {
    this.#onByte = listener;
  }

  hear(byte: number, endMs: number): void {
    if (this.alive) this.#onByte(byte, endMs);
  }

  /** Whether the device overhears a frame that it should have heard. */
  misses(): boolean {
    return this.#oneIn(this.faults.missOneIn);
  }

  /** Holds the host back, or lets it go on. */
  setClearToSend(clear: boolean): void {
    if (clear === this.clearToSend) return;
    this.clearToSend = clear;
    if (clear) this.#wire.poke();
  }

  /** Answers from the nominal time `startMs` on. */
  answer(bytes: Uint8Array, startMs: number): void {
    for (let times = this.#times(); times > 0; times -= 1) {
      this.#wire.speak(this, bytes, startMs + (this.faults.delayMs ?? 0));
    }
  }

  /** Speaks unasked, once the wire has been quiet for `silenceMs`; `onSpoken` also if a fault kept it unsaid. */
  speakUp(bytes: Uint8Array, silenceMs: number, onSpoken: (endMs: number) => void): void {
    const times = this.#times();
    if (times === 0) onSpoken(this.time.nowMs());
    else this.#wire.speakWhenQuiet(this, bytes, silenceMs, onSpoken);
    if (times === 2) this.#wire.speakWhenQuiet(this, bytes, silenceMs, () => {});
  }

  #times(): number {
    if (!this.alive || this.faults.silent === true || this.#oneIn(this.faults.dropOneIn)) return 0;
    return this.#oneIn(this.faults.doubleOneIn) ? 2 : 1;
  }

  #oneIn(many: number | undefined): boolean {
    return many !== undefined && this.random() * many < 1;
  }
}
