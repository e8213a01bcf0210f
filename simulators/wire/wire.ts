import { HostPort } from "./host-port.ts";
import type { Lateness } from "./lateness.ts";
import { Speaker } from "./speaker.ts";
import { type Direction, Traffic, type WireTraffic } from "./traffic.ts";
import type { WireTime } from "./wire-time.ts";

const BITS_PER_BYTE = 10;
/** Bytes are handed over in groups of this span, as a UART with a FIFO does; the last of a run is never held. */
const GROUP_MS = 2;
/** After so much silence another frame begins. */
const FRAME_GAP_MS = 2;

/** A device as its wire sees it. */
export interface Station {
  /** A byte has crossed the wire, its stop bit ending at `endMs`. Never called with the station's own bytes. */
  hear(byte: number, endMs: number): void;
  /** False holds the host back, as a handshake line does; call `Wire.poke` when it turns true again. */
  readonly clearToSend?: boolean;
}

export interface WireOptions {
  readonly path: string;
  readonly baud: number;
  /** RS-485: one pair for both directions, all hear all, two speakers at once garble each other. */
  readonly shared: boolean;
  readonly time: WireTime;
  readonly random: () => number;
  readonly lateness: Lateness;
  readonly onTraffic: (traffic: WireTraffic) => void;
}

/** What disturbs a line for as long as it is set. */
export interface LineFaults {
  /**
   * One byte in so many has one bit turned over, never two in one frame: a sum or xor of eight bits finds any one, but
   * two may make another key or number of it, and nobody can tell.
   */
  readonly flipOneIn?: number;
  /** A broken core: bytes in this direction get lost. */
  readonly broken?: Direction | "both";
}

/**
 * One serial wire: bytes take bytes × 10 bits ÷ baud in either direction, on a pseudo-terminal that a host opens
 * as its serial port. All times are of the wire's own arithmetic; the machine's delays show up as lateness only
 * and never add up.
 */
export class Wire {
  readonly #byteMs: number;
  readonly #options: WireOptions;
  readonly #port: HostPort;
  readonly #host: Speaker<Station>;
  readonly #stations: Speaker<Station>[] = [];
  readonly #traffic: Traffic;
  #faults: LineFaults = {};
  #flippedBytes = 0;
  #hasFlippedInFrame = false;
  #lastEndMs = 0;
  #wakeMs = Number.POSITIVE_INFINITY;
  #cancelWake: () => void = () => {};

  constructor(options: WireOptions) {
    this.#options = options;
    this.#byteMs = (BITS_PER_BYTE * 1000) / options.baud;
    this.#port = new HostPort(options.path, (bytes) => this.#fromHost(bytes));
    this.#host = new Speaker<Station>(null, this.#byteMs);
    this.#traffic = new Traffic(options.shared, options.onTraffic);
  }

  get plugged(): boolean {
    return this.#port.plugged;
  }

  /** Bytes that came out with one bit turned over, so far. */
  get flippedBytes(): number {
    return this.#flippedBytes;
  }

  /** Makes the port under the wire's path. Throws if the path's directory is missing. */
  plug(): void {
    this.#port.plug();
  }

  /** The devices keep their power and their bus; what the host had under way is gone. */
  unplug(): void {
    this.#port.unplug();
    this.#host.fallSilent();
  }

  attach(station: Station): void {
    this.#stations.push(new Speaker(station, this.#byteMs));
  }

  setFaults(faults: LineFaults): void {
    this.#faults = faults;
  }

  /**
   * Says bytes from `startMs` on (a nominal time, which may have just gone by), after what it is saying yet.
   * Returns when the last of them will have crossed.
   */
  speak(station: Station, bytes: Uint8Array, startMs: number): number {
    const speaker = this.#stations.find((one) => one.station === station);
    if (speaker === undefined) throw new Error("a station speaks on a wire that it is not attached to");
    speaker.say(bytes, startMs);
    this.#schedule();
    return speaker.runEndMs;
  }

