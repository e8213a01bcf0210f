import { ByteQueue } from "./byte-queue.ts";

/** One that speaks on a wire, and the times at which its bytes cross by the wire's own arithmetic. */
export class Speaker<Station> {
  /** Null is the host. */
  readonly station: Station | null;
  readonly #byteMs: number;
  readonly #waiting = new ByteQueue();
  /** The run of bytes without a gap that is being spoken, or was spoken last, and the next byte's start. */
  #runStartMs = 0;
  #nextStartMs = 0;

  constructor(station: Station | null, byteMs: number) {
    this.station = station;
    this.#byteMs = byteMs;
  }

  /** Bytes not yet carried. */
  get waiting(): number {
    return this.#waiting.length;
  }

  get nextStartMs(): number {
    return this.#nextStartMs;
  }

  get nextEndMs(): number {
    return this.#nextStartMs + this.#byteMs;
  }

  /** When the last byte will have crossed; when it did, if none waits. */
  get runEndMs(): number {
    return this.#nextStartMs + this.#waiting.length * this.#byteMs;
  }

  /** Behind what it is saying yet, and not before `startMs`. */
  say(bytes: Uint8Array, startMs: number): void {
    if (this.#waiting.length === 0 && startMs > this.#nextStartMs) {
      this.#nextStartMs = startMs;
      this.#runStartMs = startMs;
    }
    this.#waiting.push(bytes);
  }

  /** Was held back until now. */
  resumeAt(startMs: number): void {
    this.#nextStartMs = Math.max(this.#nextStartMs, startMs);
  }

  /** The next byte has crossed. */
  carry(): number | undefined {
    const byte = this.#waiting.shift();
    if (byte !== undefined) this.#nextStartMs += this.#byteMs;
    return byte;
  }

  fallSilent(): void {
    this.#waiting.clear();
  }

  /** Whether any of its bytes is on the wire between the two times. */
  speaksBetween(startMs: number, endMs: number): boolean {
    return this.#runStartMs < endMs && this.runEndMs > startMs;
  }

  /** When the last of its bytes that is over by now ended, carried already or not; 0 if none is. */
  lastEndBy(nowMs: number): number {
    const over = Math.min(this.#waiting.length, Math.floor((nowMs - this.#nextStartMs) / this.#byteMs));
    return over > 0 ? this.#nextStartMs + over * this.#byteMs : 0;
  }
}
