import type { Summary } from "../../simulators/hall-des/summary.ts";
import type { Print } from "./statistics.ts";

/** Summaries of one hall by policy. */
export type Measured = ReadonlyMap<string, Summary>;

const SIGN_BASELINES = ["static", "manager-30-min", "threshold-hysteresis", "look-ahead-replacing"];
/** A queue may keep this share of its wait under static signs, and these minutes. */
const BEARABLE = { share: 0.5, minutes: 0.5 };
/** The longest wait may be this many times the bound's, and these minutes more. */
const LONGEST = { times: 1.5, minutes: 5 };

/** Prints what one policy did in one hall. */
export function printSummary(print: Print, name: string, s: Summary): void {
  print(`${name}/mean-wait`, s.meanMinutes, "min");
  print(`${name}/mean-wait-ci95`, s.meanHalfWidth, "min");
  print(`${name}/p95-wait`, s.p95Minutes, "min");
  print(`${name}/p95-wait-ci95`, s.p95HalfWidth, "min");
  print(`${name}/longest-wait`, s.maxMinutes, "min");
  print(`${name}/priority-mean-wait`, s.prioMeanMinutes, "min");
  print(`${name}/sign-changes`, s.signChangesPerWindowHour, "per-window-hour");
  print(`${name}/off-sign-calls`, 100 * s.offSignShare, "%");
  print(`${name}/foreign-calls`, 100 * s.foreignShare, "%");
  print(`${name}/broken-rules`, 100 * s.violationShare, "%");
  print(`${name}/overtime`, s.overtimeMinutes, "min");
  print(`${name}/never-called`, s.unserved, "tickets");
}

/** Prints how halld compares in one hall, with help and with signs only; ratios with their 95 % half widths. */
export function printComparison(print: Print, hall: string, all: Measured): void {
  const [fixed, bound] = [all.get("static"), all.get("poolskill")];
  if (fixed === undefined || bound === undefined) return;
  for (const policy of ["halld", "halld-signs"]) {
    const ours = all.get(policy);
    if (ours === undefined) continue;
    const name = `scheduler/${hall}/${policy}`;
    const minutes = fixed.groupMeans.map((m) => BEARABLE.share * m + BEARABLE.minutes);
    const over = ours.groupMeans.map((m, g) => m - (minutes[g] ?? 0)).filter((m) => m > 0);
    print(`${name}/queues-above-half-static`, over.length, "queues");
    print(`${name}/most-above-half-static`, Math.max(0, ...over), "min");
    print(`${name}/priority-over-static`, ours.prioMeanMinutes - fixed.prioMeanMinutes, "min");
    const longest = LONGEST.times * bound.maxMinutes + LONGEST.minutes;
    print(`${name}/longest-over-limit`, ours.maxMinutes - longest, "min");
    print(`${name}/overtime-over-poolskill`, ours.overtimeMinutes - bound.overtimeMinutes, "min");
  }
  compareHelp(print, `scheduler/${hall}/halld`, all, bound);
  compareSigns(print, `scheduler/${hall}/halld-signs`, all, fixed, bound);
}

function compareHelp(print: Print, name: string, all: Measured, bound: Summary): void {
  const [ours, plain, simple] = ["halld", "plain-help", "help-and-slow-signs"].map((p) => all.get(p));
  if (ours === undefined || plain === undefined || simple === undefined) return;
  const less = (a: Summary) => minus(a.dayMeans, bound.dayMeans);
  const excess = (ours.meanMinutes - bound.meanMinutes) / (plain.meanMinutes - bound.meanMinutes);
  printRatio(print, `${name}/excess-of-plain-help`, excess, less(ours), less(plain));
  const mean = ours.meanMinutes / simple.meanMinutes;
  printRatio(print, `${name}/mean-of-simple`, mean, ours.dayMeans, simple.dayMeans);
  const p95 = ours.p95Minutes / simple.p95Minutes;
  printRatio(print, `${name}/p95-of-simple`, p95, ours.dayP95s, simple.dayP95s);
}

function compareSigns(print: Print, name: string, all: Measured, fixed: Summary, bound: Summary): void {
  const ours = all.get("halld-signs");
  if (ours === undefined) return;
  const gap = (fixed.meanMinutes - ours.meanMinutes) / (fixed.meanMinutes - bound.meanMinutes);
  const [closed, whole] = [ours, bound].map((s) => minus(fixed.dayMeans, s.dayMeans));
  printRatio(print, `${name}/gap-closed`, gap, closed ?? [], whole ?? []);
  const best = SIGN_BASELINES.flatMap((p) => all.get(p) ?? []).reduce((a, b) =>
    a.p95Minutes <= b.p95Minutes ? a : b,
  );
  const p95 = ours.p95Minutes / best.p95Minutes;
  printRatio(print, `${name}/p95-of-best-baseline`, p95, ours.dayP95s, best.dayP95s);
}

/**
 * Prints a ratio and its half width, by the delta method over days that both sides share (Cochran 1977). Nothing
 * in a hall where there is nothing to compare with, such as one where nobody waits.
 */
function printRatio(
  print: Print,
  name: string,
  ratio: number,
  numerators: readonly number[],
  denominators: readonly number[],
): void {
  if (!Number.isFinite(ratio)) return;
  print(name, 100 * ratio, "%");
  print(`${name}-ci95`, 100 * ratioHalfWidth(numerators, denominators), "%");
}

/** Half width of the 95 % interval of the quotient of two sums over the same days. */
function ratioHalfWidth(numerators: readonly number[], denominators: readonly number[]): number {
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  const n = numerators.length;
  const ratio = sum(numerators) / sum(denominators);
  const squares = numerators.map((x, i) => (x - ratio * (denominators[i] ?? 0)) ** 2);
  return (1.96 * Math.sqrt((sum(squares) * n) / Math.max(1, n - 1))) / Math.abs(sum(denominators));
}

function minus(a: readonly number[], b: readonly number[]): number[] {
  return a.map((x, i) => x - (b[i] ?? 0));
}
