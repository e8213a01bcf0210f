import type { DayRecord, VisitRecord } from "./day-record.ts";
import { meanMinutes } from "./figures.ts";

/** Fifteen minutes by the clock on the hall's wall. */
export interface Quarter {
  /** Counted from midnight: 36 begins at 9:00. */
  quarter: number;
  /** Numbers given out, those of walk-ins not among them. */
  issued: number;
  /** Visits that ended. */
  served: number;
  /** In line at its end. */
  waiting: number;
  /** Of those called in it; null if nobody was. */
  meanWaitMinutes: number | null;
}

/** The course of a day, without a gap from the first quarter in which somebody came, was called or left to the last. */
export function quartersOf(record: DayRecord, visits: readonly VisitRecord[]): Quarter[] {
  const issued = countBy(
    [...record.tickets.values()].filter(({ walkIn }) => !walkIn).map((each) => each.issuedQuarter),
  );
  const served = countBy(visits.map(({ finishedQuarter }) => finishedQuarter ?? 0));
  const waits = Map.groupBy(record.waits, ({ calledQuarter }) => calledQuarter);
  const eventful = [...issued.keys(), ...served.keys(), ...waits.keys()];
  if (eventful.length === 0) return [];
  const first = Math.min(...eventful);
  const quarters: Quarter[] = [];
  let waiting = 0;
  for (let quarter = first; quarter <= Math.max(...eventful); quarter += 1) {
    waiting = record.waitingAfter.get(quarter) ?? waiting;
    quarters.push({
      quarter,
      issued: issued.get(quarter) ?? 0,
      served: served.get(quarter) ?? 0,
      waiting,
      meanWaitMinutes: meanMinutes((waits.get(quarter) ?? []).map(({ ms }) => ms)),
    });
  }
  return quarters;
}

function countBy(quarters: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const quarter of quarters) counts.set(quarter, (counts.get(quarter) ?? 0) + 1);
  return counts;
}
