import { ByteQueue } from "./byte-queue.ts";
import type { Lateness } from "./lateness.ts";
import { openPty, type Pty } from "./pty.ts";
import { type Direction, Traffic, type WireTraffic } from "./traffic.ts";
import type { WireTime } from "./wire-time.ts";

const BITS_PER_BYTE = 10;
/** Bytes are handed over in groups of this span, as a UART with a FIFO does; the last of a run is never held. */
const GROUP_MS = 2;
/** The host may run this far ahead of the wire before its writes are left in its own buffers. */
const HOST_AHEAD_BYTES = 512;

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
  /** One byte in so many has one bit turned over. */
  readonly flipOneIn?: number;
  /** A broken core: bytes in this direction get lost. */
  readonly broken?: Direction | "both";
}

interface Speaker {
  /** Null is the host. */
  readonly station: Station | null;
  readonly waiting: ByteQueue;
  /** The run of bytes without a gap that is being spoken or was spoken last. */
  runStartMs: number;
  nextStartMs: number;
}

/**
 * One serial wire: bytes take bytes × 10 bits ÷ baud in either direction, on a pseudo-terminal that a host opens
 * as its serial port. All times are of the wire's own arithmetic; the machine's delays show up as lateness only
 * and never add up.
 */
export class Wire {
  readonly byteMs: number;
  readonly #options: WireOptions;
  readonly #host = newSpeaker(null);
  readonly #stations: Speaker[] = [];
  #faults: LineFaults = {};
  #pty: Pty | null = null;
  #hostPaused = false;
  #lastEndMs = 0;
  #toHost: number[] = [];
  readonly #traffic: Traffic;
  #wakeMs = Number.POSITIVE_INFINITY;
  #cancelWake: () => void = () => {};

  constructor(options: WireOptions) {
    this.#options = options;
    this.#traffic = new Traffic(options.shared, options.onTraffic);
    this.byteMs = (BITS_PER_BYTE * 1000) / options.baud;
  }

  get plugged(): boolean {
    return this.#pty !== null;
  }

  /** Makes the port under the wire's path. Throws if the path's directory is missing. */
  plug(): void {
    if (this.#pty !== null) return;
    this.#pty = openPty(this.#options.path, (bytes) => this.#fromHost(bytes));
    this.#hostPaused = false;
  }

  /** The devices keep their power and their bus; what the host had under way is gone. */
  unplug(): void {
    this.#pty?.close();
    this.#pty = null;
    this.#host.waiting.clear();
    this.#toHost = [];
  }

  attach(station: Station): void {
    this.#stations.push(newSpeaker(station));
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
    this.#enqueue(speaker, bytes, startMs);
    return runEndMs(speaker, this.byteMs);
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
    const quietAtMs = this.#options.shared ? this.#lastEndBy(now) + silenceMs : now;
    if (now >= quietAtMs) onSpoken(this.speak(station, bytes, now));
    else this.#options.time.at(quietAtMs, () => this.speakWhenQuiet(station, bytes, silenceMs, onSpoken));
  }

  /** When the last byte that is over by now ended, handed on already or not. */
  #lastEndBy(nowMs: number): number {
    let lastMs = this.#lastEndMs;
    for (const { waiting, nextStartMs } of [this.#host, ...this.#stations]) {
      const over = Math.min(waiting.length, Math.floor((nowMs - nextStartMs) / this.byteMs));
      if (over > 0) lastMs = Math.max(lastMs, nextStartMs + over * this.byteMs);
    }
    return lastMs;
  }

  /** Bytes out of nowhere, at once, heard by host and devices alike. */
  noise(bytes: Uint8Array): void {
    const endMs = this.#options.time.nowMs();
    this.#lastEndMs = Math.max(this.#lastEndMs, endMs);
    for (const byte of bytes) {
      for (const { station } of this.#stations) station?.hear(byte, endMs);
      this.#toHost.push(byte);
      this.#traffic.note("from-device", byte, endMs);
    }
    this.#flush();
  }

  /** Looks again whether the host may go on. */
  poke(): void {
    const host = this.#host;
    if (host.waiting.length > 0) host.nextStartMs = Math.max(host.nextStartMs, this.#options.time.nowMs());
    this.#schedule();
  }

  #fromHost(bytes: Uint8Array): void {
    this.#enqueue(this.#host, bytes, this.#options.time.nowMs());
    if (this.#host.waiting.length > HOST_AHEAD_BYTES && !this.#hostPaused) {
      this.#hostPaused = true;
      this.#pty?.pause();
    }
  }

  #enqueue(speaker: Speaker, bytes: Uint8Array, startMs: number): void {
    if (speaker.waiting.length === 0 && startMs > speaker.nextStartMs) {
      speaker.nextStartMs = startMs;
      speaker.runStartMs = startMs;
    }
    speaker.waiting.push(bytes);
    this.#schedule();
  }

  #mayGoOn(speaker: Speaker): boolean {
    if (speaker.waiting.length === 0) return false;
    return speaker.station !== null || this.#stations.every((one) => one.station?.clearToSend !== false);
  }

