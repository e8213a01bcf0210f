import { confirmWait } from "./announce.ts";
import { fadeArrivals, learnArrival, noArrivals } from "./forecast.ts";
import { CALLS_FADE_MS, type HallFacts, type HallState, type Lane, type WindowNow } from "./model.ts";
import { learnService, noServices } from "./service-times.ts";
import { noWaits } from "./wait-record.ts";

/** Something that happened in the hall, as far as the scheduler cares; windows and groups by their place. */
export type HallFact = { t: number } & (
  | { e: "arrive"; ticket: number; group: number; lane: Lane; slot: number | null }
  | { e: "leave"; ticket: number; group: number }
  | { e: "open" | "close"; window: number }
  | { e: "call"; window: number; ticket: number; group: number; off: boolean }
  | { e: "end"; window: number; ticket: number; group: number; noShow: boolean }
  | { e: "sign"; window: number; sign: readonly number[] }
);

/** The state of a hall before its day begins. */
export function openingState(facts: HallFacts): HallState {
  return {
    facts,
    now: 0,
    windows: facts.windows.map((w) => closedAtHome(w.home)),
    queues: facts.groups.map(() => []),
    services: noServices(facts.groups.length, facts.windows.length),
    arrivals: noArrivals(facts.groups.length),
    waits: noWaits(),
    leftToOthers: null,
    asksEverybody: true,
  };
}

function closedAtHome(home: readonly number[]): WindowNow {
  return {
    open: false,
    sign: home,
    signSince: Number.NEGATIVE_INFINITY,
    changes: [],
    wanted: null,
    serving: null,
    idleSince: 0,
    askedAt: Number.NEGATIVE_INFINITY,
    calls: new Map(),
    refusedUntil: 0,
  };
}

/** Brings the state's clock to `t`; earlier times are ignored. */
export function passTime(state: HallState, t: number): void {
  if (t <= state.now) return;
  state.now = t;
  const histories = state.facts.groups.map((g) => g.history);
  fadeArrivals(state.arrivals, histories, state.facts.sessions, t);
}

/**
 * Folds one fact into the state, which the caller owns. Facts about unknown tickets, groups or windows change
 * nothing: the hall may know more than the scheduler.
 */
export function observe(state: HallState, fact: HallFact): void {
  passTime(state, fact.t);
  if (fact.e === "arrive") arrive(state, fact);
  else if (fact.e === "leave") forget(state, fact.group, fact.ticket);
  else {
    const window = state.windows[fact.window];
    if (window !== undefined) observeWindow(state, window, fact);
  }
}

type WindowFact = Extract<HallFact, { window: number }>;

function observeWindow(state: HallState, window: WindowNow, fact: WindowFact): void {
  switch (fact.e) {
    case "open":
      window.open = true;
      window.idleSince = fact.t;
      break;
    case "close":
      window.open = false;
      window.wanted = null;
      break;
    case "call":
      call(state, window, fact);
      break;
    case "end":
      end(state, window, fact);
      break;
    case "sign":
      sign(state, window, fact);
  }
}

function arrive(state: HallState, fact: HallFact & { e: "arrive" }): void {
  const queue = state.queues[fact.group];
  if (queue === undefined) return;
  const { ticket, group, lane, slot } = fact;
  queue.push({ ticket, group, at: fact.t, lane, slot });
  learnArrival(state.arrivals, group);
}

function forget(state: HallState, group: number, ticket: number): void {
  const queue = state.queues[group];
  const at = queue?.findIndex((waiting) => waiting.ticket === ticket) ?? -1;
  if (at >= 0) queue?.splice(at, 1);
  state.waits.pending.delete(ticket);
}

function call(state: HallState, window: WindowNow, fact: HallFact & { e: "call" }): void {
  confirmWait(state.waits, fact.ticket, fact.t);
  forget(state, fact.group, fact.ticket);
  window.serving = { ticket: fact.ticket, group: fact.group, since: fact.t, off: fact.off };
  const before = window.calls.get(fact.group);
  const kept = before === undefined ? 0 : before.sum * Math.exp((before.at - fact.t) / CALLS_FADE_MS);
  window.calls.set(fact.group, { sum: kept + 1, at: fact.t });
}

function end(state: HallState, window: WindowNow, fact: HallFact & { e: "end" }): void {
  const { serving } = window;
  window.serving = null;
  window.idleSince = fact.t;
  if (serving === null) return;
  const { rules, groups, windows } = state.facts;
  const group = groups[serving.group];
  if (group === undefined) return;
  const overheadMs = serving.off ? rules.helpOverheadMs : 0;
  const foreign = windows[fact.window]?.home.includes(serving.group) ? 1 : rules.foreignFactor;
  const durationMs = Math.max(0, fact.t - serving.since - overheadMs);
  const visit = { group: serving.group, window: fact.window, durationMs, foreign, noShow: fact.noShow };
  learnService(state.services, visit, group.meanMs);
}

function sign(state: HallState, window: WindowNow, fact: HallFact & { e: "sign" }): void {
  const { facts } = state;
  const home = facts.windows[fact.window]?.home ?? [];
  const wished = window.wanted !== null && sameSign(window.wanted.sign, fact.sign);
  const goesHomeAtOpening = !wished && sameSign(home, fact.sign);
  window.sign = fact.sign;
  window.signSince = goesHomeAtOpening ? Number.NEGATIVE_INFINITY : fact.t;
  window.wanted = null;
  if (!goesHomeAtOpening) window.changes.push(fact.t);
  if (window.serving === null) window.idleSince = fact.t;
}

/** Whether two signs show the same groups, in any order. */
export function sameSign(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((g) => b.includes(g));
}
