import type { WireClock } from "../clock.ts";
import type { LinkFault } from "../link/link.ts";
import { Quarantine } from "./quarantine.ts";
import { TransactionQueue, type Waiting } from "./queue.ts";
import type { Transaction, TransactionOutcome } from "./transaction.ts";

/** Nobody speaks before the pair was silent for this long: drivers need it to let go of the pair. */
export const SILENCE_MS = 5;
/** While a frame seems half heard: adapters hand bytes over in groups, up to 16 ms apart. */
const MID_FRAME_SILENCE_MS = 25;
/** Longer than any device has to say, its repeats included. */
const TALKED_DOWN_MS = 2_000;
/**
 * A timer this late says that the machine was busy, not that the device was silent: its answer may be here already,
 * unread, so it is looked for once more before the device is blamed.
 */
const OWN_LATENESS_MS = 5;
const LOOK_AGAIN_MS = 1;
/** How often a frame is said in all when someone speaks into it and no answer would tell that it was lost. */
const COLLIDED_ATTEMPTS = 3;

export interface BusOptions {
  clock: WireClock;
  /** As Link.write. */
  write(bytes: Uint8Array, taken: (fault: LinkFault | null) => void): number;
  /** Whether what was heard last may go on. */
  isMidFrame(): boolean;
  /** Someone speaks without a pause, and what waits cannot be said. */
  talkedDown?(): void;
}

interface InFlight {
  waiting: Waiting;
  startedMs: number;
  leavesMs: number;
  isTaken: boolean;
  /** Someone else was heard meanwhile: on one pair of wires neither was understood. */
  isSpokenInto: boolean;
  isRefused: boolean;
  isLookedForAgain: boolean;
}

/**
 * Who may speak when, on one pair of wires: one transaction in flight, the most urgent first. It speaks at once
 * when the wire has been silent for long enough, and sets no timer then. On a wire with a single device the rule
 * is the same: it costs nothing there, as such a wire is silent nearly always, and the device may be half-duplex.
 */
export class Bus {
  readonly #options: BusOptions;
  readonly #queue = new TransactionQueue();
  readonly #quarantine = new Quarantine();
  /** Until when a station may still answer a request that was given up. */
  readonly #lateUntilMs = new Map<string, number>();
  #inFlight: InFlight | null = null;
  #isUp = false;
  #lastSoundMs = Number.NEGATIVE_INFINITY;
  /** Since when something could be said but for the others' talk. */
  #heldUpSinceMs: number | null = null;
  #cancelTimer = () => {};

  constructor(options: BusOptions) {
    this.#options = options;
  }

  /** Queues a transaction; it is told `wire-down` where there is no wire to wait for. */
  submit(transaction: Transaction): void {
    const { clock } = this.#options;
    if (!this.#isUp) {
      clock.after(0, () => transaction.done("wire-down"));
      return;
    }
    for (const replaced of this.#queue.add(transaction)) clock.after(0, () => replaced.done("replaced"));
    this.#proceed();
  }

  /** Someone else's bytes came, and were looked through: the silence begins anew. */
  heard(): void {
    this.#lastSoundMs = this.#options.clock.nowMs();
    if (this.#inFlight === null) {
      this.#proceed();
      this.#noticeTalk(this.#lastSoundMs);
    } else if (this.#lastSoundMs <= this.#inFlight.leavesMs) this.#inFlight.isSpokenInto = true;
  }

  #noticeTalk(nowMs: number): void {
    const isHeldUp = this.#nextSpeakableMs(nowMs) === nowMs;
    if (!isHeldUp) this.#heldUpSinceMs = null;
    else this.#heldUpSinceMs ??= nowMs;
    if (this.#heldUpSinceMs === null || nowMs - this.#heldUpSinceMs < TALKED_DOWN_MS) return;
    this.#heldUpSinceMs = null;
    this.#options.talkedDown?.();
  }

  /** Offers a frame that came. Returns whether it answers what is in flight: one that comes late never does. */
  offer(frame: Uint8Array): boolean {
    const flight = this.#inFlight;
    const reply = flight?.waiting.transaction.reply;
    if (!flight || !reply) return false;
    const refusal = reply.refusal?.(frame) ?? null;
    if (refusal !== null) {
      flight.isRefused = true;
      flight.waiting.transaction.refused?.(refusal);
      return true;
    }
    if (!reply.isAnswer(frame)) return false;
    const { station } = flight.waiting.transaction;
    this.#quarantine.answered(station);
    this.#lateUntilMs.delete(station);
    this.#settle("answered");
    return true;
  }

  /** The station spoke of itself, so it is there. */
  alive(station: string): void {
    this.#quarantine.answered(station);
  }

  wireUp(): void {
    this.#isUp = true;
    this.#lastSoundMs = Number.NEGATIVE_INFINITY;
    this.#quarantine.clear();
    this.#lateUntilMs.clear();
  }

  wireDown(): void {
    this.#isUp = false;
    this.#heldUpSinceMs = null;
    this.#cancelTimer();
    const lost = this.#queue.clear().map(({ transaction }) => transaction);
    if (this.#inFlight !== null) lost.unshift(this.#inFlight.waiting.transaction);
    this.#inFlight = null;
    for (const transaction of lost) transaction.done("wire-down");
  }

  /** Does whatever is due, and sets one timer for what will be. */
  #proceed(): void {
    this.#cancelTimer();
    if (!this.#isUp) return;
    const nowMs = this.#options.clock.nowMs();
    const dueMs = this.#inFlight === null ? this.#speakOrWait(nowMs) : this.#endOrWait(this.#inFlight, nowMs);
    if (dueMs === null) return;
    this.#cancelTimer = this.#options.clock.after(dueMs - nowMs, () => this.#proceed());
  }

  /** Sends the next transaction if the wire is free; otherwise says when to look again, or null for never. */
  #speakOrWait(nowMs: number): number | null {
    const silenceMs = this.#options.isMidFrame() ? MID_FRAME_SILENCE_MS : SILENCE_MS;
    const freeMs = this.#lastSoundMs + silenceMs;
    if (nowMs < freeMs) return this.#nextSpeakableMs(freeMs);
    const waiting =
      this.#queue.take((each) => this.#speakableMs(each, false) <= nowMs) ??
      this.#queue.take((each) => this.#speakableMs(each, true) <= nowMs);
    if (waiting === null) return this.#nextSpeakableMs(nowMs);
    return this.#send(waiting, nowMs);
  }

  #send(waiting: Waiting, nowMs: number): number {
    waiting.attempts += 1;
    this.#heldUpSinceMs = null;
    const flight: InFlight = {
      waiting,
      startedMs: nowMs,
      leavesMs: nowMs,
      isTaken: false,
      isSpokenInto: false,
      isRefused: false,
      isLookedForAgain: false,
    };
    this.#inFlight = flight;
    flight.leavesMs = this.#options.write(waiting.transaction.bytes, () => {
      const takenMs = this.#options.clock.nowMs();
      const isLate = takenMs >= flight.leavesMs;
      flight.isTaken = true;
      flight.leavesMs = Math.max(flight.leavesMs, takenMs);
      if (this.#inFlight === flight && isLate) this.#proceed();
    });
    waiting.transaction.started?.(waiting.attempts);
    return this.#endsMs(flight);
  }

