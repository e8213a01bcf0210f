import * as fc from "fast-check";
import t from "tap";
import { decide, isRefusal } from "../../src/core/decide.ts";
import { evolve } from "../../src/core/evolve.ts";
import type { Intent } from "../../src/core/intents.ts";
import { freeze, thaw } from "../../src/core/snapshot.ts";
import { emptyHall } from "../../src/core/state.ts";
import { MINUTE, rules, TestHall } from "./given.ts";

/** Random people: each step names a window, a service and an act, and lets some time pass. */
const step = fc.record({
  act: fc.nat({ max: 21 }),
  window: fc.constantFrom("1", "2", "3", "4"),
  service: fc.constantFrom("tax-return", "tax-advice", "car-plates", "id-card", "none"),
  other: fc.nat({ max: 30 }),
  passMs: fc.constantFrom(0, 1, 1000, MINUTE, 20 * MINUTE),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function intentOf({ act, window, service, other }: Step, count: number, hall: TestHall): Intent {
  const by = `clerk:${window}`;
  const ticket = `t${other}`;
  const job = [...hall.state.jobs.keys()][other] ?? "none";
  const intents: Intent[] = [
    { type: "issue-ticket", ticket: `t${count}`, service, channel: "kiosk", by },
    {
      type: "issue-ticket",
      ticket: `t${count}`,
      service,
      lane: "priority",
      reason: "age",
      channel: "kiosk",
      by,
    },
    {
      type: "issue-ticket",
      ticket: `t${count}`,
      service,
      channel: "d",
      dispenser: "D1",
      printerReady: other < 20,
      by,
    },
    { type: "cancel-ticket", ticket, by: "holder" },
    { type: "call-next", window, by },
    { type: "call-next", window, by },
    { type: "call-next", window, finishFirst: true, by },
    { type: "call-ticket", window, ticket, reason: "asked", by },
    { type: "recall", window, by },
    { type: "start", window, by },
    { type: "no-show", window, by },
    { type: "finish", window, outcome: "done", inviteRating: other > 15, by },
    { type: "park", window, by },
    { type: "unpark", window, ticket, by },
    {
      type: "transfer",
      window,
      to: other > 15 ? { queue: "cars" } : { window: "2" },
      keepPlace: other > 10,
      by,
    },
    { type: "walk-in", window, service, ticket: `t${count}`, by },
    other > 15 ? { type: "pause", window, reason: "tea", by } : { type: "resume", window, by },
    other > 15 ? { type: "close-window", window, reason: "", by } : { type: "open-window", window, by },
    { type: "rate-at-window", window, level: 3, channel: "pad" },
    { type: "start-job", job },
    {
      type: "end-job",
      job,
      result: (["done", "not-done", "unconfirmed", "give-up"] as const)[other % 4] ?? "done",
    },
    other === 7
      ? { type: "open-day", day: `2026-04-${10 + (count % 20)}` }
      : { type: "call-next", window, by },
  ];
  return intents[act] ?? { type: "recall", window, by };
}

function live(steps: Step[]): TestHall {
  const hall = new TestHall(rules((r) => (r.voice.enabled = true)));
  steps.forEach((each, count) => {
    hall.later(each.passMs).tries(intentOf(each, count, hall));
  });
  return hall;
}

const steps = fc.array(step, { minLength: 1, maxLength: 120 });

t.test("whatever people do", async (t) => {
  t.test("no invariant breaks, and replay gives the same hall", async (t) => {
    // The breaches are looked for after each event, in TestHall.
    fc.assert(
      fc.property(steps, (each) => {
        const hall = live(each);
        const replayed = emptyHall();
        for (const { event, at } of hall.journal) evolve(replayed, structuredClone(event), at);
        t.equal(freeze(replayed), freeze(hall.state));
      }),
      { numRuns: 300 },
    );
  });

  t.test("a snapshot anywhere and the events after it give the same hall", async (t) => {
    fc.assert(
      fc.property(steps, fc.nat(), (each, cut) => {
        const hall = live(each);
        const half = cut % hall.journal.length;
        const first = emptyHall();
        for (const { event, at } of hall.journal.slice(0, half)) evolve(first, event, at);
        const second = thaw(freeze(first));
        for (const { event, at } of hall.journal.slice(half)) evolve(second, event, at);
        t.equal(freeze(second), freeze(hall.state));
      }),
      { numRuns: 100 },
    );
  });

  t.test("deciding changes nothing, and gives the same answer again", async (t) => {
    fc.assert(
      fc.property(steps, step, (each, last) => {
        const hall = live(each);
        const before = freeze(hall.state);
        const intent = intentOf(last, 1000, hall);
        const [one, two] = [decide(hall.state, intent, hall.at), decide(hall.state, intent, hall.at)];
        t.same(one, two);
        t.equal(freeze(hall.state), before);
      }),
      { numRuns: 100 },
    );
  });

  t.test(
    "an ordinary ticket is passed over by nobody who came later than the credit, however many come",
    async (_t) => {
      fc.assert(
        fc.property(
          fc.array(fc.tuple(fc.boolean(), fc.nat({ max: 10 })), { minLength: 5, maxLength: 80 }),
          (comers) => {
            const hall = new TestHall();
            const came = new Map<string, { at: number; priority: boolean }>();
            let count = 0;
            for (const [priority, waitMinutes] of comers) {
              hall.later(waitMinutes * MINUTE);
              const ticket = `p${++count}`;
              const lane = priority ? ({ lane: "priority", reason: "age" } as const) : {};
              hall.does({ type: "issue-ticket", ticket, service: "id-card", channel: "k", by: "a", ...lane });
              came.set(ticket, { at: hall.at, priority });
              if (count % 3 === 0) callAndCheck(hall, came);
            }
            while (came.size > 0) callAndCheck(hall, came);
          },
        ),
        { numRuns: 100 },
      );

      function callAndCheck(hall: TestHall, came: Map<string, { at: number; priority: boolean }>): void {
        const decision = decide(hall.state, { type: "call-next", window: "3", by: "c" }, hall.at);
        if (isRefusal(decision)) throw new Error(decision.code);
        const [called] = hall.does({ type: "call-next", window: "3", by: "c" });
        if (called?.type !== "ticket-called") throw new Error("nobody was called");
        const calledAt = came.get(called.data.ticket)?.at ?? 0;
        came.delete(called.data.ticket);
        for (const { at, priority } of came.values())
          if (!priority && calledAt - at > 30 * MINUTE)
            throw new Error(`jumped by who came ${calledAt - at} ms later`);
        hall.finishes("3");
      }
    },
  );
});
