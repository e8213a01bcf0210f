import type { ExpectedOfHour } from "../../core/advice.ts";
import type { Instant, QueueId, WindowId } from "../../core/ids.ts";
import type { HallRules } from "../../core/rules.ts";
import type { ExpectedOfSign } from "../../core/scheduling.ts";
import type { HallState } from "../../core/state.ts";
import type { Learned } from "../../scheduler/learned.ts";
import { passTime } from "../../scheduler/observe.ts";
import type { SignProposal } from "../../scheduler/reasons.ts";
import { decideCall, type Session, startSession } from "../../scheduler/session.ts";
import { forgetRefused, noteWish } from "../../scheduler/sign-rules.ts";
import type { SimulatedWait } from "./announced-waits.ts";
import { type DayFact, type SessionFact, tellSession } from "./day-facts.ts";
import { factsOf, type Places, placesOf } from "./facts.ts";
import { hourAhead } from "./hour.ts";
import { Observer } from "./observer.ts";
import type { Planner } from "./planner.ts";

/** A change of a sign in the hall's names. */
export interface Wish {
  window: WindowId;
  sign: QueueId[];
  expected: ExpectedOfSign;
}

export interface SessionStart {
  state: HallState;
  rules: HallRules;
  at: Instant;
  seed: number;
  planner: Pick<Planner, "tell" | "plan" | "waits">;
  learned: Learned;
}

/** What a clerk starts with of whom nothing is known. */
const UNKNOWN_PACE = { sum: 0, visits: 0 };

/**
 * One day of the hall for the scheduler: calls are decided here, at once; signs by the planner, which hears the
 * same facts in its thread. The two halves together decide as one session would.
 */
export class HallSession {
  readonly #places: Places;
  readonly #observer: Observer;
  readonly #planner: SessionStart["planner"];
  readonly #seed: number;
  /** Today's facts, so that a change of what the scheduler may do does not cost what it has learned. */
  readonly #told: DayFact[] = [];
  #learned: Learned;
  #session: Session;

  constructor({ state, rules, at, seed, planner, learned }: SessionStart) {
    this.#places = placesOf(rules, at);
    this.#learned = learned;
    this.#observer = new Observer(this.#places);
    this.#planner = planner;
    this.#seed = seed;
    this.#session = this.#begin(state, rules);
    for (const fact of this.#observer.hallNow(state)) this.tell(fact);
  }

  /** What the scheduler may do or knows ahead has changed: another session, of the same day. */
  restart(state: HallState, rules: HallRules, learned: Learned = this.#learned): void {
    this.#learned = learned;
    this.#session = this.#begin(state, rules);
  }

  #begin(state: HallState, rules: HallRules): Session {
    const facts = factsOf(state, rules, this.#places, this.#learned);
    const told = this.#told.map((fact) => this.#asTold(fact));
    this.#planner.tell({ m: "begin", facts, seed: this.#seed, told });
    const session = startSession(facts, this.#seed);
    for (const fact of told) tellSession(session, fact);
    return session;
  }

  #asTold(fact: DayFact): SessionFact {
    if (fact.e !== "clerk") return fact;
    const { t, window, clerk } = fact;
    return { t, e: "pace", window, pace: this.#learned.paces.get(clerk ?? "") ?? UNKNOWN_PACE };
  }

  get observer(): Observer {
    return this.#observer;
  }

  tell(happened: DayFact): void {
    this.#told.push(happened);
    const fact = this.#asTold(happened);
    tellSession(this.#session, fact);
    this.#planner.tell({ m: "fact", fact });
  }

  /** From which queue a window that is free now shall call; nothing where the scheduler has no word. */
  call(id: WindowId, at: Instant): QueueId | undefined {
    const place = this.#places.windowAt.get(id);
    const window = this.#session.state.windows[place ?? -1];
    if (place === undefined || !window) return undefined;
    const t = at - this.#places.midnight;
    this.#planner.tell({ m: "pass", t });
    // A key that finishes a visit and calls is one intent: its visit is still in the facts.
    const { serving } = window;
    window.serving = null;
    try {
      const { group } = decideCall(this.#session, t, place);
      return group === null ? undefined : this.#places.queues[group];
    } finally {
      window.serving = serving;
    }
  }

  /** Whether somebody has come whom no window shows and, without help, nobody will call. */
  needsRecall(fact: DayFact): boolean {
    const { facts, windows } = this.#session.state;
    if (fact.e !== "arrive" || facts.rules.help) return false;
    return !windows.some(({ open, sign }) => open && sign.includes(fact.group));
  }

  /** The waits of some who wait now, and the queues that their groups stand for. */
  async waits(at: Instant): Promise<{ waits: SimulatedWait[]; queues: readonly QueueId[] }> {
    return { waits: await this.#planner.waits(at - this.#places.midnight), queues: this.#places.queues };
  }

  /** What people could do about the hour ahead. */
  adviseHour(hall: HallState, rules: HallRules, at: Instant): ExpectedOfHour[] {
    const { state } = this.#session;
    passTime(state, at - this.#places.midnight);
    return hourAhead(state, this.#places, hall, rules, at);
  }

  /** What signs should change now. */
  async plan(at: Instant, why: "tick" | "uncovered"): Promise<Wish[]> {
    const t = at - this.#places.midnight;
    passTime(this.#session.state, t);
    forgetRefused(this.#session.state);
    const session = this.#session;
    const proposals = await this.#planner.plan(t, why);
    if (session !== this.#session) return [];
    for (const proposal of proposals) noteWish(this.#session.state, proposal);
    return proposals.map((proposal) => this.#named(proposal));
  }

  #named({ window, sign, reason }: SignProposal): Wish {
    const { kind, reliefMinutes, harmMinutes } = reason;
    return {
      window: this.#places.windows[window] ?? "",
      sign: sign.flatMap((group) => this.#places.queues[group] ?? []),
      expected: { kind, reliefMinutes, harmMinutes },
    };
  }
}
