import fc from "fast-check";
import t from "tap";
import { adviseHour } from "../../src/scheduler/advice.ts";
import { buildArena } from "../../src/scheduler/arena.ts";
import { arrivalRate, fadeArrivals, learnArrival, noArrivals } from "../../src/scheduler/forecast.ts";
import type { HallFacts, SchedulerRules } from "../../src/scheduler/model.ts";
import { NextFree } from "../../src/scheduler/next-free.ts";
import { groupMeanMs, learnService, noServices, pace } from "../../src/scheduler/service-times.ts";
import {
  decideCall,
  decideRecall,
  decideSigns,
  decideWait,
  QUICK,
  type Session,
  type Settings,
  startSession,
  THOROUGH,
  tell,
} from "../../src/scheduler/session.ts";
import { promisingMoves } from "../../src/scheduler/sign-options.ts";
import { isUncovered, mayShow, noteWish } from "../../src/scheduler/sign-rules.ts";
import { staticWaits } from "../../src/scheduler/static-waits.ts";
import { waitCost, waitSlope } from "../../src/scheduler/wait-cost.ts";

const MINUTE_MS = 60_000;
const OPEN = 9 * 60 * MINUTE_MS;
const CLOSE = OPEN + 180 * MINUTE_MS;
const [A, B] = [0, 1];

const RULES: SchedulerRules = {
  setupMs: MINUTE_MS,
  dwellMs: 10 * MINUTE_MS,
  maxPerHour: 3,
  maxSign: 1,
  help: false,
  helpOverheadMs: 20_000,
  foreignFactor: 1.1,
  apptLeadMs: 10 * MINUTE_MS,
  callTimeoutMs: 45_000,
  tickMs: 30_000,
};

/** Window 0 serves A, window 1 serves B and may do A, window 2 is closed and may do A. */
function hall(rules: Partial<SchedulerRules> = {}, settings: Settings = THOROUGH): Session {
  const group = (id: string, perQuarter: number) => ({
    id,
    meanMs: 8 * MINUTE_MS,
    cv: 0.7,
    history: new Array<number>(96).fill(perQuarter),
  });
  const facts: HallFacts = {
    rules: { ...RULES, ...rules },
    sessions: [[OPEN, CLOSE]],
    groups: [group("A", 2), group("B", 0.1)],
    windows: [
      { id: 1, home: [A], skills: [A], breaks: [] },
      { id: 2, home: [B], skills: [B, A], breaks: [] },
      { id: 3, home: [A], skills: [A], breaks: [] },
    ],
  };
  const session = startSession(facts, 1, settings);
  for (const window of [0, 1]) tell(session, { t: OPEN, e: "open", window });
  return session;
}

function arrive(
  session: Session,
  t: number,
  ticket: number,
  group: number,
  lane: "normal" | "prio" = "normal",
) {
  tell(session, { t, e: "arrive", ticket, group, lane, slot: null });
}

t.test("who would think for ever stops when the budget is spent, and decides", async (t) => {
  const endless: Settings = {
    calls: { ...THOROUGH.calls, futures: Number.MAX_SAFE_INTEGER },
    moves: { ...THOROUGH.moves, futures: Number.MAX_SAFE_INTEGER },
  };
  const wait = (session: Session, group: number, count: number) => {
    for (let n = 0; n < count; n += 1)
      tell(session, { t: OPEN, e: "arrive", ticket: 100 * group + n, group, lane: "normal", slot: null });
  };
  const helping = hall({ help: true }, endless);
  wait(helping, A, 12);
  wait(helping, B, 1);
  t.type(decideCall(helping, OPEN + MINUTE_MS, 1).group, "number");
  const moving = hall({}, endless);
  wait(moving, A, 12);
  for (const wish of decideSigns(moving, OPEN + 11 * MINUTE_MS)) t.match(wish, { window: 1, sign: [A] });
});

