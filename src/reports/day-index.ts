import type { DatabaseSync } from "node:sqlite";
import { nextMidnight } from "../core/calendar.ts";
import type { Day, Instant } from "../core/ids.ts";
import { walkChain } from "../journal/reader.ts";
import { seqAtOrAfter } from "../journal/search.ts";

/** A day that the hall opened, and the event that opened it. */
export interface IndexedDay {
  day: Day;
  seq: number;
  at: Instant;
}

/**
 * The days of a journal, found by leaping from midnight to midnight instead of reading what happened between. Grows
 * with the journal; what was found once is not looked for again.
 */
export class DayIndex {
  readonly #days: IndexedDay[] = [];

  /** @param timeZone of the hall, whose midnights count */
  days(db: DatabaseSync, timeZone: string): readonly IndexedDay[] {
    for (let next = this.#find(db, timeZone); next; next = this.#find(db, timeZone)) this.#days.push(next);
    return this.#days;
  }

  /** The first day opened after those that are known. What ended the day before may lie between midnight and it. */
  #find(db: DatabaseSync, timeZone: string): IndexedDay | undefined {
    const last = this.#days.at(-1);
    const from = last ? seqAtOrAfter(db, nextMidnight(last.at, timeZone), last.seq + 1) : 1;
    for (const { envelope } of walkChain(db, from)) {
      const { seq, at, type, data } = envelope;
      if (type === "day-opened") return { day: String(data.day), seq, at };
    }
    return undefined;
  }
}
