import * as fc from "fast-check";
import { nextDeadline } from "../../src/core/deadlines.ts";
import type { Decision } from "../../src/core/decide.ts";
import { isRefusal } from "../../src/core/decide.ts";
import { effectsOf } from "../../src/core/effects.ts";
import type { HallEvent } from "../../src/core/events.ts";
import type { Intent, IntentType } from "../../src/core/intents.ts";
import type { HallRules } from "../../src/core/rules.ts";
import type { Ticket } from "../../src/core/state.ts";
import { ForwardClock } from "../../src/runtime/clock.ts";
import { HOUR, MINUTE, NINE, rules, TestHall } from "./given.ts";
import { type Draw, intentOf, oneOf, randomDraw } from "./random-intents.ts";
import { randomRules } from "./random-rules.ts";

export const randomDay = fc.record({
  variants: fc.array(randomRules, { minLength: 2, maxLength: 4 }),
  draws: fc.array(randomDraw, { minLength: 1, maxLength: 500, size: "max" }),
});

const WITH_TICKET: ReadonlySet<IntentType> = new Set([
  ...(["recall", "start", "no-show", "finish", "park", "transfer"] as const),
  ...(["correct-service", "add-case", "make-promise"] as const),
]);
const FREE: ReadonlySet<IntentType> = new Set([
  "call-next",
  "call-ticket",
  "unpark",
  "walk-in",
  "propose-sign",
]);

/** More than a moment can bring about in a hall of this size. */
const DUE_MOST = 200;

/** A hall under random people, rules and clocks. It throws at the first thing that must not be. */
export class RandomHall extends TestHall {
  readonly variants: HallRules[];
  readonly #wall = { atMs: NINE, monotonicMs: 0 };
  readonly #clock: ForwardClock;
  #ids = 0;
  #largestCreditMs = 0;
  readonly #numbers = new Set<string>();
  #issuedToday = new Set<string>();

  constructor(variants: HallRules[]) {
    super(variants[0]);
    this.variants = variants;
    this.#clock = new ForwardClock(
      { now: () => this.#wall.atMs, realMs: (hallMs) => hallMs },
      () => this.#wall.monotonicMs,
    );
    this.#learnCredit();
  }

  lives(draws: Draw[]): this {
    for (const each of draws) this.step(each);
    return this;
  }

  step(each: Draw): void {
    this.#wall.monotonicMs += each.passMs;
    this.#wall.atMs += each.passMs + each.jumpMs;
    this.#readClock();
    this.#doDue();
    this.wants(this.intentOf(each));
  }

  intentOf(each: Draw): Intent {
    const window = this.#windowFor(each);
    return intentOf(each.type, { ...each, window }, this);
  }

  /** Mostly a window where something can come of it: people see what is lit. */
  #windowFor({ type, window, pick, choice }: Draw): string {
    if (choice % 5 === 0) return window;
    const all = [...this.state.windows.values()];
    const wanted = all.filter(({ open, paused, ticket, lastNoShow }) => {
      if (WITH_TICKET.has(type)) return ticket !== null;
      if (type === "undo-no-show") return lastNoShow !== null && ticket === null;
      return FREE.has(type) && open && !paused && ticket === null;
    });
    return oneOf(wanted, pick)?.id ?? window;
  }

  wants(intent: Intent): Decision {
    const calls = intent.type === "call-next" ? this.#waiting() : [];
    const decision = this.tries(intent);
    if (isRefusal(decision)) return decision;
    effectsOf(this.state, decision);
    for (const event of decision) this.#check(event, calls);
    if (this.#issuedToday.size !== this.state.tickets.size) throw new Error("a ticket was lost");
    return decision;
  }

  bookedAt(pick: number): { appointment: string; service?: string } {
    const booked = oneOf(this.state.appointments.values(), pick);
    return booked ? { appointment: booked.id, service: booked.service } : { appointment: "none" };
  }

  newId(): string {
    this.#ids += 1;
    return `id${this.#ids}`;
  }

  today(): string {
    return new Date(this.at + 8 * HOUR).toISOString().slice(0, 10);
  }

  slotAt(pick: number): number {
    return Math.ceil((this.at + 1) / (30 * MINUTE) + (pick % 6)) * 30 * MINUTE;
  }

  /** A ticket of this state if there is one; any otherwise. */
  ticketAt(pick: number, state?: Ticket["state"]): string {
    const all = [...this.state.tickets.values()];
    const wanted = all.filter((ticket) => ticket.state === state);
    return oneOf(wanted.length > 0 ? wanted : all, pick)?.id ?? "none";
  }

  jobAt(pick: number): string {
    return oneOf(this.state.jobs.keys(), pick) ?? "none";
  }

  proposalAt(pick: number): string {
    return oneOf(this.state.scheduling.proposals.keys(), pick) ?? "none";
  }

  #readClock(): void {
    const now = this.#clock.now(this.state.at);
    if (now < this.at) throw new Error(`hall time went back by ${this.at - now} ms`);
    this.at = now;
  }

  /** What time alone brings about is done until nothing of it is due, and that comes soon. */
  #doDue(): void {
    let done = "";
    for (let count = 0; ; count += 1) {
      const deadline = nextDeadline(this.state, this.at);
      if (!deadline || deadline.at > this.at) return;
      const wish = JSON.stringify(deadline.intent);
      if (wish === done || count > DUE_MOST) throw new Error(`${wish} is due for ever`);
      done = wish;
      this.wants(deadline.intent);
    }
  }

  #check({ type, data }: HallEvent, waitedBefore: Ticket[]): void {
    if (type === "config-adopted") this.#learnCredit();
    if (type === "day-opened") this.#issuedToday = new Set();
    if (type === "ticket-issued") {
      const number = `${this.state.day} ${data.number}`;
      if (this.#numbers.has(number)) throw new Error(`number ${number} was given twice`);
      this.#numbers.add(number);
      this.#issuedToday.add(data.ticket);
    }
    if (type === "ticket-called" && data.reason === undefined) this.#checkBound(data.ticket, waitedBefore);
  }

  #learnCredit(): void {
    const { calling, appointments } = this.state.rules ?? rules();
    const minutes = Math.max(
      calling.priorityCreditMinutes,
      appointments.creditMinutes + appointments.lateMinutes,
    );
    this.#largestCreditMs = Math.max(this.#largestCreditMs, minutes * MINUTE);
  }

  #waiting(): Ticket[] {
    return [...this.state.tickets.values()]
      .filter((ticket) => ticket.state === "waiting")
      .map((ticket) => ({ ...ticket }));
  }

  /** Nobody in a line is passed over by who came later than the credit, save that the ordinary head may go first. */
  #checkBound(id: string, waitedBefore: Ticket[]): void {
    const called = waitedBefore.find((ticket) => ticket.id === id);
    // Who was transferred, or came back, has a place that says nothing of when they came.
    if (!called || called.since !== called.issuedAt || called.window !== null) return;
    for (const other of waitedBefore) {
      if (other.id === id || other.queue !== called.queue || other.window !== null) continue;
      if (other.lane !== "ordinary" || called.issuedAt <= other.rank + this.#largestCreditMs) continue;
      throw new Error(`${other.number} was passed over by ${called.number}, who came long after`);
    }
  }
}
