import type { Framing, Measure } from "../framing.ts";
import {
  END,
  type Ff68Frame,
  HEADER_BYTES,
  LEAD,
  LONGEST_BODY_BYTES,
  SHORTEST_BODY_BYTES,
  START,
  sumOf,
  TRAILER_BYTES,
} from "./frame.ts";

/** True while `bytes[at]` is `expected`, or has not come yet. */
function mayBe(bytes: Uint8Array, at: number, expected: number): boolean {
  return at >= bytes.length || bytes[at] === expected;
}

const measureFf68: Measure = (bytes, at) => {
  if (!mayBe(bytes, at, LEAD) || !mayBe(bytes, at + 1, START) || !mayBe(bytes, at + 4, START)) return "none";
  const bodyBytes = bytes[at + 2];
  if (bodyBytes === undefined) return "incomplete";
  if (bodyBytes < SHORTEST_BODY_BYTES || bodyBytes > LONGEST_BODY_BYTES) return "none";
  if (!mayBe(bytes, at + 3, bodyBytes)) return "none";

  const bodyAt = at + HEADER_BYTES;
  const sumAt = bodyAt + bodyBytes;
  // A frame that begins inside shows that this header was noise: waiting for its end would hide that frame.
  for (let inside = bodyAt; inside < sumAt; inside++)
    if (bytes[inside] === LEAD && bytes[inside + 1] === START) return "none";
  const length = HEADER_BYTES + bodyBytes + TRAILER_BYTES;
  if (bytes.length < at + length) return "incomplete";
  return bytes[sumAt] === sumOf(bytes, bodyAt, sumAt) && bytes[sumAt + 1] === END ? length : "none";
};

export const ff68Framing: Framing = {
  name: "ff68",
  longestFrameBytes: HEADER_BYTES + LONGEST_BODY_BYTES + TRAILER_BYTES,
  measure: measureFf68,
};

/** The parts of a whole, checked frame. */
export function readFf68(frame: Uint8Array): Ff68Frame {
  return {
    address: frame[HEADER_BYTES] ?? 0,
    func: frame[HEADER_BYTES + 1] ?? 0,
    data: frame.subarray(HEADER_BYTES + 2, frame.length - TRAILER_BYTES),
  };
}
