import type { Level, Outcome } from "../core/state.ts";
import type { DayRecord, TicketRecord, VisitRecord, Wait } from "./day-record.ts";

/** Times of many, in minutes with one decimal; null where there were none. */
export interface Spread {
  mean: number | null;
  /** 19 of 20 took no longer. */
  p95: number | null;
}

/** How visits ended. */
export interface VisitFigures {
  /** Visits that ended. */
  visits: number;
  serviceMinutes: Spread;
  outcomes: Record<Outcome, number>;
}

export interface Figures extends VisitFigures {
  /** Numbers given out, those of walk-ins not among them. */
  tickets: number;
  walkIns: number;
  /** Missed, and did not come back. */
  noShows: number;
  /** Cancelled by their holders, or void. */
  gone: number;
  /** Each time in a line that a call ended: someone transferred waits twice. */
  waitMinutes: Spread;
  ratings: Record<Level, number>;
  /** Visits that nobody rated: a class of its own. */
  unrated: number;
}

/** What a part of a day is counted from. */
export interface Counted {
  issued: readonly TicketRecord[];
  lost: readonly TicketRecord[];
  /** Only those that ended. */
  visits: readonly VisitRecord[];
  waits: readonly Wait[];
}

export function figuresOf({ issued, lost, visits, waits }: Counted): Figures {
  const ratings = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };
  for (const { level } of visits) if (level !== null) ratings[level] += 1;
  const walkIns = issued.filter(({ walkIn }) => walkIn).length;
  return {
    tickets: issued.length - walkIns,
    walkIns,
    noShows: lost.filter((ticket) => ticket.lost?.how === "no-show").length,
    gone: lost.filter((ticket) => ticket.lost?.how === "gone").length,
    waitMinutes: spreadOf(waits.map(({ ms }) => ms)),
    ...visitFiguresOf(visits),
    ratings,
    unrated: visits.filter(({ level }) => level === null).length,
  };
}

export function visitFiguresOf(visits: readonly VisitRecord[]): VisitFigures {
  const outcomes = { done: 0, accepted: 0, "papers-missing": 0, referred: 0, consultation: 0, unknown: 0 };
  for (const { outcome } of visits) if (outcome !== null) outcomes[outcome] += 1;
  const times = visits.flatMap(({ serviceMs }) => (serviceMs === null ? [] : [serviceMs]));
  return { visits: visits.length, serviceMinutes: spreadOf(times), outcomes };
}

export function endedVisits(record: DayRecord): VisitRecord[] {
  return [...record.visits.values()].filter(({ finishedQuarter }) => finishedQuarter !== null);
}

export function meanMinutes(timesMs: readonly number[]): number | null {
  if (timesMs.length === 0) return null;
  return minutes(timesMs.reduce((sum, each) => sum + each, 0) / timesMs.length);
}

export function minutes(ms: number): number {
  return Math.round(ms / 6_000) / 10;
}

/** The percentile is the nearest rank's. */
export function spreadOf(timesMs: readonly number[]): Spread {
  const sorted = timesMs.toSorted((a, b) => a - b);
  const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1];
  return { mean: meanMinutes(timesMs), p95: p95 === undefined ? null : minutes(p95) };
}
