import type { WireClock } from "../clock.ts";
import { type Link, type LinkFault, type LinkOwner, wireMs } from "./link.ts";

/** What one opening of a wire tells. After `lost` (also: it could not be opened) nothing else counts. */
export interface WireEvents {
  opened(): void;
  bytes(bytes: Uint8Array): void;
  lost(fault: LinkFault): void;
}

/** One opening of a wire, from the attempt to the loss. */
export interface Wire {
  write(bytes: Uint8Array, taken: (fault: LinkFault | null) => void): void;
  close(): Promise<void>;
}

export type OpenWire = (events: WireEvents) => Wire;

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 1_000;

/**
 * How long to wait before the next attempt, in milliseconds. The first is quick and the longest is a second,
 * because displays must be right within two seconds of a cable's return; the jitter keeps two dozen wires
 * of one unplugged hub from opening in step.
 * @param random uniform in [0, 1).
 */
export function retryDelayMs(attempt: number, random: () => number): number {
  const fullMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempt, 10));
  return fullMs * (0.5 + random() / 2);
}

const NOT_UP: LinkFault = { code: "closed", message: "the wire is not open" };

/** A link that opens its wire again whenever it is lost, until it is closed. */
export class ReopeningLink implements Link {
  readonly id: string;
  readonly baud: number | null;
  readonly #openWire: OpenWire;
  readonly #clock: WireClock;
  readonly #random: () => number;
  readonly #untaken = new Set<(fault: LinkFault | null) => void>();
  #owner: LinkOwner | null = null;
  #wire: Wire | null = null;
  #isUp = false;
  #isClosed = false;
  #attempt = 0;
  #leavesMs = 0;
  #cancelRetry = () => {};
  #closing: Promise<void> = Promise.resolve();

  constructor(options: {
    id: string;
    baud: number | null;
    openWire: OpenWire;
    clock: WireClock;
    random: () => number;
  }) {
    this.id = options.id;
    this.baud = options.baud;
    this.#openWire = options.openWire;
    this.#clock = options.clock;
    this.#random = options.random;
  }

  get isUp(): boolean {
    return this.#isUp;
  }

  open(owner: LinkOwner): void {
    this.#owner = owner;
    this.#try();
  }

  write(bytes: Uint8Array, taken?: (fault: LinkFault | null) => void): number {
    const nowMs = this.#clock.nowMs();
    const settle = (fault: LinkFault | null) => {
      if (this.#untaken.delete(settle)) taken?.(fault);
    };
    this.#untaken.add(settle);
    if (!this.#isUp || this.#wire === null) {
      this.#clock.after(0, () => settle(NOT_UP));
      return nowMs;
    }
    this.#leavesMs = Math.max(nowMs, this.#leavesMs) + wireMs(bytes.length, this.baud);
    this.#wire.write(bytes, settle);
    return this.#leavesMs;
  }

  shutOff(forMs: number, reason: string): void {
    this.#lose({ code: "shut-off", message: reason }, forMs);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#lose(NOT_UP, 0);
    this.#owner = null;
    await this.#closing;
  }

  #try(): void {
    let isCurrent = true;
    const wire: Wire = this.#openWire({
      opened: () => {
        if (!isCurrent) return;
        this.#isUp = true;
        this.#attempt = 0;
        this.#leavesMs = 0;
        this.#owner?.up();
      },
      bytes: (bytes) => {
        if (isCurrent && this.#wire === wire) this.#owner?.bytes(bytes);
      },
      lost: (fault) => {
        if (!isCurrent) return;
        isCurrent = false;
        if (this.#wire === wire) this.#lose(fault, retryDelayMs(this.#attempt++, this.#random));
      },
    });
    this.#wire = wire;
  }

  #lose(fault: LinkFault, retryInMs: number): void {
    const wire = this.#wire;
    this.#wire = null;
    this.#isUp = false;
    this.#cancelRetry();
    if (wire !== null) this.#closing = this.#closing.then(() => wire.close());
    for (const settle of [...this.#untaken]) settle(fault);
    if (this.#isClosed) return;
    this.#owner?.down(fault);
    this.#cancelRetry = this.#clock.after(retryInMs, () => {
      // A port still closing holds its lock, and would refuse its own successor.
      void this.#closing.then(() => {
        if (!this.#isClosed && this.#wire === null) this.#try();
      });
    });
  }
}
