import type { DeviceCounters } from "../device.ts";
import { wireMs } from "../link/link.ts";
import { Conditions } from "./conditions.ts";
import type { PrintOutcome } from "./outcome.ts";
import type { PrinterProfile } from "./profile.ts";
import { type Reply, ReplyParser } from "./replies.ts";

/** What the protocol wants done. */
export type Effect =
  /** Write these bytes. With a serial number, tell `gone(serial)` when the last of them has left. */
  | { kind: "write"; bytes: Uint8Array; serial: number | null }
  /** The job with this serial number is settled. */
  | { kind: "outcome"; job: number; outcome: PrintOutcome }
  /** The wire takes no bytes: let go of it, and with it of what is stuck in it. */
  | { kind: "reopen"; reason: string };

/** A stretch of the conversation: it yields until when it waits at most, and goes on when anything happened. */
export type Talking<T> = Generator<number, T, void>;

/** Between two others on a shared wire, a printer speaks at most this long. */
const LONGEST_CHUNK_MS = 20;
const SMALLEST_CHUNK = 16;
const UNPACED_CHUNK = 4096;
/** Reckoned with where a link does not say how fast the line behind it is. */
const SLOWEST_BAUD = 9600;

/** How long a wire may refuse to take one chunk beyond its wire time: a printer's handshake holds it up. */
const STUCK_MS = 5_000;

/** Bytes further apart belong to no answer together: device servers hold some back, but not for so long. */
const HALF_ANSWER_MS = 100;

/** The answers of which there is one at a time. */
type Awaited = "status" | "automatic" | "cleared" | "paper";

/**
 * The bytes both ways of one printer, without I/O: what it was asked, what it answered, what is to be written.
 * An answer counts only when it was asked for; other sensible bytes are counted and change nothing.
 */
export class Talk {
  readonly conditions = new Conditions();
  readonly profile: PrinterProfile;
  readonly counters: DeviceCounters;
  nowMs = 0;
  effects: Effect[] = [];
  readonly #baud: number | null;
  readonly #parser = new ReplyParser();
  readonly #awaited = new Map<Awaited, Reply | null>();
  #milestones: Milestones = { kind: "paper", marks: [], passed: 0 };
  #serial = 0;
  #goneSerial = 0;
  #heardAtMs = 0;

  constructor(options: { profile: PrinterProfile; baud: number | null; counters: DeviceCounters }) {
    this.profile = options.profile;
    this.#baud = options.baud;
    this.counters = options.counters;
  }

