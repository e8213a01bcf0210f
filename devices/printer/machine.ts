import type { DeviceCounters, DeviceReason, DeviceState } from "../device.ts";
import type { PrinterJob } from "./job.ts";
import type { JobMarks } from "./job-mark.ts";
import { JobQueue } from "./job-queue.ts";
import type { PrinterProfile } from "./profile.ts";
import { PrinterSession, WireLost } from "./session.ts";
import { type Effect, Talk, type Talking } from "./talk.ts";

/** How long a job waits for a printer that is just coming back, before it is handed back unprinted. */
const HOLD_MS = 5_000;

/**
 * The protocol of a receipt printer without I/O: fed with what happened and the wire time in milliseconds,
 * it answers with what is to be done. Jobs are printed one after another, each at most once, and each is
 * settled by exactly one outcome.
 */
export class PrinterMachine {
  readonly #talk: Talk;
  readonly #queue = new JobQueue();
  readonly #session: PrinterSession;
  readonly #life: Talking<never>;
  #wakeAtMs = Number.POSITIVE_INFINITY;

  constructor(options: {
    profile: PrinterProfile;
    /** Of the line; null where nothing paces or it is not known. */
    baud: number | null;
    marks: JobMarks;
    /** Counted in place. */
    counters: DeviceCounters;
  }) {
    this.#talk = new Talk(options);
    this.#session = new PrinterSession(this.#talk, this.#queue, options.marks);
    this.#life = this.#session.live();
    this.#life.next();
  }

  get state(): DeviceState {
    return this.#session.state;
  }

  /** Why it is in this state; null when there is nothing to say. */
  get reason(): DeviceReason | null {
    return this.#session.reason;
  }

  get conditions(): string[] {
    const conditions: string[] = this.#talk.conditions.list();
    return this.#session.isSilent ? [...conditions, "silent"] : conditions;
  }

  /** Whether a job given now would be sent as soon as those before it are done. */
  get isReady(): boolean {
    return this.#session.isServing && this.#talk.conditions.stop === null;
  }

  /** When `tick` is wanted, in wire time; null while nothing is waited for. */
  get wakeAtMs(): number | null {
    const heldUntilMs = this.#session.isServing
      ? Number.POSITIVE_INFINITY
      : this.#queue.waitingSinceMs + HOLD_MS;
    const wakeAtMs = Math.min(this.#wakeAtMs, heldUntilMs);
    return Number.isFinite(wakeAtMs) ? wakeAtMs : null;
  }

  linkUp(nowMs: number): Effect[] {
    this.#session.isUp = true;
    return this.tick(nowMs);
  }

  linkDown(nowMs: number): Effect[] {
    if (!this.#session.isUp) return [];
    this.#session.isUp = false;
    this.#talk.nowMs = nowMs;
    return this.#follow(this.#life.throw(new WireLost()));
  }

  received(bytes: Uint8Array, nowMs: number): Effect[] {
    this.#talk.nowMs = nowMs;
    this.#talk.hear(bytes);
    return this.tick(nowMs);
  }

  /** The bytes of the write with this serial number have left. */
  gone(serial: number, nowMs: number): Effect[] {
    this.#talk.gone(serial);
    return this.tick(nowMs);
  }

  print(job: PrinterJob, nowMs: number): Effect[] {
    this.#queue.push(job, nowMs);
    return this.tick(nowMs);
  }

  /** Time has passed, or anything else has happened. */
  tick(nowMs: number): Effect[] {
    this.#talk.nowMs = nowMs;
    return this.#follow(this.#life.next());
  }

  /** Says that a paper was cut short while nobody watched: the next job is kept apart from it. */
  paperWasTorn(): void {
    this.#session.hasTornPaper = true;
  }

  /** Gives every job back; nothing follows. */
  close(): Effect[] {
    this.#session.loseJob("shut-down");
    this.#giveBack("shut-down", Number.MAX_VALUE);
    return this.#takeEffects();
  }

  /** Jobs wait for a printer that is coming back, for a while; not for one that needs a person. */
  #follow(step: IteratorResult<number, never>): Effect[] {
    this.#wakeAtMs = step.value;
    const { isServing, isUp, reason } = this.#session;
    const { stop } = this.#talk.conditions;
    if (!isServing && isUp && stop !== null) this.#giveBack(stop, Number.MAX_VALUE);
    else if (!isServing) this.#giveBack(reason ?? "not-ready", this.#talk.nowMs - HOLD_MS);
    return this.#takeEffects();
  }

  #giveBack(reason: string, sinceMs: number): void {
    for (const { serial } of this.#queue.removeOlder(sinceMs)) {
      this.#talk.effects.push({ kind: "outcome", job: serial, outcome: { outcome: "not-printed", reason } });
    }
  }

  #takeEffects(): Effect[] {
    const effects = this.#talk.effects;
    this.#talk.effects = [];
    return effects;
  }
}
