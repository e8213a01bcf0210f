import type { Instant } from "../core/ids.ts";

/** Offsets of the world's time zones change on whole quarters of an hour of UTC only. */
const SLOT_MS = 15 * 60_000;
/** About ten days of slots: more than one hall tells of. */
const SLOTS_KEPT = 1000;

interface Offset {
  ms: number;
  /** `+08:00` */
  suffix: string;
}

const offsets = new Map<string, Offset>();
const formats = new Map<string, Intl.DateTimeFormat>();

/** `2026-11-21T09:05:00.000+08:00`: the instant by the clock on the hall's wall, with its offset. */
export function isoTime(at: Instant, timeZone: string): string {
  const { ms, suffix } = offsetAt(at, timeZone);
  return new Date(at + ms).toISOString().slice(0, -1) + suffix;
}

/** Most times that are told are of now. */
let latest: { slot: number; timeZone: string; offset: Offset } | undefined;

function offsetAt(at: Instant, timeZone: string): Offset {
  const slot = Math.floor(at / SLOT_MS);
  if (latest?.slot === slot && latest.timeZone === timeZone) return latest.offset;
  const offset = lookUp(slot, timeZone);
  latest = { slot, timeZone, offset };
  return offset;
}

function lookUp(slot: number, timeZone: string): Offset {
  const name = `${slot} ${timeZone}`;
  const known = offsets.get(name);
  if (known) return known;
  if (offsets.size >= SLOTS_KEPT) offsets.clear();
  const offset = parseOffset(formatOf(timeZone).format(slot * SLOT_MS));
  offsets.set(name, offset);
  return offset;
}

/** @param text ends with `GMT`, `GMT+08:00` or the like */
function parseOffset(text: string): Offset {
  const [, sign = "+", hours = "00", minutes = "00"] = /GMT([+-])(\d{2}):(\d{2})/.exec(text) ?? [];
  const size = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return { ms: sign === "-" ? -size : size, suffix: `${sign}${hours}:${minutes}` };
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
    formats.set(timeZone, format);
  }
  return format;
}
