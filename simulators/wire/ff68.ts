import { type FrameLength, Heard } from "./heard.ts";

/**
 * Frames of FF68 call systems, as a device reads and writes them: `FF 68 L L 68 address function data… sum 16`;
 * L counts address to data, sum is their total modulo 256.
 */
export interface Ff68Frame {
  readonly address: number;
  readonly func: number;
  readonly data: Uint8Array;
  /** Exactly what crossed the wire. */
  readonly bytes: Uint8Array;
}

const LEAD = 0xff;
const START = 0x68;
const END = 0x16;
/** Address and function at least; the longest known frame has eight. */
const MIN_LENGTH = 2;
const MAX_LENGTH = 32;
/** START L L START … sum END, around address to data. */
const ENVELOPE = 6;
/** A pause of this many milliseconds inside a frame means that its rest was lost. */
const GAP_MS = 12;

export function ff68Frame(address: number, func: number, data: readonly number[]): Uint8Array {
  const body = [address, func, ...data];
  const sum = body.reduce((total, byte) => total + byte, 0) & 0xff;
  return Uint8Array.from([LEAD, START, body.length, body.length, START, ...body, sum, END]);
}

/**
 * Finds frames in whatever is heard. `headless`: they may lack the FF, as some acknowledgements of ratings do;
 * others insist on it.
 */
export function ff68Heard(onFrame: (frame: Ff68Frame, endMs: number) => void, headless = false): Heard {
  return new Heard(
    (bytes) => frameLength(bytes, headless),
    GAP_MS,
    (bytes, endMs) => onFrame(parse(bytes), endMs),
  );
}

function frameLength(heard: readonly number[], headless: boolean): FrameLength {
  const lead = heard[0] === LEAD ? 1 : 0;
  if (lead === 0 && !headless) return "none";
  const [start, first, second, again] = heard.slice(lead, lead + 4);
  if (start === undefined) return "incomplete";
  if (start !== START) return "none";
  if (first === undefined) return "incomplete";
  if (first < MIN_LENGTH || first > MAX_LENGTH) return "none";
  if (second === undefined) return "incomplete";
  if (second !== first) return "none";
  if (again === undefined) return "incomplete";
  if (again !== START) return "none";
  const total = lead + first + ENVELOPE;
  if (heard.length < total) return "incomplete";
  const body = heard.slice(lead + 4, lead + 4 + first);
  const sum = body.reduce((all, byte) => all + byte, 0) & 0xff;
  return heard[total - 2] === sum && heard[total - 1] === END ? total : "none";
}

function parse(bytes: Uint8Array): Ff68Frame {
  const body = bytes.subarray(bytes.indexOf(START) + 4, bytes.length - 2);
  return { address: body[0] ?? 0, func: body[1] ?? 0, data: body.subarray(2), bytes };
}
