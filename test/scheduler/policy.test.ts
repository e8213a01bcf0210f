import fc from "fast-check";
import t from "tap";
import { changed, frictionless, withRules } from "../../simulators/hall-des/bounds.ts";
import type { Scene } from "../../simulators/hall-des/day.ts";
import { draftScene, drawGroups, randomOthers, syntheticScenes } from "../../simulators/hall-des/halls.ts";
import { firstComeOfAll, staticSigns } from "../../simulators/hall-des/policies/calling.ts";
import type { Answer, Policy } from "../../simulators/hall-des/protocol.ts";
import { seeded } from "../../simulators/hall-des/random.ts";
import type { Result } from "../../simulators/hall-des/result.ts";
import { runDay } from "../../simulators/hall-des/simulate.ts";
import { summarise } from "../../simulators/hall-des/summary.ts";
import { warsawScene } from "../../simulators/hall-des/warsaw.ts";
import { StdioHall } from "../../src/commands/schedule-stdio.ts";

/** halld as a simulator sees it: every message as a line; remembers its answers. */
function halld(answers: Answer[] = []): Policy {
  const complaints: string[] = [];
  const hall = new StdioHall({ complain: (text) => complaints.push(text) });
  return {
    tell(message) {
      hall.hear(JSON.stringify(message));
    },
    ask(ask) {
      const reply = hall.hear(JSON.stringify(ask));
      if (reply === null || reply.m !== "ans") throw new Error(`no answer to ${JSON.stringify(ask)}`);
      if (complaints.length > 0) throw new Error(complaints[0]);
      answers.push(reply);
      return reply;
    },
  };
}

const smallHalls = fc.record({
  seed: fc.integer({ min: 1, max: 100_000 }),
  windows: fc.integer({ min: 2, max: 9 }),
  groups: fc.integer({ min: 1, max: 8 }),
  load: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
  help: fc.boolean(),
  maxSign: fc.integer({ min: 1, max: 3 }),
  maxPerHour: fc.integer({ min: 1, max: 4 }),
  dwellFromOpening: fc.boolean(),
});

type SmallHall = typeof smallHalls extends fc.Arbitrary<infer T> ? T : never;

function smallScene({ seed, windows, groups, load, help, maxSign, maxPerHour }: SmallHall): Scene {
  const random = seeded(seed);
  const count = Math.min(groups, windows);
  const drawn = drawGroups(random, windows, count, load, 0.6);
  const scene = draftScene({ name: "small", groups: drawn, others: randomOthers(random, count, 3) });
  for (const window of scene.hall.windows) if (random() < 0.3) window.breaks.push([41_400_000, 43_200_000]);
  return changed(scene, (hall) => withRules(hall, { help, maxSign, maxPerHour }));
}

function broken(result: Result): number {
  return Object.values(result.violations).reduce((a, b) => a + b, 0);
}

t.setTimeout(120_000);

t.test("in any hall nearly no command breaks a rule, and nobody is forgotten", async (t) => {
  const property = fc.property(smallHalls, (small) => {
    const scene = smallScene(small);
    const { dwellFromOpening } = small;
    const result = runDay(scene.hall, scene.makeDay(small.seed), halld(), { dwellFromOpening, etaEvery: 25 });
    const calls = Math.max(1, result.calls);
    const { violations } = result;
    if (violations["call-unauthorised"] || violations.unauthorised || violations["no-answer"]) return false;
    if (violations.coverage || violations["call-off-sign"] || violations["too-long"]) return false;
    return broken(result) <= 2 + 0.02 * calls && !result.waitsMs.some(Number.isNaN);
  });
  t.doesNotThrow(() => fc.assert(property, { numRuns: 15, seed: 5 }));
});

t.test("the same lines give the same answers, and each hello starts from nothing", async (t) => {
  const [scene] = syntheticScenes(3).filter((s) => s.hall.name === "chained");
  if (scene === undefined) return t.fail("the hall is there");
  for (const help of [true, false]) {
    const { hall, makeDay } = changed(scene, (h) => withRules(h, { help, maxSign: help ? 3 : 1 }));
    const once: Answer[] = [];
    const again: Answer[] = [];
    const policy = halld(once);
    runDay(hall, makeDay(2), policy, { etaEvery: 40 });
    const first = once.splice(0);
    runDay(hall, makeDay(3), policy, { etaEvery: 40 });
    const other = once.splice(0);
    runDay(hall, makeDay(2), policy, { etaEvery: 40 });
    runDay(hall, makeDay(2), halld(again), { etaEvery: 40 });
    t.strictSame(once, first);
    t.strictSame(again, first);
    t.notSame(other, first);
  }
});

t.test("on a recorded day help brings waits near the bound with few changes of signs", async (t) => {
  const office = new URL("../../simulators/days/warsaw-ochota.json", import.meta.url);
  const scene = warsawScene(office, false);
  const days = [scene.makeDay(1)];
  const fixed = summarise(days.map((day) => runDay(scene.hall, day, staticSigns())));
  const bound = summarise(days.map((day) => runDay(frictionless(scene.hall), day, firstComeOfAll())));
  const ours = summarise(days.map((day) => runDay(scene.hall, day, halld(), { etaEvery: 5 })));
  t.ok(ours.meanMinutes < bound.meanMinutes + 0.05 * (fixed.meanMinutes - bound.meanMinutes));
  t.ok(ours.maxMinutes < 1.5 * bound.maxMinutes + 5, "nobody starves");
  t.ok(ours.offSignShare < 0.3);
  t.ok(ours.signChangesPerWindowHour < 0.3);
  t.equal(ours.violationShare, 0);

  const { hall } = changed(scene, (h) => withRules(h, { help: false, maxSign: 1 }));
  const signs = summarise(days.map((day) => runDay(hall, day, halld())));
  t.ok(signs.meanMinutes < bound.meanMinutes + 0.2 * (fixed.meanMinutes - bound.meanMinutes));
  t.ok(signs.signChangesPerWindowHour < 1.1);
  t.equal(signs.unserved, 0);
});

t.test(
  "of those who wait, announced ranges hold about as often as they promise, and beat the head of the line",
  async (t) => {
    const [scene] = syntheticScenes(2).filter((s) => s.hall.name === "tight-24");
    if (scene === undefined) return t.fail("the hall is there");
    let held = 0;
    let error = 0;
    let headError = 0;
    let count = 0;
    const result = runDay(scene.hall, scene.makeDay(2), halld(), { etaEvery: 3 });
    for (const { ticket, eta, holMs } of result.etas) {
      const wait = result.waitsMs[ticket - 1] ?? Number.NaN;
      if (wait > 0) count++;
      if (wait > 0 && eta.lo <= wait && wait <= eta.hi) held++;
      error += Math.abs(eta.mid - wait);
      headError += Math.abs(holMs - wait);
    }
    t.ok(held / count > 0.7 && held / count < 0.92, `${held} of ${count}`);
    t.ok(error < 0.8 * headError);
  },
);
