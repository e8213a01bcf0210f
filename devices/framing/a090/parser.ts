import type { Framing, Measure } from "../framing.ts";
import { ANSWER_END, LEAD, LONGEST_ANSWER_BYTES, START } from "./frame.ts";

const ADDRESS_AT = 2;

function isPairAt(bytes: Uint8Array, at: number, first: number, second: number): boolean {
  return bytes[at] === first && bytes[at + 1] === second;
}

const measureA090: Measure = (bytes, at) => {
  if (bytes[at] !== LEAD) return "none";
  if (at + 1 < bytes.length && bytes[at + 1] !== START) return "none";
  const endAt = Math.min(bytes.length, at + LONGEST_ANSWER_BYTES) - 1;
  for (let inside = at + ADDRESS_AT; inside < endAt; inside++) {
    if (isPairAt(bytes, inside, LEAD, START)) return "none";
    const isEnd = inside > at + ADDRESS_AT && isPairAt(bytes, inside, ...ANSWER_END);
    if (isEnd) return inside + ANSWER_END.length - at;
  }
  return bytes.length - at < LONGEST_ANSWER_BYTES ? "incomplete" : "none";
};

/** Answers of the screen; each ends at the first `A5 AA`, and what may follow until the next is noise. */
export const a090Framing: Framing = {
  name: "a090",
  longestFrameBytes: LONGEST_ANSWER_BYTES,
  measure: measureA090,
};
