import type { DeviceReason, DeviceState } from "../device.ts";
import { RECOVER } from "./commands.ts";
import { confirm, type Verdict } from "./confirmation.ts";
import { assemble, type PrinterJob } from "./job.ts";
import type { JobMarks } from "./job-mark.ts";
import type { JobQueue } from "./job-queue.ts";
import type { PrintOutcome } from "./outcome.ts";
import { survey, switchOnChanges } from "./questions.ts";
import { emptiesBuffers, recover, takeBack } from "./recovery.ts";
import type { Talk, Talking } from "./talk.ts";

/** How often a printer that stands still is asked whether it goes again. */
const STOPPED_POLL_MS = 1_000;
const FIRST_BACK_OFF_MS = 1_000;
const LONGEST_BACK_OFF_MS = 8_000;
/** A stray answer is at most seven bytes long. */
const STRAY_BYTES = 8;

/** Thrown into the conversation when its wire is gone. */
export class WireLost extends Error {}

interface InFlight {
  job: PrinterJob;
  /** What of the wire had made no sense when it began. */
  discardedBefore: number;
  /** How many rolls had been changed before it. */
  rollsChangedBefore: number;
  /** Its last cut was handed over: the paper may come out whole. */
  mayComeOut: boolean;
  /** All of it has left. */
  isSent: boolean;
  /** The printer was asked in its midst, where a picture takes the question for dots. */
  isDisturbed: boolean;
}

/**
 * The conversation with one printer, as one would tell it: while the wire is up, wake the printer (ask,
 * recover, have changes told), then serve (print, poll) until it was silent, stood still, heard noise or
 * left a job in doubt, and wake it again.
 */
export class PrinterSession {
  isUp = false;
  /** Whether jobs are taken from the queue. */
  isServing = false;
  isSilent = false;
  state: DeviceState = "closed";
  reason: DeviceReason | null = "link-down";
  /** The remains of a job that was cut short hang in the printer. */
  hasTornPaper = false;
  readonly #talk: Talk;
  readonly #queue: JobQueue;
  readonly #marks: JobMarks;
  /** How the last paper ended is not known: what empties the buffers may take its end. */
  #mayBeCutShort = false;
  /** Whether the printer is known to read commands and not image dots. */
  #isTrusted = false;
  /** Whether it told how it is when changes were switched on last while it was idle. */
  #tellsWhenAsked = false;
  /** What of the wire had made no sense when the printer was last known to read commands. */
  #discardedBefore = 0;
  #inFlight: InFlight | null = null;

  constructor(talk: Talk, queue: JobQueue, marks: JobMarks) {
    this.#talk = talk;
    this.#queue = queue;
    this.#marks = marks;
  }

