import type { Day, Instant } from "./ids.ts";
import type { HallRules } from "./rules.ts";

/**
 * Days and minutes in a hall's time zone. Only deciding may ask: what was decided is in the event, so a
 * replay never depends on the time-zone data of the machine that replays.
 */

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-CA", {
      timeZone,
      hourCycle: "h23",
      weekday: "short",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formats.set(timeZone, format);
  }
  return format;
}

export interface LocalTime {
  day: Day;
  /** `mon` … `sun` */
  weekday: string;
  /** Since local midnight by the clock on the wall. */
  minuteOfDay: number;
  second: number;
}

export function localTime(at: Instant, timeZone: string): LocalTime {
  const parts: Record<string, string> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(at)) parts[type] = value;
  return {
    day: `${parts.year}-${parts.month}-${parts.day}`,
    weekday: (parts.weekday ?? "").toLowerCase(),
    minuteOfDay: Number(parts.hour) * 60 + Number(parts.minute),
    second: Number(parts.second),
  };
}

/** The first instant of the local day after `at`, exact to the millisecond whatever daylight saving does. */
export function nextMidnight(at: Instant, timeZone: string): Instant {
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

export function isWorkday(rules: HallRules, time: LocalTime): boolean {
  const { calendar } = rules;
  if (calendar.makeUpWorkdays.includes(time.day)) return true;
  if (calendar.holidays.includes(time.day)) return false;
  return calendar.weekdays.includes(time.weekday);
}

/** Whether dispensers and pages give out tickets at this moment. */
export function ticketsGivenOut(rules: HallRules, at: Instant): boolean {
  const { calendar } = rules;
  if (calendar.alwaysOpen) return true;
  const time = localTime(at, rules.hall.timeZone);
  if (!isWorkday(rules, time)) return false;
  return calendar.sessions.some(
    (session) =>
      time.minuteOfDay >= minutesOf(session.from) - calendar.ticketsFromMinutesBeforeOpening &&
      time.minuteOfDay < minutesOf(session.to) - calendar.ticketsUntilMinutesBeforeClosing,
  );
}
