import type { DecodedFrame, WireDecoder } from "./decoded.ts";
import { type Ff68Frame, ff68Heard } from "./ff68.ts";
import type { Direction, WireTraffic } from "./traffic.ts";

const KEY_NAMES: ReadonlyMap<number, string> = new Map([
  [0x0a, "start"],
  [0x0b, "evaluate"],
  [0x0c, "call"],
  [0x0d, "recall"],
  [0x0e, "cancel"],
  [0x0f, "function"],
  [0x12, "pause"],
  [0x13, "transfer"],
]);
const FACES = ["worst", "poor", "good", "best"];
const BLANK = 0x0a;
const RATING_PAD = 0x80;

/** Reads frames with and without the leading FF; what lies between them is noise. */
export function ff68Decoder(): WireDecoder {
  return {
    push(traffic) {
      const decoded: DecodedFrame[] = [];
      let readTo = 0;
      let at = 0;
      const { direction, bytes, atMs } = traffic;
      const noiseUpTo = (end: number) => {
        if (end > readTo) decoded.push(noise(traffic, bytes.slice(readTo, end)));
      };
      const reader = ff68Heard((frame) => {
        noiseUpTo(at + 1 - frame.bytes.length);
        decoded.push({
          direction,
          bytes: frame.bytes,
          text: describe(frame, direction),
          understood: true,
          atMs,
        });
        readTo = at + 1;
      }, true);
      for (; at < bytes.length; at += 1) reader.push(bytes[at] ?? 0, 0);
      noiseUpTo(bytes.length);
      return decoded;
    },
  };
}

function noise({ direction, atMs }: WireTraffic, bytes: Uint8Array): DecodedFrame {
  return { direction, bytes, text: "noise", understood: false, atMs };
}

function describe({ address, func, data }: Ff68Frame, direction: Direction): string {
  const [first] = data;
  const pad = address & ~RATING_PAD;
  if (func === 0x02) return `digits ${Array.from(data, digit).join("")} at ${address}`;
  if (func === 0x03) return `beep at ${address}`;
  if (func === 0x11) return `rating ${first} (${FACES[first ?? -1] ?? "unknown"}), pad ${pad}`;
  if (func === 0x01 && first === undefined) return `rating acknowledged, pad ${pad}`;
  if (func === 0x01 && first !== undefined) {
    if ((address & RATING_PAD) !== 0) return `rating ${first} acknowledged, pad ${pad}`;
    const echo = direction === "to-device" ? "echo of " : "";
    return `${echo}key ${KEY_NAMES.get(first) ?? first}, pad ${address}`;
  }
  return `function ${func.toString(16).padStart(2, "0")} at ${address}`;
}

function digit(code: number): string {
  if (code === BLANK) return "_";
  return code < BLANK ? String(code) : "?";
}
