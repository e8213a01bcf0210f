import { readFileSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { setImmediate as turn } from "node:timers/promises";
import type { Day } from "../core/ids.ts";
import { upcast } from "../core/upcast.ts";
import { walkChain } from "../journal/reader.ts";
import { replaceFile } from "../journal/whole-file.ts";
import { DAYS_KEPT, type Learned, learnedFrom } from "../scheduler/learned.ts";
import type { PastDay } from "../scheduler/past-day.ts";
import type { DayIndex, IndexedDay } from "./day-index.ts";
import { type DayRecord, newDayRecord } from "./day-record.ts";
import { pastDayOf } from "./past-day-of.ts";
import { recordEvent } from "./record-event.ts";

const FORMAT = 1;

/** A past day, and the event that opened it: another journal's day is another one. */
interface KeptDay extends PastDay {
  seq: number;
  at: number;
}

interface Kept {
  format: number;
  timeZone: string;
  days: KeptDay[];
}

/**
 * What the last weeks tell of the next day. Each day is read from the journal once and kept in a file that may be
 * lost: it is never more than what the journal says.
 */
export class PastDays {
  readonly #db: DatabaseSync;
  readonly #index: DayIndex;
  readonly #timeZone: string;
  readonly #file: string;
  #days: readonly KeptDay[];

  constructor(db: DatabaseSync, index: DayIndex, timeZone: string, file: string) {
    this.#db = db;
    this.#index = index;
    this.#timeZone = timeZone;
    this.#file = file;
    this.#days = keptIn(file, timeZone);
  }

  /** Learns from the days before `day`; other questions get a turn between them. @throws JournalFault `damaged` */
  async learned(day: Day): Promise<Learned> {
    const known = new Map(this.#days.map((each) => [each.seq, each]));
    const opened = this.#index.days(this.#db, this.#timeZone).filter((each) => each.day < day);
    const days: KeptDay[] = [];
    let isNew = false;
    for (const indexed of opened.slice(-DAYS_KEPT)) {
      const kept = known.get(indexed.seq);
      const isSame = kept?.at === indexed.at && kept.day === indexed.day;
      days.push(isSame ? kept : { ...pastDayOf(this.#read(indexed)), seq: indexed.seq, at: indexed.at });
      if (isSame) continue;
      isNew = true;
      await turn();
    }
    this.#days = days;
    if (isNew) await this.#keep();
    return learnedFrom(days, day);
  }

  #read({ day, seq, at }: IndexedDay): DayRecord {
    const record = newDayRecord(day, this.#timeZone, at);
    for (const { envelope } of walkChain(this.#db, seq)) {
      if (envelope.type === "day-opened" && envelope.seq !== seq) break;
      recordEvent(record, upcast(envelope), envelope.at);
    }
    return record;
  }

  async #keep(): Promise<void> {
    const kept: Kept = { format: FORMAT, timeZone: this.#timeZone, days: [...this.#days] };
    // How fast people work is nobody else's business.
    try {
      await replaceFile(this.#file, JSON.stringify(kept), 0o600);
    } catch {
      // A full disk: the days are known all the same, and the next start reads them again.
    }
  }
}

/** Quarters of another clock are no quarters of this one. */
function keptIn(file: string, timeZone: string): KeptDay[] {
  try {
    const kept = JSON.parse(readFileSync(file, "utf8")) as Kept;
    return kept.format === FORMAT && kept.timeZone === timeZone ? kept.days : [];
  } catch {
    // None, or damaged: the journal is read instead.
    return [];
  }
}
