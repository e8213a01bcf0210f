import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { localTime } from "../../core/calendar.ts";
import type { QueueId } from "../../core/ids.ts";
import { type DayArrivals, QUARTERS } from "./arrival-profile.ts";

/** An event as the journal gives it back, as far as it matters here. */
interface PastEvent {
  seq: number;
  at: number;
  type: string;
  data: Record<string, unknown>;
}

export interface ArrivalHistoryPorts {
  /** Events from this number on, in order. Throws where the journal is at fault. */
  read(fromSeq: number): Iterable<PastEvent>;
  lastSeq(): number;
  /** What was counted so far, so that a start need not read months. */
  file: string;
}

/** Days that are kept: eight weeks tell all that a profile weighs. */
const DAYS_KEPT = 56;
/** A hall that has never counted begins this far back: some weeks of a large hall. */
const EVENTS_MAXIMUM = 400_000;
/** Read at a time, between which everybody else gets a turn. */
const EVENTS_AT_ONCE = 60;
const PAUSE_MS = 10;
const FORMAT = 1;

interface Kept {
  format: number;
  seq: number;
  timeZone: string;
  days: [day: string, queues: [QueueId, number[]][]][];
}

/**
 * Counts who came on past days, from the journal, a little at a time beside the hall's work. What it has counted it
 * keeps in a file that can be lost: it is never more than what the journal says, and the journal is then read again.
 */
export class ArrivalHistory {
  readonly #ports: ArrivalHistoryPorts;
  #days = new Map<string, Map<QueueId, number[]>>();
  #seq = 0;
  #timeZone = "";
  #reading: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(ports: ArrivalHistoryPorts) {
    this.#ports = ports;
    this.#recall();
  }

  /** Every counted day, the oldest first. */
  get days(): DayArrivals[] {
    return [...this.#days].map(([day, counts]) => ({ day, counts }));
  }

  /** Counts what has happened since. Rejects with what reading throws; what was counted before stays. */
  catchUp(timeZone: string): Promise<void> {
    this.#reading = this.#reading.catch(() => {}).then(() => this.#read(timeZone));
    return this.#reading;
  }

  stop(): void {
    this.#stopped = true;
  }

  async #read(timeZone: string): Promise<void> {
    if (timeZone !== this.#timeZone) {
      // Quarters of another clock are no quarters of this one.
      this.#days.clear();
      this.#seq = 0;
      this.#timeZone = timeZone;
    }
    const until = this.#ports.lastSeq();
    if (this.#seq >= until) return;
    let count = 0;
    for (const event of this.#ports.read(Math.max(this.#seq + 1, until - EVENTS_MAXIMUM))) {
      if (event.seq > until) break;
      this.#take(event);
      count += 1;
      if (count % EVENTS_AT_ONCE === 0) await pause(PAUSE_MS);
      // The journal may have been closed meanwhile.
      if (this.#stopped) return;
    }
    this.#keep();
  }

  #take({ seq, at, type, data }: PastEvent): void {
    this.#seq = seq;
    if (type !== "ticket-issued" || data.lane === "appointment") return;
    const { day, minuteOfDay } = localTime(at, this.#timeZone);
    const counts = this.#days.get(day) ?? new Map<QueueId, number[]>();
    this.#days.set(day, counts);
    const queue = String(data.queue);
    const quarters = counts.get(queue) ?? new Array<number>(QUARTERS).fill(0);
    counts.set(queue, quarters);
    const quarter = Math.floor(minuteOfDay / 15);
    quarters[quarter] = (quarters[quarter] ?? 0) + 1;
    for (const old of [...this.#days.keys()].slice(0, -DAYS_KEPT)) this.#days.delete(old);
  }

  #recall(): void {
    try {
      const kept = JSON.parse(readFileSync(this.#ports.file, "utf8")) as Kept;
      // A journal that was put back to an earlier day makes the rest of the count untrue.
      if (kept.format !== FORMAT || kept.seq > this.#ports.lastSeq()) return;
      this.#days = new Map(kept.days.map(([day, queues]) => [day, new Map(queues)]));
      this.#seq = kept.seq;
      this.#timeZone = kept.timeZone;
    } catch {
      // None, or damaged: the journal is read instead.
    }
  }

  #keep(): void {
    const days = [...this.#days].map(([day, counts]): Kept["days"][number] => [day, [...counts]]);
    const kept: Kept = { format: FORMAT, seq: this.#seq, timeZone: this.#timeZone, days };
    writeFileSync(`${this.#ports.file}.new`, JSON.stringify(kept), { mode: 0o640 });
    renameSync(`${this.#ports.file}.new`, this.#ports.file);
  }
}
