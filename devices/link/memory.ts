import type { WireClock } from "../clock.ts";
import { type Link, type LinkFault, type LinkOwner, wireMs } from "./link.ts";

interface DaemonEnd {
  plugged(): void;
  unplugged(): void;
  heard(bytes: Uint8Array): void;
}

/**
 * A wire in memory, for virtual time. Its bytes take the time of the baud rate and arrive when the last of a
 * chunk has ended. One pair of copper: two who speak at once are counted as a collision, and both are heard.
 */
export class MemoryLine {
  readonly baud: number | null;
  /** How often a speaker began while another had not ended. */
  collisions = 0;
  /** Milliseconds of wire time in which someone spoke. */
  spokenMs = 0;
  /** What the devices on this line hear; `startedMs` and `endedMs` are wire times of the first and last bit. */
  onHeard: (bytes: Uint8Array, startedMs: number, endedMs: number) => void = () => {};
  readonly #clock: WireClock;
  #isPlugged: boolean;
  #daemon: DaemonEnd | null = null;
  #busyUntilMs = Number.NEGATIVE_INFINITY;
  #generation = 0;

  constructor(options: { clock: WireClock; baud: number | null; isPlugged?: boolean }) {
    this.#clock = options.clock;
    this.baud = options.baud;
    this.#isPlugged = options.isPlugged ?? true;
  }

  get isPlugged(): boolean {
    return this.#isPlugged;
  }

  /** A device speaks; the daemon hears it when the last byte has ended. */
  say(bytes: Uint8Array): void {
    this.#speak(bytes, () => this.#daemon?.heard(bytes));
  }

  /** The daemon speaks. Returns the wire time at which its last byte ends. */
  tell(bytes: Uint8Array): number {
    return this.#speak(bytes, (startedMs, endedMs) => this.onHeard(bytes, startedMs, endedMs));
  }

  unplug(): void {
    if (!this.#isPlugged) return;
    this.#isPlugged = false;
    this.#generation += 1;
    this.#daemon?.unplugged();
  }

  plug(): void {
    if (this.#isPlugged) return;
    this.#isPlugged = true;
    this.#daemon?.plugged();
  }

  /** The daemon's end takes hold of the line, or lets go of it with null. */
  attach(daemon: DaemonEnd | null): void {
    this.#daemon = daemon;
  }

  #speak(bytes: Uint8Array, arrive: (startedMs: number, endedMs: number) => void): number {
    const nowMs = this.#clock.nowMs();
    if (nowMs < this.#busyUntilMs) this.collisions += 1;
    const durationMs = wireMs(bytes.length, this.baud);
    const endedMs = nowMs + durationMs;
    this.#busyUntilMs = Math.max(this.#busyUntilMs, endedMs);
    this.spokenMs += durationMs;
    const generation = this.#generation;
    this.#clock.after(durationMs, () => {
      if (this.#isPlugged && generation === this.#generation) arrive(nowMs, endedMs);
    });
    return endedMs;
  }
}

const UNPLUGGED: LinkFault = { code: "disconnected", message: "the wire is unplugged" };

/** The daemon's end of a MemoryLine. */
export class MemoryLink implements Link {
  readonly id: string;
  readonly #line: MemoryLine;
  readonly #clock: WireClock;
  #owner: LinkOwner | null = null;
  #isUp = false;
  #isShut = false;
  #cancelOpening = () => {};

  constructor(options: { id: string; line: MemoryLine; clock: WireClock }) {
    this.id = options.id;
    this.#line = options.line;
    this.#clock = options.clock;
  }

  get baud(): number | null {
    return this.#line.baud;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  open(owner: LinkOwner): void {
    this.#owner = owner;
    this.#line.attach({
      plugged: () => this.#raise(),
      unplugged: () => this.#drop(UNPLUGGED),
      heard: (bytes) => {
        if (this.#isUp) owner.bytes(bytes);
      },
    });
    this.#cancelOpening = this.#clock.after(0, () => {
      if (this.#line.isPlugged) this.#raise();
      else owner.down(UNPLUGGED);
    });
  }

  write(bytes: Uint8Array, taken?: (fault: LinkFault | null) => void): number {
    const isUp = this.#isUp;
    if (taken) this.#clock.after(0, () => taken(isUp ? null : UNPLUGGED));
    return isUp ? this.#line.tell(bytes) : this.#clock.nowMs();
  }

  shutOff(forMs: number, reason: string): void {
    this.#isShut = true;
    this.#drop({ code: "shut-off", message: reason });
    this.#cancelOpening = this.#clock.after(forMs, () => {
      this.#isShut = false;
      this.#raise();
    });
  }

  async close(): Promise<void> {
    this.#cancelOpening();
    this.#line.attach(null);
    this.#isUp = false;
    this.#owner = null;
  }

  #raise(): void {
    if (this.#isUp || this.#isShut || !this.#line.isPlugged) return;
    this.#isUp = true;
    this.#owner?.up();
  }

  #drop(fault: LinkFault): void {
    if (!this.#isUp) return;
    this.#isUp = false;
    this.#owner?.down(fault);
  }
}
