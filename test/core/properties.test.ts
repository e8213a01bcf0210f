import * as fc from "fast-check";
import t from "tap";
import { decide } from "../../src/core/decide.ts";
import type { HallEvent } from "../../src/core/events.ts";
import { evolve } from "../../src/core/evolve.ts";
import { freeze, thaw } from "../../src/core/snapshot.ts";
import { emptyHall } from "../../src/core/state.ts";
import { MINUTE, TestHall } from "./given.ts";
import { RandomHall, randomDay } from "./random-hall.ts";

const INTENTS_IN_ALL = 100_000;

/** As the journal keeps it: what JSON cannot say is lost. */
function written(event: HallEvent): HallEvent {
  return JSON.parse(JSON.stringify(event));
}

t.test("whatever people, rules and clocks do", async (t) => {
  t.test("no invariant breaks, and replay gives the same hall", async (t) => {
    // The breaches are looked for after each event; what else must not be, after each intent. See RandomHall.
    let intents = 0;
    fc.assert(
      fc.property(randomDay, ({ variants, draws }) => {
        intents += draws.length;
        const hall = new RandomHall(variants).lives(draws);
        const replayed = emptyHall();
        for (const { event, at } of hall.journal) evolve(replayed, written(event), at);
        if (freeze(replayed) !== freeze(hall.state)) throw new Error("replay gives another hall");
      }),
      { numRuns: 600 },
    );
    t.ok(intents >= INTENTS_IN_ALL, `${intents} intents`);
  });

  t.test("a snapshot anywhere and the events after it give the same hall", async (t) => {
    fc.assert(
      fc.property(randomDay, fc.nat(), ({ variants, draws }, cut) => {
        const hall = new RandomHall(variants).lives(draws.slice(0, 120));
        const half = cut % hall.journal.length;
        const first = emptyHall();
        for (const { event, at } of hall.journal.slice(0, half)) evolve(first, written(event), at);
        const second = thaw(freeze(first));
        for (const { event, at } of hall.journal.slice(half)) evolve(second, written(event), at);
        t.equal(freeze(second), freeze(hall.state));
      }),
      { numRuns: 100 },
    );
  });

  t.test("deciding changes nothing, and gives the same answer again", async (t) => {
    const aDay = fc.property(randomDay, ({ variants, draws }) => {
      const hall = new RandomHall(variants).lives(draws.slice(0, 100));
      for (const last of draws.slice(100, 200)) {
        const before = freeze(hall.state);
        const intent = hall.intentOf(last);
        const [one, two] = [decide(hall.state, intent, hall.at), decide(hall.state, intent, hall.at)];
        if (JSON.stringify(one) !== JSON.stringify(two)) throw new Error(`${last.type} in two ways`);
        if (freeze(hall.state) !== before) throw new Error(`deciding ${last.type} changed the hall`);
      }
    });
    t.doesNotThrow(() => fc.assert(aDay, { numRuns: 30 }));
  });

  t.test(
    "an ordinary ticket waits no longer for later comers than the credit, however many come",
    async (t) => {
      const aCrowd = fc.property(
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
      );
      t.doesNotThrow(() => fc.assert(aCrowd, { numRuns: 100 }));
    },
  );
});

function callAndCheck(hall: TestHall, came: Map<string, { at: number; priority: boolean }>): void {
  const [called] = hall.does({ type: "call-next", window: "3", by: "c" });
  if (called?.type !== "ticket-called") throw new Error("nobody was called");
  const calledAt = came.get(called.data.ticket)?.at ?? 0;
  came.delete(called.data.ticket);
  for (const { at, priority } of came.values())
    if (!priority && calledAt - at > 30 * MINUTE)
      throw new Error(`jumped by who came ${calledAt - at} ms later`);
  hall.finishes("3");
}
