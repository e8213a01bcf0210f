import type { DeviceCounters, DeviceState } from "../device.ts";
import { encodeText } from "./charset.ts";
import { ASK_PAPER, askCompletion, INITIALISE, RECOVER } from "./commands.ts";
import { confirm, type Verdict } from "./confirmation.ts";
import type { JobMarks } from "./job-mark.ts";
import type { PrintOutcome } from "./outcome.ts";
import type { PrinterProfile } from "./profile.ts";
import { survey, switchOnChanges } from "./questions.ts";
import { recover, takeBack } from "./recovery.ts";
import { type Effect, Talk, type Talking } from "./talk.ts";

/** A composed paper. */
export interface PrinterJob {
  /** Tells this job from every other one given to this machine, also from one with the same id. */
  serial: number;
  id: string;
  bytes: Uint8Array;
  /** Where the bytes of its last cut begin. */
  lastCutAt: number;
  heightMm: number;
}

/** How long a job waits for a printer that is just coming back, before it is handed back unprinted. */
export const HOLD_MS = 5_000;
/** How often a printer that stands still is asked whether it goes again. */
const STOPPED_POLL_MS = 1_000;
const FIRST_BACK_OFF_MS = 1_000;
const LONGEST_BACK_OFF_MS = 8_000;

/** Printed below a paper that was cut short, before the next job, so that nobody takes it for a whole one. */
const VOID_TEXT = "×× 作废 VOID ××";

class WireLost extends Error {}

interface InFlight {
  job: PrinterJob;
  /** Its last cut was handed over: the paper may come out whole. */
  mayComeOut: boolean;
}

/**
 * The protocol of a receipt printer without I/O: fed with what happened and the wire time in milliseconds,
 * it answers with what is to be done. Jobs are printed one after another, each at most once.
 *
 * down → waking (ask, recover, have changes told) → serving (print, poll) → back to waking whenever the
 * printer was silent, stood still, or left a job in doubt.
 */
export class PrinterMachine {
  readonly #talk: Talk;
  readonly #marks: JobMarks;
  readonly #queue: { job: PrinterJob; sinceMs: number }[] = [];
  readonly #life: Talking<never>;
  #wakeAtMs = Number.POSITIVE_INFINITY;
  #isUp = false;
  #isServing = false;
  #isSilent = false;
  /** Whether the printer is known to read commands and not image dots. */
  #isTrusted = false;
  #hasTornPaper = false;
  #inFlight: InFlight | null = null;
  #state: DeviceState = "closed";
  #reason: string | null = "link-down";

  constructor(options: {
    profile: PrinterProfile;
    /** Of the line; null where nothing paces or it is not known. */
    baud: number | null;
    marks: JobMarks;
    /** Counted in place. */
    counters: DeviceCounters;
  }) {
    this.#talk = new Talk(options);
    this.#marks = options.marks;
    this.#life = this.#live();
    this.#life.next();
  }

  get state(): DeviceState {
    return this.#state;
  }

  /** Why it is in this state; null when there is nothing to say. */
  get reason(): string | null {
    return this.#reason;
  }

  get conditions(): string[] {
    const conditions: string[] = this.#talk.conditions.list();
    return this.#isSilent ? [...conditions, "silent"] : conditions;
  }

  /** Whether a job given now would be sent as soon as those before it are done. */
  get isReady(): boolean {
    return this.#isServing && this.#talk.conditions.stop === null;
  }