  /** The speaker whose next byte ends first, among those that have one. */
  #next(): Speaker | null {
    let first: Speaker | null = this.#mayGoOn(this.#host) ? this.#host : null;
    for (const speaker of this.#stations) {
      if (!this.#mayGoOn(speaker)) continue;
      if (first === null || speaker.nextStartMs < first.nextStartMs) first = speaker;
    }
    return first;
  }

  #pump(): void {
    this.#wakeMs = Number.POSITIVE_INFINITY;
    const now = this.#options.time.nowMs();
    for (let next = this.#next(); next !== null; next = this.#next()) {
      const endMs = next.nextStartMs + this.byteMs;
      if (endMs > now) break;
      this.#carry(next, endMs);
      this.#options.lateness.record(now - endMs);
    }
    this.#flush();
    if (this.#hostPaused && this.#host.waiting.length < HOST_AHEAD_BYTES / 2) {
      this.#hostPaused = false;
      this.#pty?.resume();
    }
    this.#schedule();
  }

  #carry(speaker: Speaker, endMs: number): void {
    const said = speaker.waiting.shift();
    if (said === undefined) return;
    const garbled = this.#options.shared && this.#others(speaker, speaker.nextStartMs, endMs);
    speaker.nextStartMs = endMs;
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
    if (!fromHost) this.#toHost.push(byte);
  }

  /** Whether anyone else's bytes are on the wire between the two times. */
  #others(speaker: Speaker, startMs: number, endMs: number): boolean {
    const overlaps = (other: Speaker) =>
      other !== speaker && other.runStartMs < endMs && runEndMs(other, this.byteMs) > startMs;
    return overlaps(this.#host) || this.#stations.some(overlaps);
  }

  #disturb(byte: number): number {
    const { flipOneIn } = this.#faults;
    if (flipOneIn === undefined || this.#options.random() * flipOneIn >= 1) return byte;
    return byte ^ (1 << Math.floor(this.#options.random() * 8));
  }

  #flush(): void {
    if (this.#toHost.length > 0) this.#pty?.write(Uint8Array.from(this.#toHost));
    this.#toHost = [];
    this.#traffic.tell("to-device", this.#lastEndMs, !this.#mayGoOn(this.#host));
    this.#traffic.tell(
      "from-device",
      this.#lastEndMs,
      this.#stations.every((one) => one.waiting.length === 0),
    );
  }

  #schedule(): void {
    const next = this.#next();
    if (next === null) return;
    const firstEndMs = next.nextStartMs + this.byteMs;
    const wakeMs = Math.max(
      firstEndMs,
      Math.min(runEndMs(next, this.byteMs), firstEndMs - this.byteMs + GROUP_MS),
    );
    if (wakeMs >= this.#wakeMs) return;
    this.#cancelWake();
    this.#wakeMs = wakeMs;
    this.#cancelWake = this.#options.time.at(wakeMs, () => this.#pump());
  }
}

function newSpeaker(station: Station | null): Speaker {
  return { station, waiting: new ByteQueue(), runStartMs: 0, nextStartMs: 0 };
}

function runEndMs(speaker: Speaker, byteMs: number): number {
  return speaker.nextStartMs + speaker.waiting.length * byteMs;
}
