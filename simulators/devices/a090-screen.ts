import iconv from "iconv-lite";
import { type A090Frame, a090Heard } from "../wire/a090.ts";
import { Lit, type SignOptions } from "./lit.ts";

/**
 * "colour": a colour byte behind each character; "mono": none. "colour-long": as "colour", but its answer is
 * longer and has A5 AA inside as well, since only its beginning and its end are published.
 */
export const A090_PROFILES = ["colour", "mono", "colour-long"] as const;
export type A090Profile = (typeof A090_PROFILES)[number];

const TURNAROUND_MS = 5;
const ANSWER = [0xa5, 0xaa];
const LONG_ANSWER = [0x01, 0xa5, 0xaa, 0x00, 0xa5, 0xaa];

/** An A0 90 window screen: shows a text in GB2312 and answers each frame that is right. */
export function a090Screen(options: SignOptions<A090Profile>): Lit {
  const lit = new Lit(options);
  const { address, profile, outlet } = options;

  function obey(frame: A090Frame, endMs: number): void {
    if (frame.address !== address || outlet.misses()) return;
    const text = screenText(frame.data, profile !== "mono");
    if (text === null) lit.misunderstood += 1;
    else lit.show(text, endMs);
    const own = outlet.faults.answersAs ?? address;
    const tail = profile === "colour-long" ? LONG_ANSWER : ANSWER;
    outlet.answer(Uint8Array.from([0xa0, 0x90, own, ...tail]), endMs + TURNAROUND_MS);
  }

  const heard = a090Heard(obey);
  outlet.onByte((byte, endMs) => heard.push(byte, endMs));
  return lit;
}

/** The characters without their colours, or null where a byte is missing or no such colour is known. */
function screenText(data: Uint8Array, coloured: boolean): string | null {
  const characters: number[] = [];
  for (let at = 0; at < data.length; ) {
    const size = (data[at] ?? 0) >= 0x80 ? 2 : 1;
    const colour = data[at + size];
    if (at + size > data.length || (coloured && (colour === undefined || colour > 2))) return null;
    characters.push(...data.subarray(at, at + size));
    at += coloured ? size + 1 : size;
  }
  return iconv.decode(Buffer.from(characters), "gb2312");
}
