import type { Result } from "./result.ts";

const MINUTE_MS = 60_000;

/** Figures over many days of one hall under one policy; waits in minutes. */
export interface Summary {
  days: number;
  meanMinutes: number;
  /** Half width of the 95 % interval of the mean, days taken as independent. */
  meanHalfWidth: number;
  p95Minutes: number;
  p95HalfWidth: number;
  maxMinutes: number;
  prioMeanMinutes: number;
  signChangesPerWindowHour: number;
  offSignShare: number;
  foreignShare: number;
  violationShare: number;
  overtimeMinutes: number;
  unserved: number;
  groupMeans: number[];
  /** By day, for the error of what is compared between policies on the same days. */
  dayMeans: number[];
  dayP95s: number[];
}

/** The value below which a share `q` of the sorted values lies (type 7 of Hyndman and Fan 1996). */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = q * (sorted.length - 1);
  const low = sorted[Math.floor(at)] as number;
  const high = sorted[Math.ceil(at)] as number;
  return low + (high - low) * (at - Math.floor(at));
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
}

/** Half width of a 95 % interval by the normal approximation. */
function halfWidth(values: readonly number[]): number {
  const m = mean(values);
  const variance = values.reduce((sum, v) => sum + (v - m) ** 2, 0) / Math.max(1, values.length - 1);
  return 1.96 * Math.sqrt(variance / Math.max(1, values.length));
}

/** Sums up the days of one hall under one policy. */
export function summarise(results: readonly Result[]): Summary {
  const all: number[] = [];
  const prio: number[] = [];
  const groups: number[][] = results[0]?.hall.groups.map(() => []) ?? [];
  const dayMeans: number[] = [];
  const dayP95s: number[] = [];
  let unserved = 0;
  for (const result of results) {
    const day: number[] = [];
    result.day.tickets.forEach((ticket, i) => {
      const wait = (result.waitsMs[i] as number) / MINUTE_MS;
      if (Number.isNaN(wait)) unserved++;
      else {
        day.push(wait);
        groups[ticket.group]?.push(wait);
        if (ticket.cls === "prio") prio.push(wait);
      }
    });
    dayMeans.push(mean(day));
    dayP95s.push(
      quantile(
        day.sort((a, b) => a - b),
        0.95,
      ),
    );
    all.push(...day);
  }
  const total = (of: (r: Result) => number) => results.reduce((sum, r) => sum + of(r), 0);
  const sorted = Float64Array.from(all).sort();
  const calls = Math.max(
    1,
    total((r) => r.calls),
  );
  const broken = total((r) => Object.values(r.violations).reduce((a, b) => a + b, 0));
  return {
    days: results.length,
    meanMinutes: mean(all),
    meanHalfWidth: halfWidth(dayMeans),
    p95Minutes: quantile(sorted, 0.95),
    p95HalfWidth: halfWidth(dayP95s),
    maxMinutes: sorted[sorted.length - 1] ?? 0,
    prioMeanMinutes: mean(prio),
    signChangesPerWindowHour: total((r) => r.signChanges) / total((r) => r.windowHours),
    offSignShare: total((r) => r.offSignCalls) / calls,
    foreignShare: total((r) => r.foreignCalls) / calls,
    violationShare:
      broken /
      Math.max(
        1,
        total((r) => r.commands),
      ),
    overtimeMinutes: total((r) => r.overtimeMs) / MINUTE_MS / Math.max(1, results.length),
    unserved,
    groupMeans: groups.map(mean),
    dayMeans,
    dayP95s,
  };
}
