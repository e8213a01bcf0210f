import type { MemoryLine } from "./memory.ts";

/** A wire as a technician wrote it down; `baud` of a tcp link is that of the line behind a device server. */
export type LinkSpec =
  | { id: string; kind: "serial"; path: string; baud: number }
  | { id: string; kind: "tcp"; host: string; port: number; baud?: number }
  | { id: string; kind: "file"; path: string }
  | { id: string; kind: "memory"; line: MemoryLine };

/** Why a wire is down. `code` is the system's ("ENOENT", "ECONNREFUSED") or "disconnected", "closed". */
export interface LinkFault {
  code: string;
  message: string;
}

/** What a wire tells its one owner. Calls never nest inside `write`. */
export interface LinkOwner {
  /** The wire was opened: at first, and after each replug. Whatever a device knew may be gone. */
  up(): void;
  /** The wire is not there, or not any more. It goes on trying by itself. */
  down(fault: LinkFault): void;
  /** Bytes as they came, in chunks without meaning. The array is not reused. */
  bytes(bytes: Uint8Array): void;
}

/** Bytes in and out of one wire, which comes and goes. A link never throws. */
export interface Link {
  readonly id: string;
  /** Bits per second of the line, ten of them a byte (8N1); null where nothing paces. */
  readonly baud: number | null;
  readonly isUp: boolean;
  /** Starts opening, for the one owner; from then on the link reconnects until it is closed. */
  open(owner: LinkOwner): void;
  /**
   * Writes all of `bytes`, after what was written before.
   * @param taken called once, never from inside this call: null when the system took the last byte, or the
   * fault that lost them.
   * @returns the wire time in milliseconds at which the last byte will have left, by the arithmetic of the
   * baud rate. Not asked of the system: `tcdrain` would hold one of libuv's four threads for each frame, and
   * on a pseudo-terminal it knows nothing.
   */
  write(bytes: Uint8Array, taken?: (fault: LinkFault | null) => void): number;
  /** Lets go of the wire for `forMs` milliseconds, then opens it again: for a wire that floods noise. */
  shutOff(forMs: number, reason: string): void;
  close(): Promise<void>;
}

/** Milliseconds that `count` bytes take at `baud`, ten bits a byte; 0 where nothing paces. */
export function wireMs(count: number, baud: number | null): number {
  return baud === null ? 0 : (count * 10_000) / baud;
}
