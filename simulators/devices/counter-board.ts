import { type FrameLength, Heard } from "../wire/heard.ts";
import { Lit, type SignOptions } from "./lit.ts";

/**
 * "plain": `id hi lo sum`, told apart by pauses only. "xunpeng": `3A col lo hi 01 sum 0A`, its sum from the 3A
 * on; "xunpeng-col": from col on.
 */
export const COUNTER_BOARD_PROFILES = ["plain", "xunpeng", "xunpeng-col"] as const;
export type CounterBoardProfile = (typeof COUNTER_BOARD_PROFILES)[number];

/** Two bytes' time and a little: boards without a header know a frame's beginning by the pause before it. */
const GAP_MS = 3;
const COLON = 0x3a;
const LINE_FEED = 0x0a;

/** A board with one number; it never answers. */
export function counterBoard(options: SignOptions<CounterBoardProfile>): Lit {
  const lit = new Lit(options);
  const { address, profile, outlet } = options;

  function obey(id: number, value: number, endMs: number): void {
    if (id === address && !outlet.misses()) lit.show(String(value), endMs);
  }

  if (profile === "plain") {
    const board = plainBoard(obey);
    outlet.onByte(board);
  } else {
    const heard = new Heard(
      (bytes) => measureXunpeng(bytes, profile === "xunpeng"),
      GAP_MS,
      ([, column = 0, low = 0, high = 0], endMs) => obey(column, high * 256 + low, endMs),
    );
    outlet.onByte((byte, endMs) => heard.push(byte, endMs));
  }
  return lit;
}

/** Counts four bytes from each pause; whatever else comes before the next pause is not looked at. */
function plainBoard(obey: (id: number, value: number, endMs: number) => void) {
  let frame: number[] = [];
  let lastMs = 0;
  return (byte: number, endMs: number) => {
    if (endMs - lastMs > GAP_MS) frame = [];
    lastMs = endMs;
    frame.push(byte);
    const [id = 0, high = 0, low = 0, sum] = frame;
    if (frame.length === 4 && sum === ((id + high + low) & 0xff)) obey(id, high * 256 + low, endMs);
  };
}

function measureXunpeng(bytes: readonly number[], sumFromColon: boolean): FrameLength {
  if (bytes[0] !== COLON) return "none";
  if (bytes.length < 7) return "incomplete";
  const summed = bytes.slice(sumFromColon ? 0 : 1, 5).reduce((total, byte) => total + byte, 0) & 0xff;
  return bytes[4] === 0x01 && bytes[5] === summed && bytes[6] === LINE_FEED ? 7 : "none";
}
