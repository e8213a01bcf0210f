import type { PrinterJob } from "./job.ts";

/** Jobs that wait for their printer, in the order in which they were asked for. */
export class JobQueue {
  readonly #jobs: { job: PrinterJob; sinceMs: number }[] = [];

  get isEmpty(): boolean {
    return this.#jobs.length === 0;
  }

  /** Since when the first one waits; infinite when there is none. */
  get waitingSinceMs(): number {
    return this.#jobs[0]?.sinceMs ?? Number.POSITIVE_INFINITY;
  }

  push(job: PrinterJob, nowMs: number): void {
    this.#jobs.push({ job, sinceMs: nowMs });
  }

  shift(): PrinterJob | undefined {
    return this.#jobs.shift()?.job;
  }

  /** Takes out those that wait since `sinceMs` or longer. */
  removeOlder(sinceMs: number): PrinterJob[] {
    const removed: PrinterJob[] = [];
    while (this.waitingSinceMs <= sinceMs) {
      const job = this.shift();
      if (job !== undefined) removed.push(job);
    }
    return removed;
  }
}
