import type { DatabaseSync } from "node:sqlite";
import type { Anchor } from "../core/jobs.ts";
import { upcast } from "../core/upcast.ts";
import { walkChain } from "../journal/reader.ts";
import type { IndexedDay } from "./day-index.ts";
import { type DayRecord, newDayRecord } from "./day-record.ts";
import { type DayReport, reportOf } from "./day-report.ts";
import { recordEvent } from "./record-event.ts";

/** A day's figures and what proves them. */
export interface ProvenReport extends DayReport {
  /** The last event that the figures rest on; none before it can have been changed. */
  anchor: Anchor;
  /** The day is over, and the time in which its visits can be rated too: the figures will not change any more. */
  final: boolean;
}

/** Reads one day out of the journal, and goes on where it stopped each time it is asked again. */
export class DayPass {
  readonly #record: DayRecord;
  #nextSeq: number;
  #anchor: Anchor = { seq: 0, hash: "" };
  #over = false;
  #final = false;

  constructor({ day, seq, at }: IndexedDay, timeZone: string) {
    this.#record = newDayRecord(day, timeZone, at);
    this.#nextSeq = seq;
  }

  /** @throws JournalFault `damaged` where the chain is broken within the day */
  report(db: DatabaseSync): ProvenReport {
    this.#readOn(db);
    return { ...reportOf(this.#record), anchor: this.#anchor, final: this.#final };
  }

  #readOn(db: DatabaseSync): void {
    const record = this.#record;
    for (const { envelope, hash } of walkChain(db, this.#nextSeq)) {
      const { seq, at, type, data } = envelope;
      this.#nextSeq = seq + 1;
      this.#over ||= type === "day-opened" && data.day !== record.day;
      if (this.#over && at > record.ratableUntil) {
        this.#final = true;
        return;
      }
      const isLateRating = type === "visit-rated" && record.visits.has(String(data.visit));
      if (this.#over && !isLateRating) continue;
      recordEvent(record, upcast(envelope), at);
      this.#anchor = { seq, hash };
    }
  }
}
