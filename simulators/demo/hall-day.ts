import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const DAY_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;
/** The county hall's time zone has kept this offset since 1991. */
const SHANGHAI_OFFSET_MS = 8 * HOUR_MS;

/** The hall day that the demo runs next. Times are milliseconds since the epoch. */
export interface HallDay {
  /** Hall midnight. */
  midnightMs: number;
  /** `YYYY-MM-DD` in the hall. */
  name: string;
}

/**
 * The day after the last one that ran on this data folder, and never before today: a journal only goes on.
 * @param folder keeps the name of the last day in `last-day`
 */
export function nextHallDay(folder: string, nowMs: number): HallDay {
  const today = Math.floor((nowMs + SHANGHAI_OFFSET_MS) / DAY_MS);
  const file = join(folder, "last-day");
  const last = existsSync(file) ? Date.parse(readFileSync(file, "utf8").trim()) / DAY_MS : 0;
  const day = Math.max(today, last + 1);
  const name = new Date(day * DAY_MS).toISOString().slice(0, 10);
  writeFileSync(file, `${name}\n`);
  return { midnightMs: day * DAY_MS - SHANGHAI_OFFSET_MS, name };
}
