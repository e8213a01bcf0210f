import type { DatabaseSync } from "node:sqlite";
import type { Day } from "../core/ids.ts";
import type { Learned } from "../scheduler/learned.ts";
import { DayIndex } from "./day-index.ts";
import { DayPass, type ProvenReport } from "./day-pass.ts";
import { PastDays } from "./past-days.ts";
import { type Usual, usualDays, usualOf } from "./usual.ts";

/** Two months of final reports, and the passes of the days that still change. */
const MOST_KEPT = 60;

/** Answers questions about days from a journal's database, which it only reads. Each day is read once. */
export class ReportReader {
  readonly #db: DatabaseSync;
  readonly #timeZone: string;
  readonly #index = new DayIndex();
  readonly #passes = new Map<Day, DayPass>();
  readonly #finals = new Map<Day, ProvenReport>();
  readonly #past: PastDays;

  /** @param keptIn where past days are kept beside the journal, so that a start need not read weeks */
  constructor(db: DatabaseSync, timeZone: string, keptIn: string) {
    this.#db = db;
    this.#timeZone = timeZone;
    this.#past = new PastDays(db, this.#index, timeZone, keptIn);
  }

  /** Every day that the hall opened, the oldest first. */
  days(): Day[] {
    return this.#index.days(this.#db, this.#timeZone).map(({ day }) => day);
  }

  /** Null for a day on which the hall did not open. */
  day(day: Day): ProvenReport | null {
    const known = this.#finals.get(day);
    if (known) return known;
    const pass = this.#passes.get(day) ?? this.#newPass(day);
    if (!pass) return null;
    const report = pass.report(this.#db);
    if (report.final) {
      this.#passes.delete(day);
      keep(this.#finals, day, report);
    } else keep(this.#passes, day, pass);
    return report;
  }

  /** What the day is measured by. */
  usual(day: Day): Usual {
    const isBusy = (each: Day) => (this.day(each)?.total.tickets ?? 0) > 0;
    const reports = usualDays(this.days(), day, isBusy).flatMap((each) => this.day(each) ?? []);
    return usualOf(day, reports);
  }

  /** What the weeks before the day tell of it. */
  learned(day: Day): Promise<Learned> {
    return this.#past.learned(day);
  }

  #newPass(day: Day): DayPass | undefined {
    const indexed = this.#index.days(this.#db, this.#timeZone).find((each) => each.day === day);
    return indexed && new DayPass(indexed, this.#timeZone);
  }
}

/** The oldest goes when there are too many. */
function keep<Kept>(kept: Map<Day, Kept>, day: Day, value: Kept): void {
  kept.delete(day);
  kept.set(day, value);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
}
