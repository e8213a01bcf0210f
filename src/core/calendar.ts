import { DAY_MS } from "./durations.ts";
import type { Day, Instant } from "./ids.ts";
import type { HallRules, Session } from "./rules.ts";
import { offsetMsAt } from "./time-zone.ts";

/**
 * Days and minutes in a hall's time zone. Only deciding may ask: what was decided is in the event, so a
 * replay never depends on the time-zone data of the machine that replays.
 */

const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

export interface LocalTime {
  day: Day;
  /** `mon` … `sun` */
  weekday: string;
  /** Since local midnight by the clock on the wall. */
  minuteOfDay: number;
  second: number;
}

export function localTime(at: Instant, timeZone: string): LocalTime {
  // A date whose fields of UTC read as the clock on the wall.
  const wall = new Date(at + offsetMsAt(at, timeZone));
  return {
    day: wall.toISOString().slice(0, 10),
    weekday: WEEKDAYS[wall.getUTCDay()] ?? "",
    minuteOfDay: wall.getUTCHours() * 60 + wall.getUTCMinutes(),
    second: wall.getUTCSeconds(),
  };
}

/** The first instant of the local day after `at`, exact to the millisecond whatever daylight saving does. */
export function nextMidnight(at: Instant, timeZone: string): Instant {
  const offsetMs = offsetMsAt(at, timeZone);
  const midnight = Math.floor((at + offsetMs) / DAY_MS + 1) * DAY_MS - offsetMs;
  const isPlainDay = [midnight - 1, midnight].every((each) => offsetMsAt(each, timeZone) === offsetMs);
  return isPlainDay ? midnight : findMidnight(at, timeZone);
}

function findMidnight(at: Instant, timeZone: string): Instant {
  const today = localTime(at, timeZone).day;
  let low = at;
  let high = at + 26 * 3_600_000;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (localTime(middle, timeZone).day === today) low = middle;
    else high = middle;
  }
  return high;
}

export function minutesOf(timeOfDay: string): number {
  return Number(timeOfDay.slice(0, 2)) * 60 + Number(timeOfDay.slice(3, 5));
}

function isWorkday(rules: HallRules, time: Pick<LocalTime, "day" | "weekday">): boolean {
  const { calendar } = rules;
  if (calendar.makeUpWorkdays.includes(time.day)) return true;
  if (calendar.holidays.includes(time.day)) return false;
  return calendar.weekdays.includes(time.weekday);
}

/** The hours of the hall on a day; none on a day that is not worked. */
export function sessionsOn(rules: HallRules, time: Pick<LocalTime, "day" | "weekday">): Session[] {
  const { calendar } = rules;
  if (!isWorkday(rules, time)) return [];
  return calendar.weeklyHours?.[time.weekday] ?? calendar.sessions;
}

/**
 * Whether dispensers and pages give out tickets at this moment, and in which session: its index in the day.
 * A hall that is always open has one session.
 */
export function ticketSession(rules: HallRules, at: Instant): number | null {
  const { calendar } = rules;
  if (calendar.alwaysOpen) return 0;
  const time = localTime(at, rules.hall.timeZone);
  const index = sessionsOn(rules, time).findIndex(
    (session) =>
      time.minuteOfDay >= minutesOf(session.from) - calendar.ticketsFromMinutesBeforeOpening &&
      time.minuteOfDay < minutesOf(session.to) - calendar.ticketsUntilMinutesBeforeClosing,
  );
  return index < 0 ? null : index;
}

/** When today's sessions of the hall begin and end, in order; none in a hall that is always open. */
export function sessionTimes(rules: HallRules, at: Instant): { from: Instant; to: Instant }[] {
  if (rules.calendar.alwaysOpen) return [];
  const time = localTime(at, rules.hall.timeZone);
  const minuteBegan = at - time.second * 1000 - (at % 1000);
  const instantOf = (wall: string) => minuteBegan + (minutesOf(wall) - time.minuteOfDay) * 60_000;
  return sessionsOn(rules, time).map(({ from, to }) => ({ from: instantOf(from), to: instantOf(to) }));
}

export function sessionEnds(rules: HallRules, at: Instant): Instant[] {
  return sessionTimes(rules, at).map(({ to }) => to);
}

/** Whether the hall is open for appointments at this minute: in a session that ends `minutes` later at the earliest. */
export function inSession(rules: HallRules, at: Instant, minutes: number): boolean {
  if (rules.calendar.alwaysOpen) return true;
  const time = localTime(at, rules.hall.timeZone);
  return sessionsOn(rules, time).some(
    ({ from, to }) => time.minuteOfDay >= minutesOf(from) && time.minuteOfDay + minutes <= minutesOf(to),
  );
}

const NOON_MINUTES = 12 * 60;

/** The workday that is `count` workdays after the day of `at`. A calendar without workdays counts every day. */
export function workdayAfter(rules: HallRules, at: Instant, count: number): Day {
  const { timeZone } = rules.hall;
  const today = localTime(at, timeZone);
  // Noon stays on its day whatever daylight saving does to the hours.
  let noon = at + (NOON_MINUTES - today.minuteOfDay) * 60_000;
  let day = today.day;
  for (let left = count, looked = 0; left > 0; looked += 1) {
    noon += DAY_MS;
    const time = localTime(noon, timeZone);
    day = time.day;
    if (isWorkday(rules, time) || looked > 366) left -= 1;
  }
  return day;
}

/** The end of the next workday: the first midnight after it. */
export function endOfNextWorkday(rules: HallRules, at: Instant): Instant {
  const { timeZone } = rules.hall;
  const day = workdayAfter(rules, at, 1);
  let end = nextMidnight(at, timeZone);
  while (localTime(end, timeZone).day <= day) end = nextMidnight(end, timeZone);
  return end;
}
