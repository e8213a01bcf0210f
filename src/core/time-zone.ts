import type { Instant } from "./ids.ts";

/*
 * How far the clock on a hall's wall is from UTC. The only place that asks the machine's time-zone data, and it asks
 * seldom: a question costs as much as a hundred decisions.
 */

/** Offsets of the world's time zones change on whole quarters of an hour of UTC only. */
const SLOT_MS = 15 * 60_000;
/** About ten days of slots: more than one hall asks for. */
const SLOTS_KEPT = 1000;

const offsets = new Map<string, number>();
const formats = new Map<string, Intl.DateTimeFormat>();
/** Most questions are about now. */
let latest: { slot: number; timeZone: string; offsetMs: number } | undefined;

/** @param timeZone IANA name @returns ms to add to UTC for the time on the wall */
export function offsetMsAt(at: Instant, timeZone: string): number {
  const slot = Math.floor(at / SLOT_MS);
  if (latest?.slot === slot && latest.timeZone === timeZone) return latest.offsetMs;
  const offsetMs = lookUp(slot, timeZone);
  latest = { slot, timeZone, offsetMs };
  return offsetMs;
}

/** `2026-11-21T09:05:00.000+08:00`: the instant by the clock on the hall's wall, with its offset. */
export function isoTime(at: Instant, timeZone: string): string {
  const offsetMs = offsetMsAt(at, timeZone);
  const minutes = Math.abs(offsetMs) / 60_000;
  const hours = String(Math.floor(minutes / 60)).padStart(2, "0");
  const suffix = `${offsetMs < 0 ? "-" : "+"}${hours}:${String(minutes % 60).padStart(2, "0")}`;
  return new Date(at + offsetMs).toISOString().slice(0, -1) + suffix;
}

function lookUp(slot: number, timeZone: string): number {
  const name = `${slot} ${timeZone}`;
  const known = offsets.get(name);
  if (known !== undefined) return known;
  if (offsets.size >= SLOTS_KEPT) offsets.clear();
  const offsetMs = parseOffset(formatOf(timeZone).format(slot * SLOT_MS));
  offsets.set(name, offsetMs);
  return offsetMs;
}

/** @param text ends with `GMT`, `GMT+08:00` or the like */
function parseOffset(text: string): number {
  const [, sign = "+", hours = "00", minutes = "00"] = /GMT([+-])(\d{2}):(\d{2})/.exec(text) ?? [];
  const sizeMs = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === "-" ? -sizeMs : sizeMs;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
    formats.set(timeZone, format);
  }
  return format;
}
