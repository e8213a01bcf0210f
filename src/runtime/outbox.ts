import type { JobId } from "../core/ids.ts";
import type { IntentOf } from "../core/intents.ts";
import type { Job } from "../core/jobs.ts";
import type { HallState } from "../core/state.ts";

/** How a job went, as `end-job` takes it. */
export type JobResult = Pick<IntentOf<"end-job">, "result" | "reason">;

export interface OutboxPorts {
  state(): HallState;
  /** Rejects while the journal is at fault. */
  submit(
    intent: IntentOf<"start-job"> | IntentOf<"end-job"> | IntentOf<"move-print">,
  ): Promise<{ kind: "done" | "refused" }>;
  /** What does jobs of this lane one after another, e.g. `print D1`. */
  laneOf(job: Job): string;
  /** Whether the lane could do a job now. */
  ready(lane: string): boolean;
  /** Whether a lane that is not ready stays so until somebody sees to it, and not only for a moment. */
  stuck(lane: string): boolean;
  /** Runs something later. @returns what calls it off */
  after(delayMs: number, run: () => void): () => void;
  /** Does the job. Never rejects for a fault of the world: that is a result. */
  perform(job: Job): Promise<JobResult>;
  /** Tells of a lane that met a bug while performing. */
  onBug(error: unknown): void;
}

interface Lane {
  waiting: JobId[];
  /** While it does jobs: until it has done them. */
  running: Promise<void> | null;
  /** Something came up while it ran. */
  again: boolean;
  callOff: () => void;
}

/** How often a lane that may come back by itself is looked at again, while another could do its jobs. */
const LOOK_AGAIN_MS = 1_000;

/**
 * Prints and announcements: each is journalled before its first byte goes out and when it is done, so a kill
 * leaves no job forgotten and none repeated silently. A lane does one job at a time, in the order of asking. A paper
 * that waits for a printer that is stuck goes to the printer that stands in for it.
 */
export class Outbox {
  #ports: OutboxPorts;
  #lanes = new Map<string, Lane>();
  /** Results that the journal did not take yet. */
  #owed = new Map<JobId, JobResult>();
  #closed = false;

  constructor(ports: OutboxPorts) {
    this.#ports = ports;
  }