  hear(bytes: Uint8Array): void {
    if (this.nowMs - this.#heardAtMs > HALF_ANSWER_MS) this.#giveUpHalf();
    this.#heardAtMs = this.nowMs;
    for (const reply of this.#parser.push(bytes)) this.#take(reply);
  }

  /** The bytes with this serial number have left. */
  gone(serial: number): void {
    this.#goneSerial = Math.max(this.#goneSerial, serial);
  }

  send(bytes: Uint8Array): void {
    this.counters.framesOut += 1;
    this.effects.push({ kind: "write", bytes, serial: null });
  }

  /** From now on the next answer of this kind counts; what came before does not. */
  expect(kind: Awaited): void {
    this.#awaited.set(kind, null);
  }

  /**
   * From now on so many answers tell how far the printer has come with what was sent.
   * @param marks of `GS ( H`, in the order of sending; for `GS r 1`, whose answers are all alike, only counted.
   */
  expectMilestones(kind: Milestones["kind"], marks: Uint8Array[]): void {
    this.#milestones = { kind, marks, passed: 0 };
  }

  /** How many of the milestones it has passed. */
  get milestonesPassed(): number {
    return this.#milestones.passed;
  }

  heard(kind: Awaited): Reply | null {
    return this.#awaited.get(kind) ?? null;
  }

  /** Nothing is expected any more: the wire was lost, or a job is settled. */
  forget(): void {
    this.#awaited.clear();
    this.#milestones = { kind: "paper", marks: [], passed: 0 };
    this.#giveUpHalf();
  }

  /** Waits until `done`, at most until `untilMs`. @returns whether it is done. */
  *until(done: () => boolean, untilMs: number): Talking<boolean> {
    while (!done()) {
      if (this.nowMs >= untilMs) {
        this.#giveUpHalf();
        return done();
      }
      yield untilMs;
    }
    return true;
  }

  /** Sends a question and waits for its answer, at most `answerMs` beyond the wire time of both. */
  *ask(kind: Awaited, question: Uint8Array, answerMs: number): Talking<Reply | null> {
    this.expect(kind);
    this.send(question);
    const untilMs = this.nowMs + this.reckonMs(question.length + 7) + answerMs;
    yield* this.until(() => this.heard(kind) !== null, untilMs);
    const reply = this.heard(kind);
    this.#awaited.delete(kind);
    if (reply === null) this.counters.timeouts += 1;
    return reply;
  }

  *pause(ms: number): Talking<void> {
    yield* this.until(() => false, this.nowMs + ms);
  }

  /**
   * Writes `bytes` in chunks that leave others room on the wire.
   * @param mayGoOn asked before each chunk but the first; false ends it there.
   * @param leaving told before each chunk is handed over up to where it reaches.
   */
  *stream(
    bytes: Uint8Array,
    mayGoOn?: () => Talking<boolean>,
    leaving?: (upTo: number) => void,
  ): Talking<"sent" | "ended" | "stuck"> {
    const chunkBytes = this.#chunkBytes();
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      if (at > 0 && mayGoOn && !(yield* mayGoOn())) return "ended";
      const chunk = bytes.subarray(at, at + chunkBytes);
      leaving?.(at + chunk.length);
      const serial = ++this.#serial;
      this.counters.framesOut += 1;
      this.effects.push({ kind: "write", bytes: chunk, serial });
      const untilMs = this.nowMs + this.reckonMs(chunk.length) + STUCK_MS;
      if (!(yield* this.until(() => this.#goneSerial >= serial, untilMs))) return "stuck";
    }
    return "sent";
  }

  /** Milliseconds that so many bytes take at most; where the line's speed is not known, at the slowest. */
  reckonMs(byteCount: number): number {
    return wireMs(byteCount, this.#baud ?? SLOWEST_BAUD);
  }

  /** How long bytes that the system took may still be on their way: a wire that is not paced hides it. */
  lagMs(byteCount: number): number {
    return this.#baud === null ? this.reckonMs(byteCount) : 0;
  }

  #chunkBytes(): number {
    if (this.#baud === null) return UNPACED_CHUNK;
    return Math.max(SMALLEST_CHUNK, Math.floor(LONGEST_CHUNK_MS / wireMs(1, this.#baud)));
  }

  #giveUpHalf(): void {
    for (const reply of this.#parser.giveUp()) this.#take(reply);
  }

  #take(reply: Reply): void {
    if (reply.kind === "noise") {
      this.counters.discardedBytes += reply.count;
      return;
    }
    if (reply.kind === "automatic") this.conditions.told(reply.bytes);
    if (reply.kind === "automatic" || this.#isMilestone(reply) || this.#isAwaited(reply)) {
      this.counters.framesIn += 1;
    } else {
      this.counters.discardedBytes += LENGTHS[reply.kind];
    }
    if (reply.kind !== "completed" && this.#isAwaited(reply)) this.#awaited.set(reply.kind, reply);
  }

  #isAwaited(reply: Reply): boolean {
    if (reply.kind === "noise" || reply.kind === "completed") return false;
    return this.#awaited.get(reply.kind) === null;
  }

  /** A mark that was lost counts as passed when a later one is. */
  #isMilestone(reply: Reply): boolean {
    const { kind, marks, passed } = this.#milestones;
    if (reply.kind !== kind || passed === marks.length) return false;
    const at =
      reply.kind === "completed" ? marks.findIndex((mark) => Buffer.compare(mark, reply.mark) === 0) : passed;
    if (at < passed) return false;
    this.#milestones.passed = at + 1;
    return true;
  }
}

interface Milestones {
  kind: "completed" | "paper";
  marks: Uint8Array[];
  passed: number;
}

const LENGTHS = { status: 1, paper: 1, cleared: 3, completed: 7 };
