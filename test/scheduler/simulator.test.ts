import t from "tap";
import { everyoneAuthorised, frictionless } from "../../simulators/hall-des/bounds.ts";
import type { Day, DayTicket, Hall } from "../../simulators/hall-des/hall.ts";
import { USUAL_RULES } from "../../simulators/hall-des/hall.ts";
import { firstComeOfAll, staticSigns } from "../../simulators/hall-des/policies/calling.ts";
import type { Answer, Ask, Policy } from "../../simulators/hall-des/protocol.ts";
import { exponential, lognormal, seeded } from "../../simulators/hall-des/random.ts";
import type { Result } from "../../simulators/hall-des/result.ts";
import { runDay } from "../../simulators/hall-des/simulate.ts";

const MINUTE_MS = 60_000;
const MEAN_MINUTES = 5;

/** One queue at `servers` windows for so long that the start does not matter; noon is never reached. */
function plainHall(servers: number, hours: number): Hall {
  const windows = Array.from({ length: servers }, (_, i) => ({
    id: i + 1,
    home: [0],
    skills: [0],
    breaks: [],
    pace: 1,
  }));
  const group = { id: "A", name: "A", meanMs: MEAN_MINUTES * MINUTE_MS, cv: 1, history: [] };
  return {
    name: "plain",
    sessions: [[0, hours * 60 * MINUTE_MS]],
    rules: { ...USUAL_RULES, tickMs: 600 * MINUTE_MS },
    groups: [group],
    windows,
  };
}

function poissonDay(seed: number, count: number, perMinute: number, workMs: () => number): Day {
  const random = seeded(seed);
  let at = 0;
  const tickets = Array.from({ length: count }, (_, i): DayTicket => {
    at += exponential(random, MINUTE_MS / perMinute);
    return { id: i + 1, at, group: 0, cls: "normal", slot: null, workMs: workMs(), noShow: false };
  });
  return { seed, tickets, outages: [] };
}

function meanWaitMinutes(result: Result): number {
  return result.waitsMs.reduce((a, b) => a + b, 0) / result.waitsMs.length / MINUTE_MS;
}

/** Mean wait in M/M/c by Erlang's C formula (Erlang 1917), minutes. */
function erlangWait(servers: number, rho: number): number {
  const load = servers * rho;
  let blocking = 1;
  for (let n = 1; n <= servers; n++) blocking = (load * blocking) / (n + load * blocking);
  const waits = blocking / (1 - rho * (1 - blocking));
  return (waits * MEAN_MINUTES) / (servers * (1 - rho));
}

/** Waits of first come first served at several windows by the recursion of Kiefer and Wolfowitz (1955), ms. */
function recursionWaits(servers: number, day: Day): number[] {
  const free = new Array<number>(servers).fill(0);
  return day.tickets.map(({ at, workMs }) => {
    const next = free.indexOf(Math.min(...free));
    const start = Math.max(at, free[next] ?? 0);
    free[next] = start + workMs;
    return start - at;
  });
}

t.test("with exponential services the waits are those of the recursion, their mean Erlang's", async (t) => {
  for (const [servers, rho] of [
    [1, 0.7],
    [3, 0.8],
    [6, 0.8],
  ] as const) {
    const perMinute = (servers * rho) / MEAN_MINUTES;
    const count = 100_000;
    const work = seeded(servers + 20);
    const day = poissonDay(8, count, perMinute, () => exponential(work, MEAN_MINUTES * MINUTE_MS));
    const result = runDay(plainHall(servers, count), day, staticSigns());
    const expected = erlangWait(servers, rho);
    const exact = recursionWaits(servers, day);
    t.ok(exact.every((wait, i) => Math.abs(wait - (result.waitsMs[i] ?? Number.NaN)) < 0.01));
    t.ok(
      Math.abs(meanWaitMinutes(result) / expected - 1) < 0.1,
      `M/M/${servers} at ${rho}: ${meanWaitMinutes(result)} for ${expected}`,
    );
  }
});

t.test("with lognormal services the mean wait is Pollaczek's and Khinchine's", async (t) => {
  for (const cv of [0.7, 1.5]) {
    const rho = 0.75;
    const work = seeded(11);
    const day = poissonDay(3, 80_000, rho / MEAN_MINUTES, () =>
      lognormal(work, MEAN_MINUTES * MINUTE_MS, cv),
    );
    const result = runDay(plainHall(1, 80_000), day, staticSigns());
    const expected = (rho * MEAN_MINUTES * (1 + cv * cv)) / 2 / (1 - rho);
    t.ok(Math.abs(meanWaitMinutes(result) / expected - 1) < 0.12, `M/G/1 with cv ${cv}`);
  }
});