  /**
   * Takes up what the journal holds, at the start and after the journal's recovery. A job that had been started
   * by a process that is no more has an unknown fate.
   */
  async takeUp(): Promise<void> {
    for (const lane of this.#lanes.values()) lane.waiting = [];
    for (const job of [...this.#ports.state().jobs.values()]) {
      if (!job.started) this.consider(job.id);
      else if (!this.#isRunning(job))
        await this.#end(job.id, this.#owed.get(job.id) ?? unknownFate(job, "the daemon ended meanwhile"));
    }
  }

  /** A job was asked for, or put back. */
  consider(id: JobId): void {
    const job = this.#ports.state().jobs.get(id);
    if (!job || job.started || this.#closed) return;
    const name = this.#ports.laneOf(job);
    const lane = this.#lanes.get(name) ?? { waiting: [], running: null, again: false, callOff: () => {} };
    this.#lanes.set(name, lane);
    if (!lane.waiting.includes(id)) lane.waiting.push(id);
    this.#run(name);
  }

  /** Something changed for the lane: paper is back or out. It may work again, or stand in for another. */
  wake(lane: string): void {
    this.#run(lane);
    for (const [other, { waiting }] of this.#lanes) if (waiting.length > 0) this.#run(other);
  }

  /** How many jobs wait in each lane. */
  backlog(): ReadonlyMap<string, number> {
    return new Map([...this.#lanes].map(([name, { waiting }]) => [name, waiting.length]));
  }

  /**
   * Begins no more jobs. Resolves when those in hand are done: a paper that comes out meanwhile needs no copy at the
   * next start. One that takes longer is not waited for.
   */
  async close(withinMs: number): Promise<void> {
    this.#closed = true;
    for (const { callOff } of this.#lanes.values()) callOff();
    await new Promise<void>((done) => {
      const callOff = this.#ports.after(withinMs, done);
      void this.ended().then(() => {
        callOff();
        done();
      });
    });
  }

  /** Resolves when no job is in hand, and the journal was told what became of the last ones. */
  async ended(): Promise<void> {
    await Promise.all([...this.#lanes.values()].map(({ running }) => running));
  }

  #running = new Set<JobId>();
  #isRunning(job: Job): boolean {
    return this.#running.has(job.id);
  }

  #run(name: string): void {
    const lane = this.#lanes.get(name);
    if (!lane) return;
    lane.again = lane.running !== null;
    if (lane.running) return;
    lane.running = this.#drain(name, lane)
      .catch((error: unknown) => this.#ports.onBug(error))
      .finally(() => {
        lane.running = null;
        if (lane.again) this.#run(name);
      });
  }

  async #drain(name: string, lane: Lane): Promise<void> {
    const { waiting } = lane;
    while (!this.#closed && waiting.length > 0 && this.#ports.ready(name)) {
      const job = this.#waitingJob(name, waiting[0]);
      if (!job) {
        waiting.shift();
        continue;
      }
      // From before it is started: what takes up the journal's jobs must not think that nobody does this one.
      this.#running.add(job.id);
      const started = await this.#start(job.id);
      const result = started ? await this.#perform(job) : undefined;
      this.#running.delete(job.id);
      waiting.shift();
      if (!result) continue;
      // It stays first in its lane, and the lane waits until it is woken or ready again.
      if (result.result === "not-done") waiting.unshift(job.id);
      await this.#end(job.id, result);
    }
    if (!this.#closed && !this.#ports.ready(name)) await this.#handOver(name, lane);
  }

  /** After a mistake in doing it, nobody knows how much of it was done. */
  async #perform(job: Job): Promise<JobResult> {
    try {
      return await this.#ports.perform(job);
    } catch (error) {
      this.#ports.onBug(error);
      return unknownFate(job, "it broke off");
    }
  }

  /** The job if it still waits in this lane: it may have ended, or another lane may have it. */
  #waitingJob(lane: string, id: JobId | undefined): Job | undefined {
    const job = this.#ports.state().jobs.get(id ?? "");
    return job && !job.started && this.#ports.laneOf(job) === lane ? job : undefined;
  }

  /** Gives what waits here to the lanes that stand in, if they can do it now. */
  async #handOver(name: string, lane: Lane): Promise<void> {
    const { waiting } = lane;
    lane.callOff();
    for (const id of [...waiting]) {
      const job = this.#waitingJob(name, id);
      const other = job && this.#standIn(job);
      if (other === undefined || !this.#ports.ready(other)) continue;
      if (!this.#ports.stuck(name)) {
        // Who asked for the paper stands here: a printer that wakes up or is plugged in again prints it itself.
        lane.callOff = this.#ports.after(LOOK_AGAIN_MS, () => this.#run(name));
        return;
      }
      try {
        await this.#ports.submit({ type: "move-print", job: id });
      } catch {
        // The journal is at fault: `takeUp` considers the job again.
        return;
      }
      if (!this.#waitingJob(name, id)) waiting.splice(waiting.indexOf(id), 1);
    }
  }

  #standIn(job: Job): string | undefined {
    if (job.kind !== "print") return undefined;
    const { dispensers } = this.#ports.state().rules ?? { dispensers: [] };
    const dispenser = dispensers.find(({ id }) => id === job.dispenser)?.standIn;
    return dispenser === undefined ? undefined : this.#ports.laneOf({ ...job, dispenser });
  }

  /** False when the job is no more, or the journal took nothing; `takeUp` comes back to the latter. */
  async #start(job: JobId): Promise<boolean> {
    try {
      return (await this.#ports.submit({ type: "start-job", job })).kind === "done";
    } catch {
      return false;
    }
  }

  async #end(job: JobId, result: JobResult): Promise<void> {
    this.#owed.set(job, result);
    try {
      await this.#ports.submit({ type: "end-job", job, ...result });
      this.#owed.delete(job);
    } catch {
      // The journal is at fault: what is owed is told when it has recovered.
    }
  }
}

function unknownFate(job: Job, reason: string): JobResult {
  return { result: job.kind === "print" ? "unconfirmed" : "give-up", reason };
}
