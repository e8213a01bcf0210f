import type { Day } from "../core/ids.ts";
import type { DayReport } from "./day-report.ts";
import type { Quarter } from "./quarters.ts";

/** What a day is usually like: the mean of earlier ones. */
export interface Usual {
  day: Day;
  /** The days it is the mean of, the newest first; none in a new hall. */
  days: Day[];
  quarters: Quarter[];
}

/** So many days of one weekday make its habit. */
const ENOUGH_OF_WEEKDAY = 2;
const MOST_DAYS = 5;

const weekdayOf = (day: Day): number => new Date(`${day}T12:00:00Z`).getUTCDay();

/**
 * Which earlier days tell what is usual: the last ones of the same weekday or, in a hall too new to have them, the
 * last ones of all. Days on which nobody came say nothing.
 * @param days every recorded day @param isBusy whether anybody came; asked as seldom as possible
 */
export function usualDays(days: readonly Day[], day: Day, isBusy: (day: Day) => boolean): Day[] {
  const before = days.filter((each) => each < day).toReversed();
  const sameWeekday = firstBusy(
    before.filter((each) => weekdayOf(each) === weekdayOf(day)),
    isBusy,
  );
  return sameWeekday.length >= ENOUGH_OF_WEEKDAY ? sameWeekday : firstBusy(before, isBusy);
}

/** Looks at few days only, so that a hall that was empty for a year answers at once too. */
function firstBusy(days: readonly Day[], isBusy: (day: Day) => boolean): Day[] {
  return days
    .slice(0, MOST_DAYS * 2)
    .filter(isBusy)
    .slice(0, MOST_DAYS);
}

export function usualOf(day: Day, reports: readonly DayReport[]): Usual {
  const byQuarter = Map.groupBy(
    reports.flatMap(({ quarters }) => quarters),
    ({ quarter }) => quarter,
  );
  const quarters = [...byQuarter.keys()].toSorted((a, b) => a - b);
  return {
    day,
    days: reports.map((report) => report.day),
    quarters: quarters.map((quarter) => meanQuarter(quarter, byQuarter.get(quarter) ?? [], reports.length)),
  };
}

/** @param days of which some had nothing in this quarter */
function meanQuarter(quarter: number, found: readonly Quarter[], days: number): Quarter {
  const mean = (of: (each: Quarter) => number) =>
    Math.round((found.reduce((sum, each) => sum + of(each), 0) / days) * 10) / 10;
  const waits = found.flatMap(({ meanWaitMinutes }) => meanWaitMinutes ?? []);
  return {
    quarter,
    issued: mean(({ issued }) => issued),
    served: mean(({ served }) => served),
    waiting: mean(({ waiting }) => waiting),
    meanWaitMinutes:
      waits.length === 0
        ? null
        : Math.round((waits.reduce((sum, each) => sum + each, 0) / waits.length) * 10) / 10,
  };
}
