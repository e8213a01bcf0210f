import type { Instant } from "../core/ids.ts";
import { offsetMsAt } from "../core/time-zone.ts";

/** `2026-11-21T09:05:00.000+08:00`: the instant by the clock on the hall's wall, with its offset. */
export function isoTime(at: Instant, timeZone: string): string {
  const offsetMs = offsetMsAt(at, timeZone);
  const minutes = Math.abs(offsetMs) / 60_000;
  const hours = String(Math.floor(minutes / 60)).padStart(2, "0");
  const suffix = `${offsetMs < 0 ? "-" : "+"}${hours}:${String(minutes % 60).padStart(2, "0")}`;
  return new Date(at + offsetMs).toISOString().slice(0, -1) + suffix;
}
