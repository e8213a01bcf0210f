import { type Decision, decide, isRefusal } from "../core/decide.ts";
import type { HallEvent } from "../core/events.ts";
import { evolve } from "../core/evolve.ts";
import type { Instant } from "../core/ids.ts";
import type { Intent } from "../core/intents.ts";
import type { Refusal } from "../core/refusals.ts";
import type { HallState } from "../core/state.ts";
import type { Journal } from "../journal/journal.ts";
import { ForwardClock, type HallClock } from "./clock.ts";
import type { Answer, Remembered, RememberedAnswers } from "./remembered.ts";

/** What became of an intent, told once it is durable. */
export type Outcome =
  | { kind: "done"; events: readonly HallEvent[]; answer: unknown }
  | { kind: "refused"; refusal: Refusal };

export interface SubmitOptions<A> {
  /** Made from the state right after the events, told when they are durable. */
  answer?: (state: HallState, events: readonly HallEvent[]) => A;
  /** Makes a repeated request give the same answer, once. */
  remember?: { remembered: Remembered; toAnswer: (outcome: Outcome) => Answer };
}

/** What is told to the world when events are durable; made while the state is the one they left. */
export interface Afterimage<T> {
  make(state: HallState, events: readonly HallEvent[], at: Instant): T;
  release(image: T): void;
}

export interface LoopOptions<T> {
  journal: Pick<Journal, "append">;
  clock: HallClock;
  state: HallState;
  answers: RememberedAnswers;
  afterimage: Afterimage<T>;
  /** Adds to an intent what the rules may want to know; takes no time and never throws. */
  advise?: (intent: Intent) => Intent;
  /**
   * The journal failed, or a mistake of the program left the state in doubt: everything not durable was refused,
   * and the state must come from the journal again.
   */
  onFault(fault: unknown): void;
}

interface Happened<T> {
  outcome: Outcome;
  image?: T | undefined;
  remembered?: Remembered | undefined;
  /** Null where there is nothing to keep. */
  durable: Promise<void> | null;
}

/**
 * The only writer of the hall's state. Decides at once on the state as it will be, hands the events to the journal,
 * and lets answers and effects go in order after their commit. Never waits for the disk.
 */
export class HallLoop<T> {
  #options: LoopOptions<T>;
  #state: HallState;
  #clock: ForwardClock;
  #fault: unknown = null;
  #last: Promise<void> = Promise.resolve();

  constructor(options: LoopOptions<T>) {
    this.#options = options;
    this.#state = options.state;
    this.#clock = new ForwardClock(options.clock);
  }

  /** The newest state: it may be ahead of the disk. Await `settled()` before telling anybody of it. */
  get state(): HallState {
    return this.#state;
  }

  /** Hall time as the rules see it: never before the last event, whatever the clock on the wall does. */
  now(): Instant {
    return this.#clock.now(this.#state.at);
  }

  get fault(): unknown {
    return this.#fault;
  }

  /** Resolves when all that has happened so far is durable; rejects when it will never be. */
  settled(): Promise<void> {
    return this.#fault ? Promise.reject(this.#fault) : this.#last;
  }

  /**
   * Lets an intent happen or refuses it. Rejects with the journal's fault when it could not be made durable, and
   * then it has not happened.
   */
  async submit(intent: Intent, options: SubmitOptions<unknown> = {}): Promise<Outcome> {
    if (this.#fault) throw this.#fault;
    const at = this.now();
    const decision = decide(this.#state, this.#options.advise?.(intent) ?? intent, at);
    const happened = this.#happen(decision, options, at);
    const { outcome, image, durable } = happened;
    if (durable === null) {
      // The reason for a no may itself not be durable yet.
      await this.settled();
      return outcome;
    }
    try {
      await durable;
    } catch (fault) {
      if (happened.remembered) this.#options.answers.forget(happened.remembered);
      this.#fail(fault);
      throw fault;
    }
    if (image !== undefined) this.#release(image);
    return outcome;
  }

  /** Decided, and on its way to the disk. A mistake in here leaves the state half changed: it is not used again. */
  #happen(decision: Decision, options: SubmitOptions<unknown>, at: Instant): Happened<T> {
    try {
      const { answers, journal } = this.#options;
      const events = isRefusal(decision) ? [] : decision;
      const seq = this.#state.seq + 1;
      for (const event of events) evolve(this.#state, event, at);
      const outcome: Outcome = isRefusal(decision)
        ? { kind: "refused", refusal: decision }
        : { kind: "done", events, answer: options.answer?.(this.#state, events) };
      const remembered = options.remember && answers.keep(options.remember, outcome, at);
      if (events.length === 0 && !remembered) return { outcome, durable: null };
      const durable = journal.append(remembered ? { seq, at, events, remembered } : { seq, at, events });
      this.#last = durable;
      return { outcome, image: this.#imageOf(events, at), remembered, durable };
    } catch (bug) {
      this.#fail(bug);
      throw bug;
    }
  }

  /** Made while the disk works. What is on its way there happens, whatever becomes of telling it. */
  #imageOf(events: readonly HallEvent[], at: Instant): T | undefined {
    if (events.length === 0) return undefined;
    try {
      return this.#options.afterimage.make(this.#state, events, at);
    } catch (bug) {
      this.#fail(bug);
      return undefined;
    }
  }

  /** What is durable has happened, whatever becomes of telling it: after a mistake all is shown anew. */
  #release(image: T): void {
    try {
      this.#options.afterimage.release(image);
    } catch (bug) {
      this.#fail(bug);
    }
  }

  /** Resolves when nothing is on its way to the disk any more, whether it arrived there or not. */
  async quiet(): Promise<void> {
    await this.#last.catch(() => {});
  }

  /** Goes on from a state replayed from the journal, after a fault has passed. */
  resume(state: HallState): void {
    this.#state = state;
    this.#fault = null;
    this.#last = Promise.resolve();
  }

  #fail(fault: unknown): void {
    if (this.#fault) return;
    this.#fault = fault;
    this.#options.onFault(fault);
  }
}
