import type { Framing, Measure } from "../framing.ts";

const CR = 0x0d;
const LF = 0x0a;
const LONGEST_LINE_BYTES = 512;
/**
 * A reader sends a reading in one go: 1 ms a byte at 9600 baud, 16 ms where an adapter gathers bytes, some 200 ms where
 * a device server's network lost a packet. Nobody scans again within a second.
 */
const ABANDONED_AFTER_MS = 1_000;

/** Printable ASCII and whatever the reader's code page puts above it. */
function isText(byte: number): boolean {
  return byte >= 0x20 && byte !== 0x7f;
}

/** A line of text ended by CR; a LF that some readers send after it begins the next. */
const measureLine: Measure = (bytes, at) => {
  const textAt = bytes[at] === LF ? at + 1 : at;
  for (let end = textAt; end < Math.min(bytes.length, at + LONGEST_LINE_BYTES); end++) {
    const byte = bytes[end] ?? 0;
    if (byte === CR && end > textAt) return end + 1 - at;
    if (!isText(byte)) return "none";
  }
  return bytes.length - at < LONGEST_LINE_BYTES ? "incomplete" : "none";
};

export const textLineFraming: Framing = {
  name: "text-line",
  longestFrameBytes: LONGEST_LINE_BYTES,
  measure: measureLine,
  abandonedAfterMs: ABANDONED_AFTER_MS,
};

/** The text of a line, without its end. */
export function readLine(frame: Uint8Array): string {
  return Buffer.from(frame).toString("utf8").trim();
}