  /**
   * Listens before it speaks: waits until nothing has been heard for `silenceMs`. A byte under way is not heard
   * before its end, so two that start within one byte's time collide, as on a real bus.
   */
  speakWhenQuiet(
    station: Station,
    bytes: Uint8Array,
    silenceMs: number,
    onSpoken: (endMs: number) => void,
  ): void {
    const now = this.#options.time.nowMs();
    const ends = [this.#host, ...this.#stations].map((speaker) => speaker.lastEndBy(now));
    const quietAtMs = this.#options.shared ? Math.max(this.#lastEndMs, ...ends) + silenceMs : now;
    if (now >= quietAtMs) onSpoken(this.speak(station, bytes, now));
    else this.#options.time.at(quietAtMs, () => this.speakWhenQuiet(station, bytes, silenceMs, onSpoken));
  }

  /** Bytes out of nowhere, at once, heard by host and devices alike. */
  noise(bytes: Uint8Array): void {
    const endMs = this.#options.time.nowMs();
    this.#lastEndMs = Math.max(this.#lastEndMs, endMs);
    for (const byte of bytes) {
      for (const { station } of this.#stations) station?.hear(byte, endMs);
      this.#port.give(byte);
      this.#traffic.note("from-device", byte, endMs);
    }
    this.#flush();
  }

  /** Looks again whether the host may go on. */
  poke(): void {
    if (this.#host.waiting > 0) this.#host.resumeAt(this.#options.time.nowMs());
    this.#schedule();
  }

  #fromHost(bytes: Uint8Array): void {
    this.#host.say(bytes, this.#options.time.nowMs());
    this.#port.regulate(this.#host.waiting);
    this.#schedule();
  }

  #mayGoOn(speaker: Speaker<Station>): boolean {
    if (speaker.waiting === 0) return false;
    return speaker.station !== null || this.#stations.every((one) => one.station?.clearToSend !== false);
  }

  /** The speaker whose next byte ends first, among those that have one. */
  #next(): Speaker<Station> | null {
    let first: Speaker<Station> | null = this.#mayGoOn(this.#host) ? this.#host : null;
    for (const speaker of this.#stations) {
      if (!this.#mayGoOn(speaker)) continue;
      if (first === null || speaker.nextStartMs < first.nextStartMs) first = speaker;
    }
    return first;
  }

  #pump(): void {
    this.#wakeMs = Number.POSITIVE_INFINITY;
    const now = this.#options.time.nowMs();
    for (let next = this.#next(); next !== null && next.nextEndMs <= now; next = this.#next()) {
      this.#options.lateness.record(now - next.nextEndMs);
      this.#carry(next);
    }
    this.#flush();
    this.#port.regulate(this.#host.waiting);
    this.#schedule();
  }

  #carry(speaker: Speaker<Station>): void {
    const { nextStartMs: startMs, nextEndMs: endMs } = speaker;
    const garbled = this.#options.shared && this.#isSpokenOver(speaker, startMs, endMs);
    const said = speaker.carry() ?? 0;
    if (startMs - this.#lastEndMs >= FRAME_GAP_MS) this.#hasFlippedInFrame = false;
    this.#lastEndMs = Math.max(this.#lastEndMs, endMs);
    const byte = this.#disturb(garbled ? Math.floor(this.#options.random() * 256) : said);

    const fromHost = speaker.station === null;
    const direction = fromHost ? "to-device" : "from-device";
    const broken = this.#faults.broken;
    if (broken === "both" || broken === direction) return;
    this.#traffic.note(direction, byte, endMs);
    if (fromHost || this.#options.shared) {
      for (const { station } of this.#stations) if (station !== speaker.station) station?.hear(byte, endMs);
    }
    if (!fromHost) this.#port.give(byte);
  }

  #isSpokenOver(speaker: Speaker<Station>, startMs: number, endMs: number): boolean {
    return [this.#host, ...this.#stations].some(
      (other) => other !== speaker && other.speaksBetween(startMs, endMs),
    );
  }

  #disturb(byte: number): number {
    const { flipOneIn } = this.#faults;
    if (flipOneIn === undefined || this.#hasFlippedInFrame) return byte;
    if (this.#options.random() * flipOneIn >= 1) return byte;
    this.#hasFlippedInFrame = true;
    this.#flippedBytes += 1;
    return byte ^ (1 << Math.floor(this.#options.random() * 8));
  }

  #flush(): void {
    this.#port.flush();
    this.#traffic.tell("to-device", this.#lastEndMs, !this.#mayGoOn(this.#host));
    this.#traffic.tell(
      "from-device",
      this.#lastEndMs,
      this.#stations.every((one) => one.waiting === 0),
    );
  }

  #schedule(): void {
    const next = this.#next();
    if (next === null) return;
    const wakeMs = Math.max(next.nextEndMs, Math.min(next.runEndMs, next.nextStartMs + GROUP_MS));
    if (wakeMs >= this.#wakeMs) return;
    this.#cancelWake();
    this.#wakeMs = wakeMs;
    this.#cancelWake = this.#options.time.at(wakeMs, () => this.#pump());
  }
}
