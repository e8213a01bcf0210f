import { crc16 } from "../crc16.ts";
import type { Framing, Measure } from "../framing.ts";
import { BEGIN, CRC_BYTES, END, ESCAPES, HEADER_BYTES } from "./frame.ts";

const MOST_MARKS = 16;
/** Answers carry a few bytes of data; this leaves room for escapes. */
const LONGEST_INSIDE_BYTES = 128;
const DATA_LENGTH_AT = 12;

/** Undoes the escapes of `bytes`; null where one stands for nothing. */
function unescaped(bytes: Uint8Array): Uint8Array | null {
  const plain: number[] = [];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    const isEscape = ESCAPES.some(([, [lead]]) => lead === byte);
    if (!isEscape) plain.push(byte);
    else {
      const code = bytes[at + 1];
      const meant = ESCAPES.find(([, [lead, second]]) => lead === byte && second === code);
      if (meant === undefined) return null;
      plain.push(meant[0]);
      at += 1;
    }
  }
  return Uint8Array.from(plain);
}

function isSound(plain: Uint8Array): boolean {
  const dataBytes = plain.length - HEADER_BYTES - CRC_BYTES;
  if (dataBytes < 0) return false;
  const said = (plain[DATA_LENGTH_AT] ?? 0) | ((plain[DATA_LENGTH_AT + 1] ?? 0) << 8);
  const crcAt = plain.length - CRC_BYTES;
  const crc = (plain[crcAt] ?? 0) | ((plain[crcAt + 1] ?? 0) << 8);
  return said === dataBytes && crc === crc16(plain.subarray(0, crcAt), 0);
}

const measureOnbon: Measure = (bytes, at) => {
  let insideAt = at;
  while (bytes[insideAt] === BEGIN) insideAt += 1;
  if (insideAt === at || insideAt - at > MOST_MARKS) return "none";
  const longestTo = insideAt + LONGEST_INSIDE_BYTES;
  for (let end = insideAt; end < Math.min(bytes.length, longestTo); end++) {
    if (bytes[end] === BEGIN) return "none";
    if (bytes[end] !== END) continue;
    const plain = unescaped(bytes.subarray(insideAt, end));
    return plain !== null && isSound(plain) ? end + 1 - at : "none";
  }
  return bytes.length < longestTo ? "incomplete" : "none";
};

export const onbonFraming: Framing = {
  name: "onbon",
  longestFrameBytes: MOST_MARKS + LONGEST_INSIDE_BYTES + 1,
  measure: measureOnbon,
};

/** Header and data of a whole, checked frame. */
export function readOnbon(frame: Uint8Array): { destination: number; data: Uint8Array } {
  const insideAt = frame.findIndex((byte) => byte !== BEGIN);
  const plain = unescaped(frame.subarray(insideAt, frame.length - 1)) ?? new Uint8Array(0);
  return {
    destination: (plain[0] ?? 0) | ((plain[1] ?? 0) << 8),
    data: plain.subarray(HEADER_BYTES, plain.length - CRC_BYTES),
  };
}
