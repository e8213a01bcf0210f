import * as fc from "fast-check";
import type { IntentOf, IntentType } from "../../src/core/intents.ts";
import { HOUR, MINUTE, rules } from "./given.ts";
import type { RandomHall } from "./random-hall.ts";

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

/** Any index picks one, as long as there are any. */
export function oneOf<T>(things: Iterable<T>, index: number): T | undefined {
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
export const randomDraw: fc.Arbitrary<Draw> = fc.record({
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

/** What the draw comes to in this hall. */
export function intentOf<T extends IntentType>(type: T, draw: Draw, hall: RandomHall): IntentOf<T> {
  return INTENTS[type](draw, hall);
}
