import { type PastDay, type PastWork, QUARTERS } from "../scheduler/past-day.ts";
import type { DayRecord } from "./day-record.ts";

/** What a day that is over tells of those to come. */
export function pastDayOf(record: DayRecord): PastDay {
  return { day: record.day, arrivals: arrivalsOf(record), works: worksOf(record) };
}

function arrivalsOf({ tickets }: DayRecord): PastDay["arrivals"] {
  const counts = new Map<string, number[]>();
  for (const { issuedFor, issuedQuarter, booked } of tickets.values()) {
    if (booked) continue;
    const quarters = counts.get(issuedFor) ?? new Array<number>(QUARTERS).fill(0);
    counts.set(issuedFor, quarters);
    quarters[issuedQuarter] = (quarters[issuedQuarter] ?? 0) + 1;
  }
  return [...counts];
}

function worksOf({ spells, tickets }: DayRecord): PastWork[] {
  const works = new Map<string, PastWork>();
  for (const { ticket, clerk, help, served, from, to } of spells) {
    const service = tickets.get(ticket)?.service;
    if (service === undefined || help || !served) continue;
    const key = JSON.stringify([service, clerk]);
    const work = works.get(key) ?? { service, clerk, seconds: [] };
    works.set(key, work);
    work.seconds.push(Math.round((to - from) / 1000));
  }
  return [...works.values()];
}