t.test("a hot queue gets the cold window, with the reason in figures", async (t) => {
  const session = hall();
  for (let n = 0; n < 9; n++) arrive(session, OPEN + n * MINUTE_MS, n, A);
  tell(session, { t: OPEN + 9 * MINUTE_MS, e: "call", window: 0, ticket: 0, group: A, off: false });
  const [proposal] = decideSigns(session, OPEN + 17 * MINUTE_MS);
  t.match(proposal, { window: 1, sign: [A] });
  t.match(proposal?.reason, { kind: "relieve", group: A, waiting: 8, oldestMinutes: 16, idleMinutes: 17 });
  t.ok((proposal?.reason.reliefMinutes ?? 0) > (proposal?.reason.harmMinutes ?? 0));
  t.strictSame(decideSigns(session, OPEN + 18 * MINUTE_MS), [], "one change of a window at a time");

  tell(session, { t: OPEN + 18 * MINUTE_MS, e: "sign", window: 1, sign: [A] });
  t.notOk(mayShow(session.state, { window: 1, sign: [B] }), "the new sign stands for its dwell");
  arrive(session, OPEN + 19 * MINUTE_MS, 50, B);
  const [recall] = decideRecall(session, OPEN + 19 * MINUTE_MS);
  t.match(recall, { window: 1, sign: [B], reason: { kind: "recall", group: B, waiting: 1 } });
});

t.test("without simulating, the same hot queue gets the same window", async (t) => {
  const session = hall({}, QUICK);
  for (let n = 0; n < 9; n++) arrive(session, OPEN + n * MINUTE_MS, n, A);
  const [proposal] = decideSigns(session, OPEN + 17 * MINUTE_MS);
  t.match(proposal, { window: 1, sign: [A], reason: { kind: "relieve", group: A, waiting: 9 } });
});

t.test("a wish that came to nothing is given up, and not repeated at once", async (t) => {
  const session = hall();
  for (let n = 0; n < 9; n++) arrive(session, OPEN, n, A);
  tell(session, { t: OPEN, e: "call", window: 0, ticket: 0, group: A, off: false });
  const first = OPEN + 17 * MINUTE_MS;
  t.equal(decideSigns(session, first).length, 1);
  t.strictSame(decideSigns(session, first + 3 * MINUTE_MS), []);
  t.equal(session.state.windows[1]?.wanted, null);
  t.equal(decideSigns(session, first + 14 * MINUTE_MS).length, 1, "after a dwell it may be tried again");
});

t.test("a window that only finishes its citizen before its break is given no other sign", async (t) => {
  const pause: [number, number] = [OPEN + 10 * MINUTE_MS, OPEN + 40 * MINUTE_MS];
  const { facts } = hall().state;
  const windows = facts.windows.map((window) => (window.id === 2 ? { ...window, breaks: [pause] } : window));
  const session = startSession({ ...facts, windows }, 1);
  for (const window of [0, 1]) tell(session, { t: OPEN, e: "open", window });
  arrive(session, OPEN + MINUTE_MS, 1, B);
  tell(session, { t: OPEN + MINUTE_MS, e: "call", window: 1, ticket: 1, group: B, off: false });
  const toA = { window: 1, sign: [A] };
  session.state.now = pause[0] - 1;
  t.ok(mayShow(session.state, toA), "a minute before it may");
  session.state.now = pause[0];
  t.notOk(mayShow(session.state, toA), "now it is about to leave");
  arrive(session, pause[0], 2, B);
  t.ok(isUncovered(session.state, B), "and who comes for its sign is not left to it");
  tell(session, { t: pause[0] + MINUTE_MS, e: "end", window: 1, ticket: 1, group: B, noShow: false });
  t.notOk(isUncovered(session.state, B), "its clerk has finished and stays: it covers again");
});

t.test(
  "whom a window leaves in the lurch, once its long visit is over, gets another window now",
  async (t) => {
    const session = hall({ maxPerHour: 9 });
    tell(session, { t: OPEN, e: "open", window: 2 });
    const { state } = session;
    for (const window of state.facts.windows) window.skills = [A, B];
    session.arena = buildArena(state.facts);
    arrive(session, OPEN, 1, B);
    tell(session, { t: OPEN, e: "call", window: 1, ticket: 1, group: B, off: false });
    state.now = OPEN + 11 * MINUTE_MS;
    noteWish(state, { window: 1, sign: [A] });
    arrive(session, OPEN + 12 * MINUTE_MS, 2, B);
    t.notOk(isUncovered(state, B), "its sign still says B");
    const [recall] = decideRecall(session, OPEN + 12 * MINUTE_MS);
    t.match(recall, { sign: [B] });
    t.not(recall?.window, 1);
  },
);