  *live(): Talking<never> {
    for (;;) {
      try {
        this.#enter("closed", "link-down");
        while (!this.isUp) yield Number.POSITIVE_INFINITY;
        yield* this.#wake();
        this.isServing = true;
        yield* this.#serve();
        // What it took for letters hangs under its head.
        if (this.#isInDoubt) this.hasTornPaper = true;
      } catch (error) {
        if (!(error instanceof WireLost)) throw error;
        this.#talk.forget();
        this.loseJob("link-down");
      } finally {
        this.isServing = false;
      }
    }
  }

  /** The wire or the process goes while a job is on its way. */
  loseJob(reason: string): void {
    if (this.#inFlight === null) return;
    const { mayComeOut, isSent } = this.#inFlight;
    // What empties the buffers when the printer is woken may take the end of a paper that was on its way.
    if (!isSent || emptiesBuffers(this.#talk.profile)) this.hasTornPaper = true;
    this.#settle({ outcome: mayComeOut ? "unconfirmed" : "not-printed", reason });
  }

  /** Until the printer answers, nothing keeps paper from coming out, and its state is known as well as can be. */
  *#wake(): Talking<void> {
    const talk = this.#talk;
    let backOffMs = FIRST_BACK_OFF_MS;
    this.#enter("busy", "waking");
    this.#isTrusted = false;
    for (;;) {
      this.isSilent = talk.profile.answersRealTime && !(yield* survey(talk));
      // With a full buffer and a handshake no question gets through: what was told last stands.
      if (yield* this.#isStopped()) continue;
      if (this.isSilent) {
        this.#enter("error", "silent");
        yield* talk.pause(backOffMs);
        backOffMs = Math.min(LONGEST_BACK_OFF_MS, 2 * backOffMs);
        continue;
      }
      // Noise after it was brought to read commands is noise before the next job.
      this.#discardedBefore = talk.counters.discardedBytes;
      this.#isTrusted = yield* recover(talk, this.hasTornPaper);
      if (this.#mayBeCutShort && this.#isTrusted && emptiesBuffers(talk.profile)) this.hasTornPaper = true;
      this.#mayBeCutShort = false;
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
    for (;;) {
      this.#enter("idle", null);
      const pollAtMs = talk.nowMs + talk.profile.pollMs;
      yield* talk.until(
        () => !this.#queue.isEmpty || talk.conditions.stop !== null || this.#isInDoubt,
        pollAtMs,
      );
      if (talk.conditions.stop !== null || this.#isInDoubt) return;
      const job = this.#queue.shift();
      if (job !== undefined) {
        if (!(yield* this.#print(job))) return;
      } else if (!(yield* this.#poll())) return;
    }
  }

  /** The printer hears the noise that the daemon hears, and may have taken some of it for the head of a picture. */
  get #isInDoubt(): boolean {
    return this.#talk.counters.discardedBytes - this.#discardedBefore > STRAY_BYTES;
  }

  /**
   * Changes are switched on again each time: a power cut shorter than the poll is not seen as a silence.
   * @returns whether the printer is as it was. One that answered this the last time and does not now, asked twice, takes
   * it for image dots.
   */
  *#poll(): Talking<boolean> {
    const { answersRealTime, tellsChanges } = this.#talk.profile;
    if (answersRealTime && !(yield* survey(this.#talk))) return false;
    if (!tellsChanges || this.#talk.conditions.stop !== null) return true;
    const tells = (yield* switchOnChanges(this.#talk)) || (yield* switchOnChanges(this.#talk));
    const isAsBefore = tells || !this.#tellsWhenAsked;
    this.#tellsWhenAsked = tells;
    return isAsBefore;
  }

  /** @returns whether all went well, so that the next job can follow. */
  *#print(job: PrinterJob): Talking<boolean> {
    const talk = this.#talk;
    this.#enter("busy", null);
    const inFlight: InFlight = {
      job,
      discardedBefore: talk.counters.discardedBytes,
      rollsChangedBefore: talk.conditions.rollsChanged,
      mayComeOut: false,
      isSent: false,
      isDisturbed: false,
    };
    this.#inFlight = inFlight;
    const { bytes, cutAt } = assemble(job, talk, this.#marks, this.hasTornPaper);
    const sent = yield* talk.stream(
      bytes,
      () => this.#isGoing(inFlight),
      (upTo) => {
        inFlight.mayComeOut = upTo > cutAt;
      },
    );
    if (sent === "stuck") {
      talk.effects.push({ kind: "reopen", reason: "the printer takes no bytes" });
      for (;;) yield Number.POSITIVE_INFINITY;
    }
    if (sent === "sent") {
      this.hasTornPaper = false;
      inFlight.isSent = true;
    }
    const verdict: Verdict =
      sent === "ended"
        ? { kind: "stopped", reason: talk.conditions.stop ?? "stopped" }
        : yield* confirm(talk, { byteCount: bytes.length, heightMm: job.heightMm });
    const outcome = yield* this.#outcomeOf(verdict, inFlight);
    // What was confirmed was read: the few stray bytes before it did no harm.
    if (outcome.outcome === "printed") this.#discardedBefore = talk.counters.discardedBytes;
    if (verdict.kind === "unknown") this.#mayBeCutShort = true;
    this.#settle(outcome);
    talk.forget();
    return verdict.kind === "printed";
  }

  /** One automatic status may be noise: before a job is broken off the printer is asked. */
  *#isGoing(inFlight: InFlight): Talking<boolean> {
    if (this.#talk.conditions.stop === null) return true;
    if (this.#talk.profile.answersRealTime) {
      inFlight.isDisturbed = true;
      yield* survey(this.#talk);
    }
    return this.#talk.conditions.stop === null;
  }

  *#outcomeOf(verdict: Verdict, inFlight: InFlight): Talking<PrintOutcome> {
    if (verdict.kind === "stopped") return yield* this.#outcomeOfStop(verdict.reason, inFlight);
    if (verdict.kind === "unknown") return { outcome: "unconfirmed", reason: verdict.reason };
    // The printer hears what the daemon hears: there may be letters on the paper that nobody sent.
    const strayBytes = this.#talk.counters.discardedBytes - inFlight.discardedBefore;
    if (strayBytes > STRAY_BYTES || inFlight.isDisturbed) return { outcome: "unconfirmed", reason: "noise" };
    // Whoever changed the roll at once tore off the first half, and the rest came out on the new one.
    if (this.#talk.conditions.rollsChanged > inFlight.rollsChangedBefore)
      return { outcome: "unconfirmed", reason: "receipt-empty" };
    if (!this.#isTrusted) {
      this.#isTrusted = true;
      return { outcome: "unconfirmed", reason: "not-recovered" };
    }
    return { outcome: "printed" };
  }

  /**
   * A stopped job is not printed if its cut was never sent, or if it was taken back before the printer had
   * come to the cut. A cutter that stands has all that one reads above it; and noise may have eaten the answer that
   * told of the cut.
   */
  *#outcomeOfStop(reason: string, inFlight: InFlight): Talking<PrintOutcome> {
    const isTakenBack = yield* takeBack(this.#talk);
    // Now: what told of the cut may have come just before its buffers were empty.
    const isNoisy = this.#talk.counters.discardedBytes > inFlight.discardedBefore;
    const hasReachedCut = this.#talk.milestonesPassed > 0 || reason === "cutter-error" || isNoisy;
    this.hasTornPaper = isTakenBack || !inFlight.mayComeOut;
    this.#mayBeCutShort = !this.hasTornPaper;
    const mayBeOut = inFlight.mayComeOut && (hasReachedCut || !isTakenBack);
    return { outcome: mayBeOut ? "unconfirmed" : "not-printed", reason };
  }

  #settle(outcome: PrintOutcome): void {
    if (this.#inFlight === null) return;
    this.#talk.effects.push({ kind: "outcome", job: this.#inFlight.job.serial, outcome });
    this.#inFlight = null;
  }

  #enter(state: DeviceState, reason: DeviceReason | null): void {
    this.state = state;
    this.reason = reason;
  }
}
