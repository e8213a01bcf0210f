import { type FrameLength, Heard } from "./heard.ts";

/**
 * Frames of A0 90 window screens: `A0 90 address A5 lenH lenL {char colour | hi lo colour}… xor`. The one public
 * source writes the length n as n ÷ 255 and n mod 255; the xor runs from the address on.
 */
export interface A090Frame {
  readonly address: number;
  readonly data: Uint8Array;
}

const HEADER = 6;
const LENGTH_BASE = 255;
const MAX_DATA = 512;
const GAP_MS = 20;

export function a090Heard(onFrame: (frame: A090Frame, endMs: number) => void): Heard {
  return new Heard(measure, GAP_MS, (bytes, endMs) =>
    onFrame({ address: bytes[2] ?? 0, data: bytes.subarray(HEADER, -1) }, endMs),
  );
}

function measure(bytes: readonly number[]): FrameLength {
  const [lead, second, , start, lenH = 0, lenL = 0] = bytes;
  if (lead !== 0xa0) return "none";
  if (second !== undefined && second !== 0x90) return "none";
  if (start !== undefined && start !== 0xa5) return "none";
  if (bytes.length < HEADER) return "incomplete";
  const dataLength = lenH * LENGTH_BASE + lenL;
  if (dataLength > MAX_DATA) return "none";
  const total = HEADER + dataLength + 1;
  if (bytes.length < total) return "incomplete";
  const xor = bytes.slice(2, total - 1).reduce((all, byte) => all ^ byte, 0);
  return xor === bytes[total - 1] ? total : "none";
}
