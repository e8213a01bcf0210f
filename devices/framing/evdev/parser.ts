import type { Framing, Measure } from "../framing.ts";

/**
 * Input events of 64-bit Linux (linux/input.h): seconds and microseconds of 8 bytes each, type and code of 2,
 * value of 4, low byte first. They have no mark; what can be seen at a wrong offset is an impossible time.
 */
const RECORD_BYTES = 24;
const MICROSECONDS_AT = 8;
const TYPE_AT = 16;
const CODE_AT = 18;
const VALUE_AT = 20;
const HIGHEST_TYPE = 0x1f;

export interface InputEvent {
  type: number;
  code: number;
  value: number;
}

const measureRecord: Measure = (bytes, at) => {
  if (bytes.length - at < RECORD_BYTES) return "incomplete";
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, RECORD_BYTES);
  const isTime =
    view.getUint32(4, true) === 0 &&
    view.getUint32(MICROSECONDS_AT, true) < 1_000_000 &&
    view.getUint32(MICROSECONDS_AT + 4, true) === 0;
  return isTime && view.getUint16(TYPE_AT, true) <= HIGHEST_TYPE ? RECORD_BYTES : "none";
};

export const evdevFraming: Framing = {
  name: "evdev",
  longestFrameBytes: RECORD_BYTES,
  measure: measureRecord,
};

/** The parts of a record that say what happened. */
export function readInputEvent(frame: Uint8Array): InputEvent {
  const view = new DataView(frame.buffer, frame.byteOffset, RECORD_BYTES);
  return {
    type: view.getUint16(TYPE_AT, true),
    code: view.getUint16(CODE_AT, true),
    value: view.getInt32(VALUE_AT, true),
  };
}
