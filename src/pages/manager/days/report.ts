import type { Outcome } from "../../shared/contract.ts";

/** A day's figures as the hall reports them. Counts and times of many people, never of one. */

/** Minutes of many; null where there were none. */
interface Spread {
  mean: number | null;
  /** 19 of 20 took no longer. */
  p95: number | null;
}

export type ReportedOutcome = Outcome | "unknown";
export const levels = ["5", "4", "3", "2", "1"] as const;
export type Level = (typeof levels)[number];

export interface VisitFigures {
  /** Visits that ended. */
  visits: number;
  serviceMinutes: Spread;
  outcomes: Record<ReportedOutcome, number>;
}

export interface Figures extends VisitFigures {
  tickets: number;
  walkIns: number;
  noShows: number;
  gone: number;
  waitMinutes: Spread;
  ratings: Record<Level, number>;
  unrated: number;
}

export interface WindowFigures {
  window: string;
  visits: number;
  noShows: number;
  busyMinutes: number;
  hours: { hour: number; visits: number; busyMinutes: number }[];
}

/** Fifteen minutes; in what is usual, means of several days. */
export interface Quarter {
  /** HH:MM */
  from: string;
  issued: number;
  served: number;
  /** In line at its end. */
  waiting: number;
  meanWaitMinutes: number | null;
}

export interface DayReport {
  day: string;
  until: string;
  final: boolean;
  anchor: { seq: number; hash: string };
  total: Figures;
  queues: ({ queue: string } & Figures)[];
  services: ({ service: string } & VisitFigures)[];
  windows: WindowFigures[];
  quarters: Quarter[];
}

export interface Usual {
  day: string;
  /** The days it is the mean of. */
  days: string[];
  quarters: Quarter[];
}

export interface ReportedDay {
  day: string;
  today: boolean;
}

/** Visits that somebody rated; the rest are unrated, whatever they thought. */
export function ratedIn({ ratings }: Pick<Figures, "ratings">): number {
  return levels.reduce((sum, level) => sum + ratings[level], 0);
}

/** Visits rated fairly satisfied or better. */
export function satisfiedIn({ ratings }: Pick<Figures, "ratings">): number {
  return ratings[5] + ratings[4] + ratings[3];
}
