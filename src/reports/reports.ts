import { Worker } from "node:worker_threads";
import type { Day } from "../core/ids.ts";
import { faultFromPlain, JournalFault, type PlainFault } from "../journal/fault.ts";
import type { Learned } from "../scheduler/learned.ts";
import type { ProvenReport } from "./day-pass.ts";
import type { Usual } from "./usual.ts";

export type ReportQuestion = { about: "days" } | { about: "day" | "usual" | "learned"; day: Day };
export interface ToReports {
  id: number;
  /** IANA name, of the hall. */
  timeZone: string;
  question: ReportQuestion;
}
export type FromReports = { id: number; answer: unknown } | { id: number; fault: PlainFault };

/** What the day's records need of memory, with room; a thread without a limit would never give its heap back. */
const HEAP = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 256 };

interface Asked {
  resolve: (answer: unknown) => void;
  reject: (fault: JournalFault) => void;
}

/**
 * The days of a hall in figures. They are read from the journal by a thread of their own, one question after another,
 * so that neither the hall nor its disk ever waits for a report. The thread begins with the first question.
 */
export class Reports {
  readonly #dir: string;
  readonly #asked = new Map<number, Asked>();
  /** The same question asked twice at once is answered once. */
  readonly #open = new Map<string, Promise<unknown>>();
  #worker: Worker | undefined;
  #count = 0;

  /** @param dir the hall's data folder, which must hold a journal */
  constructor(dir: string) {
    this.#dir = dir;
  }

  /** Every day on which the hall opened, the oldest first. @throws JournalFault */
  async days(timeZone: string): Promise<Day[]> {
    return (await this.#ask(timeZone, { about: "days" })) as Day[];
  }

  /** One day, up to now if it is not over; null if the hall did not open on it. @throws JournalFault */
  async day(timeZone: string, day: Day): Promise<ProvenReport | null> {
    return (await this.#ask(timeZone, { about: "day", day })) as ProvenReport | null;
  }

  /** The mean of earlier days that are like it. @throws JournalFault */
  async usual(timeZone: string, day: Day): Promise<Usual> {
    return (await this.#ask(timeZone, { about: "usual", day })) as Usual;
  }

  /** What the weeks before the day tell of it; for the scheduler, never for a page. @throws JournalFault */
  async learned(timeZone: string, day: Day): Promise<Learned> {
    return (await this.#ask(timeZone, { about: "learned", day })) as Learned;
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #ask(timeZone: string, question: ReportQuestion): Promise<unknown> {
    const key = JSON.stringify([timeZone, question]);
    const open = this.#open.get(key) ?? this.#send(timeZone, question).finally(() => this.#open.delete(key));
    this.#open.set(key, open);
    return open;
  }

  #send(timeZone: string, question: ReportQuestion): Promise<unknown> {
    this.#worker ??= this.#start();
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#count += 1;
    this.#asked.set(this.#count, { resolve, reject });
    this.#worker.postMessage({ id: this.#count, timeZone, question } satisfies ToReports);
    return promise;
  }

  #start(): Worker {
    const worker = new Worker(new URL("./reports-thread.ts", import.meta.url), {
      workerData: { dir: this.#dir },
      name: "reports",
      execArgv: [],
      resourceLimits: HEAP,
    });
    worker.unref();
    worker.on("message", (message: FromReports) => this.#answered(message));
    const end = (cause: unknown) => {
      if (this.#worker === worker) this.#worker = undefined;
      const fault = new JournalFault("worker-died", "the thread of the reports ended", {}, cause);
      for (const { reject } of this.#asked.values()) reject(fault);
      this.#asked.clear();
    };
    worker.on("error", end);
    worker.on("exit", end);
    return worker;
  }

  #answered(message: FromReports): void {
    const asked = this.#asked.get(message.id);
    this.#asked.delete(message.id);
    if ("fault" in message) asked?.reject(faultFromPlain(message.fault));
    else asked?.resolve(message.answer);
  }
}
