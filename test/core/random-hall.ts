import * as fc from "fast-check";
import { nextDeadline } from "../../src/core/deadlines.ts";
import type { Decision } from "../../src/core/decide.ts";
import { isRefusal } from "../../src/core/decide.ts";
import { effectsOf } from "../../src/core/effects.ts";
import type { HallEvent } from "../../src/core/events.ts";
import type { Intent, IntentOf, IntentType } from "../../src/core/intents.ts";
import type { HallRules } from "../../src/core/rules.ts";
import type { Ticket } from "../../src/core/state.ts";
import { ForwardClock } from "../../src/runtime/clock.ts";
import { MINUTE, NINE, rules, TestHall } from "./given.ts";

/** What one intent is made from: indices into what the hall has, and a few choices. */
export interface Draw {
  type: IntentType;
  window: string;
  service: string;
  /** Picks one of the tickets, visits, jobs … that there are. */
  pick: number;
  choice: number;
  /** How long after the step before, by a clock that never jumps. */
  passMs: number;
  /** How far somebody sets the clock on the wall. */
  jumpMs: number;
}

const HOUR = 60 * MINUTE;
const QUEUES = ["tax", "cars", "id-cards", "none"];
const DISPENSERS = ["D1", "D2", "D3"];
const CLERKS = ["li", "drolma", "nobody"];

/** How often each intent comes among a hundred or so: people do some things all day long, and others rarely. */
const OFTEN: Partial<Record<IntentType, number>> = {
  "issue-ticket": 24,
  "call-next": 16,
  finish: 10,
  start: 6,
  "start-job": 6,
  "end-job": 6,
  "open-window": 4,
  resume: 4,
  "book-appointment": 4,
  "propose-sign": 4,
  "adopt-config": 2,
  transfer: 3,
  park: 3,
  unpark: 3,
};

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

function oneOf<T>(things: Iterable<T>, index: number): T | undefined {
  const all = [...things];
  return all[index % Math.max(1, all.length)];
}

type Make<T extends IntentType> = (draw: Draw, hall: RandomHall) => IntentOf<T>;