  /** Ends what is in flight if it is over; otherwise says when to look again. */
  #endOrWait(flight: InFlight, nowMs: number): number | null {
    const endsMs = this.#endsMs(flight);
    if (nowMs < endsMs) return endsMs;
    // The system still holds bytes back (a handshake, a full connection): it will say when it took the last.
    if (!flight.isTaken) return null;
    const { reply } = flight.waiting.transaction;
    if (reply !== null && !flight.isLookedForAgain && nowMs - endsMs > OWN_LATENESS_MS) {
      flight.isLookedForAgain = true;
      return nowMs + LOOK_AGAIN_MS;
    }
    if (reply !== null) this.#giveUpWaiting(flight, reply.timeoutMs, nowMs);
    else if (mustBeSaidAgain(flight)) this.#putBack(flight);
    else this.#settle("sent");
    return null;
  }

  #endsMs({ leavesMs, waiting }: InFlight): number {
    return leavesMs + (waiting.transaction.reply?.timeoutMs ?? 0);
  }

  #giveUpWaiting(flight: InFlight, timeoutMs: number, nowMs: number): void {
    const { waiting } = flight;
    const { station, reply } = waiting.transaction;
    this.#lateUntilMs.set(station, nowMs + timeoutMs);
    if (!flight.isRefused) waiting.transaction.timedOut?.();
    const missed = this.#quarantine.missed(station);
    const isOver = this.#quarantine.has(station) || missed >= (reply?.attempts ?? 1);
    if (isOver) {
      this.#quarantine.unanswered(station, nowMs - flight.startedMs + SILENCE_MS, nowMs);
      this.#settle("unanswered");
    } else this.#putBack(flight);
  }

  #putBack({ waiting, leavesMs }: InFlight): void {
    this.#inFlight = null;
    this.#lastSoundMs = Math.max(this.#lastSoundMs, leavesMs);
    if (!this.#queue.putBack(waiting)) waiting.transaction.done("replaced");
    this.#proceed();
  }

  #settle(outcome: TransactionOutcome): void {
    const flight = this.#inFlight;
    if (flight === null) return;
    this.#inFlight = null;
    this.#lastSoundMs = Math.max(this.#lastSoundMs, flight.leavesMs);
    flight.waiting.transaction.done(outcome);
    this.#proceed();
  }

  /** From when a waiting transaction may be sent: after late answers, and when its station may be probed. */
  #speakableMs({ transaction }: Waiting, isIdle: boolean): number {
    const { station } = transaction;
    return Math.max(this.#lateUntilMs.get(station) ?? 0, this.#quarantine.probeAtMs(station, isIdle));
  }

  #nextSpeakableMs(notBeforeMs: number): number | null {
    let nextMs: number | null = null;
    for (const waiting of this.#queue)
      nextMs = Math.min(nextMs ?? Number.POSITIVE_INFINITY, this.#speakableMs(waiting, true));
    return nextMs === null ? null : Math.max(nextMs, notBeforeMs);
  }
}

/** An acknowledgement need not be: what it answers is repeated, and then acknowledged again. */
function mustBeSaidAgain({ isSpokenInto, waiting }: InFlight): boolean {
  const isAcknowledgement = waiting.transaction.priority === "acknowledgement";
  return isSpokenInto && !isAcknowledgement && waiting.attempts < COLLIDED_ATTEMPTS;
}