t.test("two queues without friction wait like one at all windows", async (t) => {
  const hall = plainHall(4, 40_000);
  const [first] = hall.groups;
  if (first === undefined) return t.fail("the hall has a group");
  hall.groups.push({ ...first, id: "B" });
  hall.windows.forEach((window, i) => {
    window.home = [i % 2];
    window.skills = [i % 2];
  });
  const work = seeded(5);
  const day = poissonDay(9, 40_000, (4 * 0.85) / MEAN_MINUTES, () =>
    exponential(work, MEAN_MINUTES * MINUTE_MS),
  );
  for (const ticket of day.tickets) ticket.group = ticket.id % 2;
  const pooled = runDay(everyoneAuthorised(frictionless(hall)), day, firstComeOfAll());
  t.ok(Math.abs(meanWaitMinutes(pooled) / erlangWait(4, 0.85) - 1) < 0.1);
  const apart = runDay(hall, day, staticSigns());
  t.ok(meanWaitMinutes(apart) > 1.5 * meanWaitMinutes(pooled));
});

/** Two groups, two windows that may do both, help or not; the policy answers from a script. */
function scripted(help: boolean, script: (ask: Ask) => Partial<Answer>): { result: Result; signs: string[] } {
  const hall = plainHall(2, 2);
  hall.rules = { ...USUAL_RULES, help, maxSign: 1 };
  const [first] = hall.groups;
  if (first !== undefined) hall.groups.push({ ...first, id: "B" });
  for (const window of hall.windows) window.skills = [0, 1];
  const [, second] = hall.windows;
  if (second !== undefined) second.home = [1];
  const tickets = [60, 61, 62, 90, 120, 1500].map((seconds, i): DayTicket => {
    const group = i === 3 ? 1 : 0;
    const workMs = 4 * MINUTE_MS;
    return { id: i + 1, at: seconds * 1000, group, cls: "normal", slot: null, workMs, noShow: false };
  });
  const signs: string[] = [];
  const policy: Policy = {
    tell: (m) => {
      if (m.m === "ev" && m.e === "sign") signs.push(`${m.t / 1000} ${m.w} ${m.sign.join()}`);
    },
    ask: (ask) => ({ m: "ans", id: ask.id, ...script(ask) }),
  };
  return { result: runDay(hall, { seed: 0, tickets, outages: [] }, policy), signs };
}

t.test("what breaks the rules is counted and ignored", async (t) => {
  const offSign = scripted(false, (ask) => (ask.why === "free" ? { call: ask.w === 2 ? "A" : "B" } : {}));
  t.ok((offSign.result.violations["call-off-sign"] ?? 0) > 0);
  t.equal(offSign.result.offSignCalls, 0);

  const early = scripted(true, (ask) =>
    ask.why === "tick" ? { sign: [{ w: 2, sign: [ask.t % 60_000 === 0 ? "A" : "B"] }] } : {},
  );
  t.ok((early.result.violations.pending ?? 0) > 0, "no second sign while one is set up");
  t.ok((early.result.violations.dwell ?? 0) > 0, "no new sign before the dwell is over");
  const times = early.signs.map((line) => Number(line.split(" ")[0]));
  t.equal(times[0], 60, "in force after the set-up");
  t.equal(times[1], 385, "the one who waits for B recalls the window before its dwell is over");
  t.ok(times.slice(2).every((at, i) => at - (times[i + 1] ?? 0) >= 660));

  const nobody = scripted(true, (ask) => (ask.why === "tick" ? { sign: [{ w: 1, sign: ["C"] }] } : {}));
  t.ok((nobody.result.violations.unauthorised ?? 0) > 0);
});

t.test("help costs its overhead, foreign work its factor, and coverage is kept", async (t) => {
  const helping = scripted(true, (ask) => (ask.why === "free" ? { call: "A" } : {}));
  t.equal(helping.result.foreignCalls, helping.result.offSignCalls);
  t.equal(helping.result.waitsMs[0], 0);
  t.equal(helping.result.waitsMs[1], 0, "the second window helps at once");
  t.equal(helping.result.waitsMs[2], 4 * MINUTE_MS - 2000, "the third waits for the first window");
  t.ok((helping.result.violations["call-nobody"] ?? 0) > 0, "group A is empty when window 2 is free");
  const away = scripted(false, (ask) =>
    ask.why === "tick" && ask.t >= 120_000 ? { sign: [{ w: 1, sign: ["B"] }] } : {},
  );
  t.ok((away.result.violations.coverage ?? 0) > 0, "the only window of a waiting group stays");
});