t.test("each change of a sign is weighed once, also the one that is a way home", async (t) => {
  const session = hall({ maxPerHour: 9, dwellMs: 0 });
  tell(session, { t: OPEN, e: "sign", window: 1, sign: [A] });
  for (let n = 0; n < 9; n++) arrive(session, OPEN, n, B);
  session.state.now = OPEN + 20 * MINUTE_MS;
  const moves = promisingMoves(session.state).map(({ window, sign }) => `${window} ${sign}`);
  t.strictSame(moves, ["1 1"]);
});

t.test("where no change in an hour is allowed, signs change for somebody uncovered only", async (t) => {
  const toA = { window: 1, sign: [A] };
  const { state } = hall({ maxPerHour: 0 });
  t.notOk(mayShow(state, toA));
  t.ok(mayShow(hall({ maxPerHour: 1 }).state, toA), "one would do");
  const uncovered = hall({ maxPerHour: 0 });
  tell(uncovered, { t: OPEN + 1, e: "close", window: 0 });
  arrive(uncovered, OPEN + 2, 1, A);
  t.ok(mayShow(uncovered.state, toA));
});

t.test("a newcomer is left to the idle home window, unless the hall does not ask it", async (t) => {
  const session = hall({ help: true });
  arrive(session, OPEN + MINUTE_MS, 1, A);
  t.equal(decideCall(session, OPEN + MINUTE_MS, 1).group, null, "window 0 is at home and will be asked");
  t.equal(decideCall(session, OPEN + MINUTE_MS, 0).group, A);
  tell(session, { t: OPEN + MINUTE_MS, e: "call", window: 0, ticket: 1, group: A, off: false });
  arrive(session, OPEN + 2 * MINUTE_MS, 2, A);
  t.equal(decideCall(session, OPEN + 2 * MINUTE_MS, 1).group, A, "nobody at home: help at once");

  const deaf = hall({ help: true });
  arrive(deaf, OPEN + MINUTE_MS, 1, A);
  t.equal(decideCall(deaf, OPEN + MINUTE_MS, 1).group, null);
  arrive(deaf, OPEN + 2 * MINUTE_MS, 2, A);
  t.equal(decideCall(deaf, OPEN + 2 * MINUTE_MS, 1).group, A, "it waited in vain, so no more manners");
});

t.test("priority goes first, and a long wait beats a short service", async (t) => {
  const session = hall({ help: true });
  arrive(session, OPEN, 1, B);
  arrive(session, OPEN + 2 * MINUTE_MS, 2, B, "prio");
  const { candidates } = decideCall(session, OPEN + 3 * MINUTE_MS, 1);
  t.equal(candidates[0]?.ticket.ticket, 2);
  const minutes = fc.double({ min: 0, max: 200, noNaN: true });
  const convex = fc.property(minutes, minutes, (a, b) => {
    const [short, long] = a < b ? [a, b] : [b, a];
    return waitSlope(short) <= waitSlope(long) && waitCost(short) <= waitCost(long);
  });
  t.doesNotThrow(() => fc.assert(convex));
});

t.test("an estimate knows the queue ahead", async (t) => {
  const session = hall();
  t.equal(decideWait(session, OPEN, 5), null, "nobody of that number waits");
  for (let n = 0; n < 6; n++) arrive(session, OPEN, n, A);
  tell(session, { t: OPEN, e: "call", window: 0, ticket: 0, group: A, off: false });
  const near = decideWait(session, OPEN, 1);
  const far = decideWait(session, OPEN, 5);
  t.ok(near !== null && far !== null && near.mid < far.mid);
  t.ok(far !== null && far.lo <= far.mid && far.mid <= far.hi);
});

t.test("advice names what will be short and who could do it", async (t) => {
  const session = hall();
  for (let n = 0; n < 20; n++) arrive(session, OPEN, n, A);
  const [advice] = adviseHour(session.state);
  t.match(advice, { group: A, windows: [2] });
  t.ok((advice?.shortMinutes ?? 0) > 60);
  t.strictSame(adviseHour(hall().state), []);
});

