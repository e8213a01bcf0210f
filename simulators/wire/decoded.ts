import type { WireTraffic } from "./traffic.ts";

/** A piece of traffic as a person reads it. */
export interface DecodedFrame {
  readonly direction: WireTraffic["direction"];
  readonly bytes: Uint8Array;
  /** "key call, pad 1"; for bytes without meaning "noise". */
  readonly text: string;
  readonly understood: boolean;
  readonly atMs: number;
}

/** Keeps what one wire said last, since a frame may come in several pieces. */
export interface WireDecoder {
  push(traffic: WireTraffic): DecodedFrame[];
}
