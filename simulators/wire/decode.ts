import { escPosDecoder } from "./decode-escpos.ts";
import { ff68Decoder } from "./decode-ff68.ts";
import {
  a090Decoder,
  counterBoardDecoder,
  modbusDecoder,
  onbonDecoder,
  textDecoder,
} from "./decode-signs.ts";
import type { WireDecoder } from "./decoded.ts";

/** For a wire with devices of these kinds. Throws if there is none that it knows. */
export function wireDecoder(kinds: readonly string[]): WireDecoder {
  for (const kind of kinds) {
    const make = DECODERS.find(([prefix]) => kind.startsWith(prefix));
    if (make !== undefined) return make[1]();
  }
  throw new Error(`no decoder for ${kinds.join(", ") || "a wire without devices"}`);
}

const DECODERS: readonly (readonly [kindPrefix: string, make: () => WireDecoder])[] = [
  ["ff68", ff68Decoder],
  ["escpos", escPosDecoder],
  ["a090", a090Decoder],
  ["onbon", onbonDecoder],
  ["modbus", modbusDecoder],
  ["counter-board", counterBoardDecoder],
  ["line-display", textDecoder],
  ["serial-reader", textDecoder],
];