t.test("one forgotten finish does not move the estimates, a slow clerk does", async (t) => {
  const estimate = noServices(1, 2);
  const visit = { group: 0, window: 0, foreign: 1, noShow: false };
  learnService(estimate, { ...visit, durationMs: 500 * MINUTE_MS }, 8 * MINUTE_MS);
  t.ok(groupMeanMs(estimate, 0, 8 * MINUTE_MS) < 9 * MINUTE_MS);
  for (let n = 0; n < 100; n++) {
    learnService(estimate, { ...visit, window: 0, durationMs: 8 * MINUTE_MS }, 8 * MINUTE_MS);
    learnService(estimate, { ...visit, window: 1, durationMs: 16 * MINUTE_MS }, 8 * MINUTE_MS);
  }
  t.ok(pace(estimate, 1) > 1.3 * pace(estimate, 0));
});

t.test("the forecast follows an odd day, and a first day without history", async (t) => {
  const sessions = [[OPEN, CLOSE]] as const;
  const busy = { ...noArrivals(2) };
  const histories = [new Array<number>(96).fill(3), []];
  for (let n = 1; n <= 60; n++) {
    fadeArrivals(busy, histories, sessions, OPEN + n * MINUTE_MS);
    learnArrival(busy, 0);
    if (n % 3 === 0) learnArrival(busy, 1);
  }
  const perHour = (g: number) =>
    60 * MINUTE_MS * arrivalRate(busy, g, histories[g] ?? [], sessions, OPEN + 61 * MINUTE_MS);
  t.ok(perHour(0) > 30 && perHour(0) < 66, `history says 12, today 60: ${perHour(0)}`);
  t.ok(perHour(1) > 12 && perHour(1) < 24, `no history, today 20: ${perHour(1)}`);
  t.equal(arrivalRate(busy, 0, histories[0] ?? [], sessions, CLOSE + 1), 0, "nobody comes after closing");
});

t.test("the window that is free next is always the one of the smallest time", async (t) => {
  const windows = 9;
  const time = fc.oneof(fc.double({ min: 0, max: 60, noNaN: true }), fc.constant(Number.POSITIVE_INFINITY));
  const changes = fc.array(fc.tuple(fc.nat({ max: windows - 1 }), time), { maxLength: 60 });
  const property = fc.property(changes, (all) => {
    const free = new NextFree(windows);
    const times = new Array<number>(windows).fill(Number.POSITIVE_INFINITY);
    return all.every(([w, at]) => {
      free.set(w, at);
      times[w] = at;
      const soonest = Math.min(...times);
      if (soonest === Number.POSITIVE_INFINITY) return free.first === -1;
      return times[free.first] === soonest && free.at[free.first] === soonest;
    });
  });
  t.doesNotThrow(() => fc.assert(property));
});

t.test("a queue that hardly waits at home is known before the day, and its minutes count more", async (t) => {
  const { facts } = hall().state;
  const [hot, cold] = staticWaits(facts);
  const load = (2 * 8) / 15 / 2;
  const erlang = (8 * load ** 2) / (1 - load ** 2);
  t.ok(
    Math.abs((hot ?? 0) / (0.745 * erlang) - 1) < 0.15,
    "two windows: near Erlang's wait, less for the cv",
  );
  const few = (0.1 * 8) / 15;
  t.ok(Math.abs((cold ?? 0) / (0.745 * 8 * (few / (1 - few))) - 1) < 0.05, "one: Pollaczek and Khinchine's");
  const { protection } = hall().arena;
  t.ok((protection[B] ?? 0) > 2 * (protection[A] ?? 0));
  const perQuarter = (n: number) => new Array<number>(96).fill(n);
  const [, busier] = facts.groups;
  const rarer = { ...busier, history: perQuarter(0.05) } as HallFacts["groups"][number];
  const withRarer = buildArena({ ...facts, groups: [facts.groups[A] as typeof rarer, rarer] }).protection;
  t.ok((withRarer[B] ?? 0) > 1.5 * (protection[B] ?? 0), "half as many people, each counting about twice");
  const silent = { ...facts, groups: facts.groups.map((g) => ({ ...g, history: [] })) };
  t.strictSame([...staticWaits(silent)], [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
});
