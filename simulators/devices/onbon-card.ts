import iconv from "iconv-lite";
import { type OnbonFrame, OnbonReader, onbonFrame } from "../wire/onbon.ts";
import { Lit, type SignOptions } from "./lit.ts";

/** How many areas a card holds, and how many bytes of text in each. */
const MEMORY = {
  "bx-5k": { areas: 8, bytes: 512 },
  "bx-6k": { areas: 5, bytes: 1024 },
} as const;
export type OnbonProfile = keyof typeof MEMORY;
export const ONBON_PROFILES: readonly OnbonProfile[] = ["bx-5k", "bx-6k"];

const SILENT_BROADCAST = 0xffff;
const ANSWERED_BROADCAST = 0xfffe;
const TURNAROUND_MS = 5;
const PING = 0xa200;
const TEXT = 0xa306;
const WANTS_ANSWER = 0x01;
const MEMORY_FULL = 4;
const WRONG_CRC = 5;
/** An area's fixed part: type, place, size, number and manner, before the length of its text. */
const AREA_HEADER = 27;

export interface OnbonCard extends Lit {
  /** The areas live in memory that a power cut empties. */
  powerCut(): void;
}

/** An Onbon card with real-time text areas; `text` is the areas' texts in the order of their numbers. */
export function onbonCard(options: SignOptions<OnbonProfile>): OnbonCard {
  const lit = new Lit(options);
  const { address, profile, outlet } = options;
  const areas = new Map<number, string>();

  function obey(frame: OnbonFrame, endMs: number): void {
    const { destination, data } = frame;
    const isMine = destination === address || destination >= ANSWERED_BROADCAST;
    if (!isMine || outlet.misses()) return;
    const refusal = frame.crcRight ? perform(data, endMs) : WRONG_CRC;
    if (refusal !== 0) lit.misunderstood += 1;
    if (destination === SILENT_BROADCAST || data[2] !== WANTS_ANSWER) return;
    const answer = [0xa0, refusal === 0 ? 0 : 1, refusal, 0, 0];
    const from = outlet.faults.answersAs ?? ANSWERED_BROADCAST;
    outlet.answer(onbonFrame(frame.source, from, answer), endMs + TURNAROUND_MS);
  }

  /** 0, or why not. */
  function perform(data: Buffer, endMs: number): number {
    const command = data.readUInt16BE(0);
    if (command === PING) return 0;
    if (command !== TEXT) return MEMORY_FULL;
    const update = readAreas(data);
    if (update === null) return MEMORY_FULL;
    const { bytes, areas: places } = MEMORY[profile];
    if (update.areas.some((area) => area.number >= places || area.text.length > bytes)) return MEMORY_FULL;
    if (update.deleted === "all") areas.clear();
    else for (const number of update.deleted) areas.delete(number);
    for (const { number, text } of update.areas) areas.set(number, iconv.decode(text, "gb2312"));
    lit.show(joined(areas), endMs);
    return 0;
  }

  const reader = new OnbonReader(obey);
  outlet.onByte((byte, endMs) => reader.push(byte, endMs));
  return Object.assign(lit, {
    powerCut() {
      areas.clear();
      lit.show("", outlet.time.nowMs());
    },
  });
}

function joined(areas: ReadonlyMap<number, string>): string {
  return [...areas]
    .toSorted(([one], [other]) => one - other)
    .map(([, text]) => text)
    .join("\n");
}

interface Update {
  readonly deleted: readonly number[] | "all";
  readonly areas: readonly { readonly number: number; readonly text: Buffer }[];
}

/** How many areas to delete (FF: all) and which, how many follow, and each with its length before it. */
function readAreas(data: Buffer): Update | null {
  const DELETED_AT = 5;
  const deletions = data[DELETED_AT] ?? 0;
  const deleted = deletions === 0xff ? "all" : [...data.subarray(DELETED_AT + 1, DELETED_AT + 1 + deletions)];
  let at = DELETED_AT + 1 + (deleted === "all" ? 0 : deletions);
  const count = data[at] ?? 0;
  at += 1;
  const areas: { number: number; text: Buffer }[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 2 > data.length) return null;
    const length = data.readUInt16LE(at);
    const area = data.subarray(at + 2, at + 2 + length);
    if (area.length < AREA_HEADER || area.readUInt32LE(AREA_HEADER - 4) !== length - AREA_HEADER) return null;
    areas.push({ number: area[9] ?? 0, text: area.subarray(AREA_HEADER) });
    at += 2 + length;
  }
  return { deleted, areas };
}
