import { readFileSync } from "node:fs";

/** `[from, to, group, n]`: `n` tickets of group `group` taken between the minutes `from` and `to` of the day. */
export type RecordedArrivals = [fromMinute: number, toMinute: number, group: number, tickets: number];

export interface RecordedDay {
  /** ISO date of the recorded workday. */
  date: string;
  arrivals: RecordedArrivals[];
}

/** A recorded office; see README.md in this folder for where it comes from and what is estimated in it. */
export interface RecordedOffice {
  office: string;
  groups: { name: string; serviceMeanMinutes: number; ticketsPerDay: number }[];
  /** `home` and `authorised` are indexes into `groups`. */
  windows: { window: number; home: number[]; authorised: number[] }[];
  days: RecordedDay[];
}

/** Reads one of the offices in this folder. Throws what the file system throws when the file is not there. */
export function readRecordedOffice(name: "warsaw-ochota" | "warsaw-bemowo"): RecordedOffice {
  return JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), "utf8"));
}

/** The day of that date, or the office's first one. Throws a RangeError naming the dates there are. */
export function recordedDay(office: RecordedOffice, date?: string): RecordedDay {
  const day = date === undefined ? office.days[0] : office.days.find((candidate) => candidate.date === date);
  if (day === undefined)
    throw new RangeError(`${office.office} has no day ${date}: ${office.days.map((d) => d.date).join(", ")}`);
  return day;
}
