import { openPty, type Pty } from "./pty.ts";

/** The host may run this far ahead of the wire before its writes are left in its own buffers. */
const AHEAD_BYTES = 512;

/** The host's end of a wire: a port while it is plugged in, nothing while it is not. */
export class HostPort {
  readonly #path: string;
  readonly #onBytes: (bytes: Uint8Array) => void;
  #pty: Pty | null = null;
  #paused = false;
  #unsent: number[] = [];

  constructor(path: string, onBytes: (bytes: Uint8Array) => void) {
    this.#path = path;
    this.#onBytes = onBytes;
  }

  get plugged(): boolean {
    return this.#pty !== null;
  }

  plug(): void {
    this.#pty ??= openPty(this.#path, this.#onBytes);
  }

  unplug(): void {
    this.#pty?.close();
    this.#pty = null;
    this.#paused = false;
    this.#unsent = [];
  }

  /** A byte for the host, handed over with the next `flush`. */
  give(byte: number): void {
    this.#unsent.push(byte);
  }

  flush(): void {
    if (this.#unsent.length > 0) this.#pty?.write(Uint8Array.from(this.#unsent));
    this.#unsent = [];
  }

  /** Takes no more from the host while too much waits for the wire, as a full UART does. */
  regulate(waitingBytes: number): void {
    const pause = waitingBytes > (this.#paused ? AHEAD_BYTES / 2 : AHEAD_BYTES);
    if (pause === this.#paused) return;
    this.#paused = pause;
    if (pause) this.#pty?.pause();
    else this.#pty?.resume();
  }
}
