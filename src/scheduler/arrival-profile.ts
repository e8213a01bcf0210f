import { DAY_MS } from "../core/durations.ts";
import type { QueueId } from "../core/ids.ts";
import { type PastDay, QUARTERS } from "./past-day.ts";

/** Who came on one day. */
export type DayArrivals = Pick<PastDay, "day" | "arrivals">;

/** Another weekday tells the shape of a day, less its level. */
const OTHER_WEEKDAY = 0.2;
/** After so many days a day counts half: offices change. */
const HALF_LIFE_DAYS = 28;
/** A day with so much more or less than its like was an odd one: a holiday's eve, a power cut. */
const ODD = 2.5;
/** From so many days on it can be told which are odd. */
const DAYS_TO_JUDGE = 3;

/**
 * Expected arrivals by queue and quarter-hour of `day`, learned from days before it: days of the same weekday count
 * fully, others a fifth, older ones less, odd ones not at all. Quarters lean on their neighbours, since single
 * counts are small. Queues that nobody came to, and a hall's first day, have no profile.
 */
export function arrivalProfile(past: readonly DayArrivals[], day: string): Map<QueueId, number[]> {
  const known = past.filter((each) => each.day < day);
  const weights = known.map((each) => weightOf(each.day, day));
  const usual = usualTotals(known, day);
  let weight = 0;
  const sums = new Map<QueueId, number[]>();
  known.forEach(({ day: when, arrivals }, n) => {
    const like = isSameWeekday(when, day) ? usual.same : usual.any;
    if (like > 0 && isOdd(totalOf(arrivals), like)) return;
    weight += weights[n] ?? 0;
    for (const [queue, quarters] of arrivals) {
      const sum = sums.get(queue) ?? new Array<number>(QUARTERS).fill(0);
      quarters.forEach((count, quarter) => {
        sum[quarter] = (sum[quarter] ?? 0) + count * (weights[n] ?? 0);
      });
      sums.set(queue, sum);
    }
  });
  if (weight === 0) return new Map();
  return new Map([...sums].map(([queue, sum]) => [queue, smoothed(sum).map((each) => each / weight)]));
}

function weightOf(past: string, day: string): number {
  const days = (Date.parse(day) - Date.parse(past)) / DAY_MS;
  return (isSameWeekday(past, day) ? 1 : OTHER_WEEKDAY) * 0.5 ** (days / HALF_LIFE_DAYS);
}

function isSameWeekday(a: string, b: string): boolean {
  return new Date(a).getUTCDay() === new Date(b).getUTCDay();
}

/** The median of a day's arrivals, of the same weekday and of all; 0 where there are too few days to tell. */
function usualTotals(known: readonly DayArrivals[], day: string): { same: number; any: number } {
  const median = (days: readonly DayArrivals[]) => {
    const totals = days.map(({ arrivals }) => totalOf(arrivals)).sort((a, b) => a - b);
    return totals.length < DAYS_TO_JUDGE ? 0 : (totals[Math.floor(totals.length / 2)] ?? 0);
  };
  const any = median(known);
  return { same: median(known.filter((each) => isSameWeekday(each.day, day))) || any, any };
}

function isOdd(total: number, usual: number): boolean {
  return total > ODD * usual || total < usual / ODD;
}

function totalOf(arrivals: DayArrivals["arrivals"]): number {
  let total = 0;
  for (const [, quarters] of arrivals) for (const count of quarters) total += count;
  return total;
}

/** Each quarter a half of itself and a quarter of either neighbour; nothing spreads beyond the first and last. */
function smoothed(quarters: readonly number[]): number[] {
  const first = quarters.findIndex((count) => count > 0);
  const last = quarters.findLastIndex((count) => count > 0);
  return quarters.map((count, n) => {
    if (n < first || n > last) return 0;
    const before = n === first ? count : (quarters[n - 1] ?? 0);
    const after = n === last ? count : (quarters[n + 1] ?? 0);
    return count / 2 + before / 4 + after / 4;
  });
}
