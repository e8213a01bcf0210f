import type { Framing, Measure } from "../framing.ts";

const CR = 0x0d;
const LF = 0x0a;
const LONGEST_LINE_BYTES = 512;

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
};

/** The text of a line, without its end. */
export function readLine(frame: Uint8Array): string {
  return Buffer.from(frame).toString("utf8").trim();
}