  /** When `tick` is wanted, in wire time; null while nothing is waited for. */
  get wakeAtMs(): number | null {
    const heldMs = this.#isServing
      ? Number.POSITIVE_INFINITY
      : (this.#queue[0]?.sinceMs ?? Infinity) + HOLD_MS;
    const wakeAtMs = Math.min(this.#wakeAtMs, heldMs);
    return Number.isFinite(wakeAtMs) ? wakeAtMs : null;
  }

  linkUp(nowMs: number): Effect[] {
    this.#isUp = true;
    return this.#goOn(nowMs);
  }

  linkDown(nowMs: number): Effect[] {
    if (!this.#isUp) return [];
    this.#isUp = false;
    this.#talk.nowMs = nowMs;
    this.#note(this.#life.throw(new WireLost()));
    return this.#effects();
  }

  received(bytes: Uint8Array, nowMs: number): Effect[] {
    this.#talk.nowMs = nowMs;
    this.#talk.hear(bytes);
    return this.#goOn(nowMs);
  }

  /** The bytes of the write with this serial number have left. */
  gone(serial: number, nowMs: number): Effect[] {
    this.#talk.gone(serial);
    return this.#goOn(nowMs);
  }

  print(job: PrinterJob, nowMs: number): Effect[] {
    this.#queue.push({ job, sinceMs: nowMs });
    return this.#goOn(nowMs);
  }

  tick(nowMs: number): Effect[] {
    return this.#goOn(nowMs);
  }

  /** Says that a paper was cut short while nobody watched: the next job is kept apart from it. */
  paperWasTorn(): void {
    this.#hasTornPaper = true;
  }

  /** Gives every job back; nothing follows. */
  close(): Effect[] {
    this.#loseJob("shut-down");
    this.#giveBack("shut-down", Number.POSITIVE_INFINITY);
    return this.#effects();
  }

  #goOn(nowMs: number): Effect[] {
    this.#talk.nowMs = nowMs;
    this.#note(this.#life.next());
    return this.#effects();
  }

  #note(step: IteratorResult<number, never>): void {
    this.#wakeAtMs = step.value;
    if (this.#isServing) return;
    const stop = this.#talk.conditions.stop;
    if (this.#isUp && stop !== null) this.#giveBack(stop, Number.POSITIVE_INFINITY);
    else this.#giveBack(this.#reason ?? "not-ready", this.#talk.nowMs - HOLD_MS);
  }

  #effects(): Effect[] {
    const effects = this.#talk.effects;
    this.#talk.effects = [];
    return effects;
  }

  *#live(): Talking<never> {
    for (;;) {
      try {
        this.#enter("closed", "link-down");
        while (!this.#isUp) yield Number.POSITIVE_INFINITY;
        yield* this.#wake();
        yield* this.#serve();
      } catch (error) {
        if (!(error instanceof WireLost)) throw error;
        this.#talk.forget();
        this.#loseJob("link-down");
      } finally {
        this.#isServing = false;
      }
    }
  }

  /** Until the printer answers, nothing keeps paper from coming out, and its state is known as well as can be. */
  *#wake(): Talking<void> {
    const talk = this.#talk;
    let backOffMs = FIRST_BACK_OFF_MS;
    this.#enter("busy", "waking");
    this.#isTrusted = false;
    for (;;) {
      this.#isSilent = talk.profile.answersRealTime && !(yield* survey(talk));
      // With a full buffer and a handshake no question gets through: what was told last stands.
      if (yield* this.#isStopped()) continue;
      if (this.#isSilent) {
        this.#enter("error", "silent");
        yield* talk.pause(backOffMs);
        backOffMs = Math.min(LONGEST_BACK_OFF_MS, 2 * backOffMs);
        continue;
      }
      this.#isTrusted = yield* recover(talk, this.#hasTornPaper);
      if (talk.profile.tellsChanges) yield* switchOnChanges(talk);
      if (!(yield* this.#isStopped())) return;
    }
  }

  /** Whether the printer stands still; then it has been given a while to go on. */
  *#isStopped(): Talking<boolean> {
    const talk = this.#talk;
    const { stop } = talk.conditions;
    if (stop === null) return false;
    this.#enter("error", stop);
    if (talk.conditions.has("recoverable-error") || talk.conditions.has("cutter-error")) talk.send(RECOVER);
    talk.expect("automatic");
    yield* talk.until(() => talk.heard("automatic") !== null, talk.nowMs + STOPPED_POLL_MS);
    return true;
  }

  *#serve(): Talking<void> {
    const talk = this.#talk;
    this.#isServing = true;
    for (;;) {
      this.#enter("idle", null);
      const pollAtMs = talk.nowMs + talk.profile.pollMs;
      yield* talk.until(() => this.#queue.length > 0 || talk.conditions.stop !== null, pollAtMs);
      if (talk.conditions.stop !== null) return;
      const next = this.#queue.shift();
      if (next !== undefined) {
        if (!(yield* this.#print(next.job))) return;
      } else if (talk.profile.answersRealTime && !(yield* survey(talk))) return;
    }
  }

  /** @returns whether all went well, so that the next job can follow. */
  *#print(job: PrinterJob): Talking<boolean> {
    const talk = this.#talk;
    this.#enter("busy", null);
    const inFlight: InFlight = { job, mayComeOut: false };
    this.#inFlight = inFlight;
    const { bytes, cutAt } = this.#bytesOf(job);
    const sent = yield* talk.stream(
      bytes,
      () => this.#isGoing(),
      (upTo) => {
        inFlight.mayComeOut = upTo > cutAt;
      },
    );
    if (sent === "stuck") {
      talk.effects.push({ kind: "reopen", reason: "the printer takes no bytes" });
      for (;;) yield Number.POSITIVE_INFINITY;
    }
    if (sent === "sent") this.#hasTornPaper = false;
    const verdict: Verdict =
      sent === "ended"
        ? { kind: "stopped", reason: talk.conditions.stop ?? "stopped" }
        : yield* confirm(talk, { byteCount: bytes.length, heightMm: job.heightMm });
    this.#settle(yield* this.#outcomeOf(verdict, inFlight));
    talk.forget();
    return verdict.kind === "printed";
  }

  *#outcomeOf(verdict: Verdict, inFlight: InFlight): Talking<PrintOutcome> {
    if (verdict.kind === "stopped") return yield* this.#outcomeOfStop(verdict.reason, inFlight);
    if (verdict.kind === "unknown") return { outcome: "unconfirmed", reason: verdict.reason };
    if (!this.#isTrusted) {
      this.#isTrusted = true;
      return { outcome: "unconfirmed", reason: "not-recovered" };
    }
    return { outcome: "printed" };
  }

  /**
   * A stopped job is not printed if its cut was never sent, or if it was taken back before the printer had
   * come to the cut. A cutter that stands has all that one reads above it.
   */
  *#outcomeOfStop(reason: string, inFlight: InFlight): Talking<PrintOutcome> {
    const hasReachedCut = this.#talk.milestonesPassed > 0 || reason === "cutter-error";
    const isTakenBack = yield* takeBack(this.#talk);
    this.#hasTornPaper = isTakenBack || !inFlight.mayComeOut;
    const isOut = inFlight.mayComeOut && (hasReachedCut || !isTakenBack);
    return { outcome: isOut ? "unconfirmed" : "not-printed", reason };
  }

  /** One automatic status may be noise: before a job is broken off the printer is asked. */
  *#isGoing(): Talking<boolean> {
    if (this.#talk.conditions.stop === null) return true;
    if (this.#talk.profile.answersRealTime) yield* survey(this.#talk);
    return this.#talk.conditions.stop === null;
  }

  /** The job with its milestones, one before its last cut and one after; `cutAt` is where that cut begins. */
  #bytesOf(job: PrinterJob): { bytes: Uint8Array; cutAt: number } {
    const strip = this.#hasTornPaper ? this.#voidStrip() : new Uint8Array();
    const text = job.bytes.subarray(0, job.lastCutAt);
    const [beforeCut, afterCut] = this.#milestones(job);
    const bytes = Buffer.concat([strip, text, beforeCut, job.bytes.subarray(job.lastCutAt), afterCut]);
    return { bytes, cutAt: strip.length + text.length + beforeCut.length };
  }

  #milestones(job: PrinterJob): [Uint8Array, Uint8Array] {
    const talk = this.#talk;
    switch (talk.profile.confirmation) {
      case "process-id": {
        const marks = [this.#marks.next(job.id), this.#marks.next(job.id)] as const;
        talk.expectMilestones("completed", [...marks]);
        return [askCompletion(marks[0]), askCompletion(marks[1])];
      }
      case "paper-status":
        talk.expectMilestones("paper", [ASK_PAPER, ASK_PAPER]);
        return [ASK_PAPER, ASK_PAPER];
      case "none":
        return [new Uint8Array(), new Uint8Array()];
    }
  }

  #voidStrip(): Buffer {
    const text = encodeText(`${VOID_TEXT}\n`);
    const chineseOn = Uint8Array.of(0x1c, 0x26);
    return Buffer.concat([INITIALISE, chineseOn, text, Buffer.from(this.#talk.profile.cut, "hex")]);
  }

  /** The wire or the process goes while a job is on its way. */
  #loseJob(reason: string): void {
    if (this.#inFlight === null) return;
    const { mayComeOut } = this.#inFlight;
    if (!mayComeOut) this.#hasTornPaper = true;
    this.#settle({ outcome: mayComeOut ? "unconfirmed" : "not-printed", reason });
  }

  #settle(outcome: PrintOutcome): void {
    if (this.#inFlight === null) return;
    this.#talk.effects.push({ kind: "outcome", job: this.#inFlight.job.serial, outcome });
    this.#inFlight = null;
  }

  /** Hands back, unprinted, the waiting jobs that came at `sinceMs` or before. */
  #giveBack(reason: string, sinceMs: number): void {
    for (let next = this.#queue[0]; next !== undefined && next.sinceMs <= sinceMs; next = this.#queue[0]) {
      this.#queue.shift();
      const outcome: PrintOutcome = { outcome: "not-printed", reason };
      this.#talk.effects.push({ kind: "outcome", job: next.job.serial, outcome });
    }
  }

  #enter(state: DeviceState, reason: string | null): void {
    this.#state = state;
    this.#reason = reason;
  }
}
