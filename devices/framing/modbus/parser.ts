import { crc16 } from "../crc16.ts";
import type { Framing, Measure } from "../framing.ts";
import { ANSWER_BYTES, CRC_BYTES, CRC_INIT, LONGEST_ANSWER_BYTES } from "./frame.ts";

/** The length of the whole answer at `at`; 0 when none can be there, -1 when bytes are still missing. */
function lengthAt(bytes: Uint8Array, at: number): number {
  const func = bytes[at + 1];
  if (func === undefined) return -1;
  const length = ANSWER_BYTES[func];
  if (length === undefined) return 0;
  if (bytes.length < at + length) return -1;
  const crcAt = at + length - CRC_BYTES;
  const crc = (bytes[crcAt] ?? 0) | ((bytes[crcAt + 1] ?? 0) << 8);
  return crc === crc16(bytes.subarray(at, crcAt), CRC_INIT) ? length : 0;
}

const measureModbus: Measure = (bytes, at) => {
  const length = lengthAt(bytes, at);
  if (length > 0) return length;
  if (length === 0) return "none";
  // Without a mark at its beginning any noise may look like one; a whole answer behind it settles that.
  for (let later = at + 1; later < bytes.length; later++) if (lengthAt(bytes, later) > 0) return "none";
  return "incomplete";
};

export const modbusFraming: Framing = {
  name: "modbus",
  longestFrameBytes: LONGEST_ANSWER_BYTES,
  measure: measureModbus,
};
