/**
 * The frame of FF68 call systems: `FF 68 L L 68 address function data… sum 16`. L counts address to data; sum is
 * their total modulo 256. No published source has a name for it, nor a frame with `FF 68` inside.
 */
export interface Ff68Frame {
  address: number;
  func: number;
  data: Uint8Array;
}

export const LEAD = 0xff;
export const START = 0x68;
export const END = 0x16;
/** Bytes before the address. */
export const HEADER_BYTES = 5;
/** Bytes after the data: the sum and END. */
export const TRAILER_BYTES = 2;
/** An address and a function at the least. */
export const SHORTEST_BODY_BYTES = 2;
/** The longest body in any source is 8; more leaves room for other makers, and still bounds a wait. */
export const LONGEST_BODY_BYTES = 32;

/** Sum modulo 256 of `bytes[from]` to before `bytes[to]`. */
export function sumOf(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum += bytes[at] ?? 0;
  return sum & 0xff;
}