/** One intent of every type that there is. */
const INTENTS: { [T in IntentType]: Make<T> } = {
  "adopt-config": ({ pick, window }, { variants }) => {
    const index = pick % variants.length;
    return {
      type: "adopt-config",
      rules: variants[index] ?? rules(),
      hash: `variant ${index}`,
      by: `clerk:${window}`,
    };
  },
  "open-day": (_draw, hall) => ({ type: "open-day", day: hall.today() }),
  "issue-ticket": ({ service, pick, choice }, hall) => ({
    type: "issue-ticket",
    ticket: hall.newId(),
    service,
    channel: "kiosk",
    by: "anyone",
    ...(choice % 4 === 1 ? { lane: "priority" as const, reason: "age" } : {}),
    ...(choice % 4 === 2 ? { lane: "appointment" as const, ...hall.bookedAt(pick) } : {}),
    ...(choice % 3 === 0 ? { dispenser: DISPENSERS[pick % 3] ?? "D1", printerReady: choice % 5 !== 0 } : {}),
    ...(choice % 7 === 0 ? { holder: { hash: `holder ${pick % 3}`, text: "sealed" } } : {}),
    ...(choice % 11 === 0 ? { escort: true } : {}),
  }),
  "cancel-ticket": ({ pick }, hall) => ({ type: "cancel-ticket", ticket: hall.ticketAt(pick), by: "holder" }),
  "call-next": ({ window, choice, pick }) => ({
    type: "call-next",
    window,
    by: `clerk:${window}`,
    finishFirst: choice % 3 === 0,
    ...(choice % 5 === 0 ? { advised: QUEUES[pick % QUEUES.length] ?? "tax" } : {}),
  }),
  "call-ticket": ({ window, pick, choice }, hall) => ({
    type: "call-ticket",
    window,
    ticket: hall.ticketAt(pick),
    reason: "asked",
    by: `clerk:${window}`,
    finishFirst: choice % 2 === 0,
  }),
  recall: ({ window }) => ({ type: "recall", window, by: `clerk:${window}` }),
  start: ({ window }) => ({ type: "start", window, by: `clerk:${window}` }),
  "no-show": ({ window }) => ({ type: "no-show", window, by: `clerk:${window}` }),
  finish: ({ window, choice }) => ({
    type: "finish",
    window,
    outcome: "done",
    inviteRating: choice % 2 === 0,
    by: `clerk:${window}`,
  }),
  park: ({ window }) => ({ type: "park", window, by: `clerk:${window}` }),
  unpark: ({ window, pick }, hall) => ({
    type: "unpark",
    window,
    ticket: hall.ticketAt(pick, "parked"),
    by: `clerk:${window}`,
  }),
  transfer: ({ window, pick, choice }) => ({
    type: "transfer",
    window,
    to:
      choice % 2 === 0
        ? { queue: QUEUES[pick % QUEUES.length] ?? "tax" }
        : { window: String(1 + (pick % 5)) },
    keepPlace: choice % 3 === 0,
    by: `clerk:${window}`,
  }),
  "walk-in": ({ window, service }, hall) => ({
    type: "walk-in",
    window,
    service,
    ticket: hall.newId(),
    by: `clerk:${window}`,
  }),
  "undo-no-show": ({ window }) => ({ type: "undo-no-show", window, by: `clerk:${window}` }),
  "return-no-show": ({ pick }, hall) => ({
    type: "return-no-show",
    ticket: hall.ticketAt(pick, "no-show"),
    by: "holder",
  }),
  "correct-outcome": ({ pick, window }, hall) => ({
    type: "correct-outcome",
    visit: oneOf(hall.state.visits.keys(), pick) ?? "none",
    outcome: "referred",
    by: `clerk:${window}`,
  }),
  "correct-service": ({ window, service }) => ({
    type: "correct-service",
    window,
    service,
    by: `clerk:${window}`,
  }),
  "add-case": ({ window, service }) => ({ type: "add-case", window, service, by: `clerk:${window}` }),
  "make-promise": ({ window, pick, choice }) => ({
    type: "make-promise",
    window,
    papers: ["photo"],
    by: `clerk:${window}`,
    ...(choice % 2 === 0 ? { dispenser: DISPENSERS[pick % 3] ?? "D1" } : {}),
    ...(choice % 3 === 0 ? { workdays: choice % 8 } : {}),
  }),
  "sign-in": ({ window, pick, choice }) => ({
    type: "sign-in",
    window,
    clerk: CLERKS[pick % CLERKS.length] ?? "li",
    handOver: choice % 2 === 0,
  }),
  "sign-out": ({ window, pick }) => ({
    type: "sign-out",
    window,
    clerk: CLERKS[pick % CLERKS.length] ?? "li",
    reason: "tea",
  }),
  "book-appointment": ({ service, pick }, hall) => ({
    type: "book-appointment",
    appointment: hall.newId(),
    service,
    slotAt: hall.slotAt(pick),
    by: "anyone",
  }),
  "move-appointment": ({ pick, choice }, hall) => ({
    type: "move-appointment",
    appointment: oneOf(hall.state.appointments.keys(), pick) ?? "none",
    slotAt: hall.slotAt(choice),
    by: "holder",
  }),
  "cancel-appointment": ({ pick }, hall) => ({
    type: "cancel-appointment",
    appointment: oneOf(hall.state.appointments.keys(), pick) ?? "none",
    by: "holder",
  }),
  "miss-appointment": ({ pick }, hall) => ({
    type: "miss-appointment",
    appointment: oneOf(hall.state.appointments.keys(), pick) ?? "none",
  }),
  "take-escort": ({ pick }, hall) => ({ type: "take-escort", ticket: hall.ticketAt(pick), by: "guide" }),
  "end-escort": ({ pick }, hall) => ({ type: "end-escort", ticket: hall.ticketAt(pick), by: "guide" }),
  "void-unprinted": ({ pick }, hall) => ({ type: "void-unprinted", job: hall.jobAt(pick) }),
  "end-session": (_draw, hall) => ({ type: "end-session", session: hall.today() }),
  "find-empty-post": ({ window }) => ({ type: "find-empty-post", window }),
  "find-overrun": ({ pick }, hall) => ({
    type: "find-overrun",
    visit: oneOf(hall.state.visits.keys(), pick) ?? "none",
  }),
  pause: ({ window }) => ({ type: "pause", window, reason: "tea", by: `clerk:${window}` }),
  resume: ({ window }) => ({ type: "resume", window, by: `clerk:${window}` }),
  "open-window": ({ window }) => ({ type: "open-window", window, by: `clerk:${window}` }),
  "close-window": ({ window }) => ({
    type: "close-window",
    window,
    reason: "",
    by: `clerk:${window}`,
  }),
  "propose-sign": ({ window, pick }) => ({
    type: "propose-sign",
    window,
    sign: signOf(pick),
    expected: { kind: "relieve", reliefMinutes: 10, harmMinutes: 1 },
  }),
  "accept-proposal": ({ pick, window }, hall) => ({
    type: "accept-proposal",
    proposal: hall.proposalAt(pick),
    by: `clerk:${window}`,
  }),
  "decline-proposal": ({ pick, window }, hall) => ({
    type: "decline-proposal",
    proposal: hall.proposalAt(pick),
    by: `clerk:${window}`,
  }),
  "expire-proposal": ({ pick }, hall) => ({ type: "expire-proposal", proposal: hall.proposalAt(pick) }),
  "return-signs": () => ({ type: "return-signs" }),
  "advise-hour": ({ window, pick, choice }) => ({
    type: "advise-hour",
    advice: [
      {
        what: "open",
        queue: QUEUES[pick % QUEUES.length] ?? "tax",
        windows: [window],
        workMinutes: 90,
        shortMinutes: choice * 40,
      },
      ...(choice % 2 === 0 ? [{ what: "close", window, spareMinutes: 30 } as const] : []),
    ],
  }),
  "dismiss-advice": ({ pick }, hall) => ({
    type: "dismiss-advice",
    advice: oneOf(hall.state.scheduling.advice.keys(), pick) ?? "none",
    by: "manager",
  }),
  "override-sign": ({ window, pick }) => ({
    type: "override-sign",
    window,
    sign: signOf(pick),
    reason: "seen from the gallery",
    by: "manager",
  }),
  "undo-sign": () => ({ type: "undo-sign", by: "manager" }),
  "pin-sign": ({ window }) => ({ type: "pin-sign", window, by: "manager" }),
  "unpin-sign": ({ window }) => ({ type: "unpin-sign", window, by: "manager" }),
  "set-scheduler-mode": ({ window, choice, pick }) => ({
    type: "set-scheduler-mode",
    mode: (["off", "advise", "automatic", "automatic"] as const)[pick % 4] ?? "off",
    by: "manager",
    ...(choice % 2 === 0 ? { window } : {}),
  }),
  "find-hot": ({ pick, choice }, hall) => ({
    type: "find-hot",
    queue: QUEUES[pick % QUEUES.length] ?? "tax",
    overSince: hall.at - (choice % 10) * MINUTE,
  }),
  "find-cooled": ({ pick }) => ({ type: "find-cooled", queue: QUEUES[pick % QUEUES.length] ?? "tax" }),
  "rate-visit": ({ pick, choice, window }, hall) => {
    const visit = oneOf(hall.state.visits.values(), pick);
    return {
      type: "rate-visit",
      visit: visit?.id ?? "none",
      level: 4,
      channel: "phone",
      ...(choice % 3 === 0 ? { reasons: ["slow", "unclear"], text: "…" } : {}),
      by: choice % 2 === 0 ? { ticket: visit?.ticket ?? "none" } : { window },
    };
  },
  "rate-at-window": ({ window }) => ({ type: "rate-at-window", window, level: 2, channel: "pad" }),
  reprint: ({ pick, choice, window }, hall) => ({
    type: "reprint",
    ticket: hall.ticketAt(pick),
    paper: (["ticket", "case-slip", "promise-slip"] as const)[choice % 3] ?? "ticket",
    dispenser: DISPENSERS[choice % 3] ?? "D1",
    by: `clerk:${window}`,
  }),
  "print-notice": ({ service, choice }) => ({
    type: "print-notice",
    service,
    dispenser: DISPENSERS[choice % 3] ?? "D1",
    by: "kiosk",
  }),
  "print-case-slip": ({ pick, choice, window }, hall) => ({
    type: "print-case-slip",
    visit: oneOf(hall.state.visits.keys(), pick) ?? "none",
    dispenser: DISPENSERS[choice % 3] ?? "D1",
    by: `clerk:${window}`,
  }),
  "print-day-slip": ({ choice }, hall) => ({
    type: "print-day-slip",
    anchor: { seq: hall.state.seq, hash: "0".repeat(64) },
    dispenser: DISPENSERS[choice % 3] ?? "D1",
    by: "manager",
  }),
  "move-print": ({ pick }, hall) => ({ type: "move-print", job: hall.jobAt(pick) }),
  "start-job": ({ pick }, hall) => ({ type: "start-job", job: hall.jobAt(pick) }),
  "end-job": ({ pick, choice }, hall) => ({
    type: "end-job",
    job: hall.jobAt(pick),
    result: (["done", "not-done", "unconfirmed", "unconfirmable", "give-up"] as const)[choice % 5] ?? "done",
  }),
};

