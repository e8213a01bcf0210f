import type { Day, Instant, QueueId, ServiceId, WindowId } from "../core/ids.ts";
import { busyMsByHour } from "./busy.ts";
import { type DayRecord, QUARTER_MINUTES, type VisitRecord } from "./day-record.ts";
import {
  endedVisits,
  type Figures,
  figuresOf,
  minutes,
  type Spread,
  spreadOf,
  type VisitFigures,
  visitFiguresOf,
} from "./figures.ts";
import { type Quarter, quartersOf } from "./quarters.ts";

/** A window has no waits of its own, and no ratings: one person sits there. */
export interface WindowFigures {
  window: WindowId;
  /** Visits that ended. */
  visits: number;
  /** Called and missed, and did not come back. */
  noShows: number;
  /** With somebody called or served. */
  busyMinutes: number;
  /** Hours in which it had nobody are left out. */
  hours: { hour: number; visits: number; busyMinutes: number }[];
}

/** A day in figures, all counted from what the journal holds. */
export interface DayReport {
  day: Day;
  /** The last moment that it tells of. */
  until: Instant;
  total: Figures;
  queues: ({ queue: QueueId } & Figures)[];
  services: ({ service: ServiceId } & VisitFigures)[];
  windows: WindowFigures[];
  quarters: Quarter[];
  /** How often a queue became hot, how often it was helped then, and after how long. */
  hot: { times: number; helped: number; minutesToHelp: Spread };
}

const QUARTERS_PER_HOUR = 60 / QUARTER_MINUTES;

/** The figures of a day as far as it is recorded. Whatever had nothing to do is left out; the rest is in order of ids. */
export function reportOf(record: DayRecord): DayReport {
  const visits = endedVisits(record);
  return {
    day: record.day,
    until: record.until,
    total: figuresOf(countedOf(record, visits)),
    queues: queuesOf(record, visits),
    services: servicesOf(visits),
    windows: windowsOf(record, visits),
    quarters: quartersOf(record, visits),
    hot: {
      times: record.hot.times,
      helped: record.hot.helpedAfterMs.length,
      minutesToHelp: spreadOf(record.hot.helpedAfterMs),
    },
  };
}

function countedOf(record: DayRecord, visits: readonly VisitRecord[]) {
  const issued = [...record.tickets.values()];
  return { issued, lost: issued.filter(({ lost }) => lost !== null), visits, waits: record.waits };
}

function queuesOf(record: DayRecord, ended: readonly VisitRecord[]): DayReport["queues"] {
  const { issued, lost, visits, waits } = countedOf(record, ended);
  const ids = [
    ...issued.map(({ issuedFor }) => issuedFor),
    ...[...lost, ...visits, ...waits].map(({ queue }) => queue),
  ];
  return inOrder(ids).map((queue) => {
    const isOf = (each: { queue: QueueId }) => each.queue === queue;
    const figures = figuresOf({
      issued: issued.filter(({ issuedFor }) => issuedFor === queue),
      lost: lost.filter(isOf),
      visits: visits.filter(isOf),
      waits: waits.filter(isOf),
    });
    return { queue, ...figures };
  });
}

function servicesOf(visits: readonly VisitRecord[]): DayReport["services"] {
  return inOrder(visits.map(({ service }) => service)).map((service) => ({
    service,
    ...visitFiguresOf(visits.filter((visit) => visit.service === service)),
  }));
}

function windowsOf(record: DayRecord, ended: readonly VisitRecord[]): WindowFigures[] {
  const busy = busyMsByHour(record);
  const missed = [...record.tickets.values()].flatMap(({ lost }) => lost?.window ?? []);
  return inOrder([...busy.keys(), ...missed]).map((window) => {
    const visits = ended.filter((visit) => visit.window === window);
    const hours = busy.get(window) ?? new Map<number, number>();
    return {
      window,
      visits: visits.length,
      noShows: missed.filter((each) => each === window).length,
      busyMinutes: minutes([...hours.values()].reduce((sum, ms) => sum + ms, 0)),
      hours: hoursOf(hours, visits),
    };
  });
}

function hoursOf(
  busyMs: ReadonlyMap<number, number>,
  visits: readonly VisitRecord[],
): WindowFigures["hours"] {
  const endedIn = visits.map(({ finishedQuarter }) => Math.floor((finishedQuarter ?? 0) / QUARTERS_PER_HOUR));
  return [...new Set([...busyMs.keys(), ...endedIn])]
    .toSorted((a, b) => a - b)
    .map((hour) => ({
      hour,
      visits: endedIn.filter((each) => each === hour).length,
      busyMinutes: minutes(busyMs.get(hour) ?? 0),
    }));
}

/** Ids are often numbers: 2 comes before 10. */
function inOrder(ids: readonly string[]): string[] {
  return [...new Set(ids)].toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }));
}