function signOf(pick: number): string[] {
  return QUEUES.filter((_queue, index) => (pick >> index) & 1);
}

const types = Object.keys(INTENTS) as IntentType[];

/** A step of a day: what somebody wants, and what the clocks did meanwhile. */
const draw: fc.Arbitrary<Draw> = fc.record({
  type: fc.oneof(...types.map((type) => ({ weight: OFTEN[type] ?? 1, arbitrary: fc.constant(type) }))),
  window: fc.constantFrom("1", "2", "3", "4", "5"),
  service: fc.constantFrom("tax-return", "tax-advice", "car-plates", "id-card", "none"),
  pick: fc.nat({ max: 1000 }),
  choice: fc.nat({ max: 1000 }),
  passMs: fc.constantFrom(0, 0, 1, 1000, 1000, 20_000, 20_000, MINUTE, 8 * MINUTE),
  jumpMs: fc.oneof(
    { weight: 200, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.constantFrom(-25 * HOUR, -HOUR, -1, HOUR, 5 * HOUR, 49 * HOUR) },
  ),
});

const flag = fc.boolean();

/** A hall of three queues and up to five windows under rules drawn anew. */
const someRules: fc.Arbitrary<HallRules> = fc
  .record({
    signIn: flag,
    alwaysOpen: fc.constantFrom(true, true, false),
    sendHome: flag,
    twoSessions: flag,
    credit: fc.constantFrom(0, 5, 30),
    jumps: fc.constantFrom(0, 1, 3),
    noShowAfterSeconds: fc.constantFrom(null, 30),
    recallMaximum: fc.constantFrom(0, 2),
    autoCall: flag,
    voice: flag,
    copies: flag,
    voidAfter: fc.constantFrom(null, 2),
    quota: flag,
    stops: flag,
    holders: fc.constantFrom(null, 2),
    onePrefix: flag,
    width: fc.constantFrom(1, 3),
    mode: fc.constantFrom("off", "advise", "automatic"),
    windows: fc.constantFrom(2, 3, 5),
    withoutCars: fc.constantFrom(false, false, false, true),
    standIn: flag,
    untilNextWorkday: flag,
  } as const)
  .map((wish) =>
    rules((made) => {
      made.hall.access = wish.signIn ? "sign-in" : "open";
      Object.assign(made.calendar, {
        alwaysOpen: wish.alwaysOpen,
        atClosing: wish.sendHome ? "send-home" : "serve",
        weekdays: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        ...(wish.twoSessions
          ? {
              sessions: [
                { from: "09:00", to: "12:00" },
                { from: "13:30", to: "17:00" },
              ],
            }
          : {}),
      });
      Object.assign(made.calling, {
        priorityCreditMinutes: wish.credit,
        jumpsInRowMaximum: wish.jumps,
        noShowAfterSeconds: wish.noShowAfterSeconds,
        recallMaximum: wish.recallMaximum,
        autoCall: wish.autoCall,
      });
      made.voice.enabled = wish.voice;
      made.printing = { copyAfterUnconfirmed: wish.copies, voidUnprintedAfterMinutes: wish.voidAfter };
      made.holders = { ticketsPerDayAndQueue: wish.holders, hoardingFlagAt: wish.holders };
      made.rating.holderUntilNextWorkday = wish.untilNextWorkday;
      for (const queue of made.queues) {
        Object.assign(queue, { width: wish.width, appointmentsPerSlot: 2 });
        if (wish.onePrefix) queue.prefix = "";
        if (wish.quota) queue.quota = { perDay: 40, perSession: 30, perSlot: { minutes: 30, tickets: 5 } };
      }
      const [taxReturn, taxAdvice] = made.services;
      if (taxAdvice) taxAdvice.notice = { version: "1", validUntil: "2027-01-01", papers: [] };
      if (wish.stops && taxReturn) Object.assign(taxReturn, { stops: ["id-cards"], promisedWorkdays: 3 });
      made.windows.push(
        { id: "4", home: ["cars"], authorised: ["tax", "cars", "id-cards"] },
        { id: "5", home: ["tax"], authorised: ["tax", "id-cards"], autoCall: true },
      );
      made.windows.splice(wish.windows);
      if (wish.standIn) Object.assign(made.dispensers[0] ?? {}, { standIn: "D3" });
      made.dispensers.push({ id: "D3", prints: true, standIn: "D1" });
      made.scheduler = {
        mode: wish.mode,
        help: true,
        dwellMinutes: 5,
        changesPerHourMaximum: 3,
        queuesOnSignMaximum: 2,
        setupSeconds: 60,
        helpOverheadSeconds: 20,
        foreignFactor: 1.1,
        proposalMinutes: 5,
        hot: { waiting: 3, waitMinutes: 10, forMinutes: 2 },
        coldMinutes: 10,
      };
      if (wish.withoutCars) leaveOutCars(made);
    }),
  );

function leaveOutCars(made: HallRules): void {
  const others = (queues: string[]) => queues.filter((id) => id !== "cars");
  made.queues = made.queues.filter(({ id }) => id !== "cars");
  made.services = made.services.filter(({ queue }) => queue !== "cars");
  made.windows = made.windows
    .map((window) => ({ ...window, home: others(window.home), authorised: others(window.authorised) }))
    .filter(({ home }) => home.length > 0);
  made.clerks = made.clerks.filter(({ id }) => id !== "drolma");
}

export const randomDay = fc.record({
  variants: fc.array(someRules, { minLength: 2, maxLength: 4 }),
  draws: fc.array(draw, { minLength: 1, maxLength: 500, size: "max" }),
});

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
    return (INTENTS[each.type] as Make<typeof each.type>)({ ...each, window }, this);
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
