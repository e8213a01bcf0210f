import t from "tap";
import { callableFor } from "../../src/core/callable.ts";
import { isCold, lookAtHeat, type Overs } from "../../src/core/heat.ts";
import type { Intent } from "../../src/core/intents.ts";
import { SCHEDULER_DEFAULTS } from "../../src/core/scheduling.ts";
import { MINUTE, rules, TestHall } from "./given.ts";
import { by, hallIn, propose, signOf } from "./scheduled.ts";

t.test("help at the call", async (t) => {
  const advised = (window: string, queue: string): Intent => ({
    type: "call-next",
    window,
    by,
    advised: queue,
  });

  t.test("automatic: a ticket that the sign does not show, with its reason", async (t) => {
    const hall = hallIn("automatic");
    hall.takes("car-plates");
    const window = hall.state.windows.get("1");
    t.equal(window && callableFor(hall.state, window), 1, "the pad shows that somebody can be called");
    hall.later(3 * MINUTE);
    t.match(hall.does(advised("1", "cars")), [
      {
        type: "ticket-called",
        data: { window: "1", help: { waiting: 1, waitedMinutes: 3, waitingHere: 0 } },
      },
    ]);
    t.same(signOf(hall, "1"), ["tax"], "the sign stays");
  });

  t.test("on the sign there is nothing to explain", async (t) => {
    const hall = hallIn("automatic");
    hall.takes("tax-return");
    hall.takes("car-plates");
    const [called] = hall.does(advised("2", "cars"));
    t.match(called, { type: "ticket-called" });
    t.notOk(called?.type === "ticket-called" && called.data.help);
    t.equal(hall.numberAt("2"), "B001", "its word counts for the order of the sign's queues too");
  });

  for (const [what, mode, queue] of [
    ["the mode is off", "off", "cars"],
    ["people decide", "advise", "cars"],
    ["the window may not serve it", "automatic", "id-cards"],
    ["nobody waits there", "automatic", "none"],
  ] as const)
    t.test(`the window's own sign when ${what}`, async (t) => {
      const hall = hallIn(mode);
      hall.takes("car-plates");
      hall.takes("id-card");
      hall.takes("tax-return");
      hall.does(advised("1", queue));
      t.equal(hall.numberAt("1"), "A001");
    });

  t.test(
    "help switched off at a window, and a ticket reserved for it, go before the scheduler's word",
    async (t) => {
      const hall = new TestHall(
        rules((r) => {
          r.scheduler = { ...SCHEDULER_DEFAULTS, mode: "automatic" };
          Object.assign(r.windows[0] ?? {}, { scheduler: { help: false } });
        }),
      );
      hall.takes("car-plates");
      t.match(hall.refuses(advised("1", "cars")), { code: "queue-empty" });
      hall.takes("tax-return");
      hall.takes("tax-advice");
      hall.calls("1");
      hall.does({ type: "transfer", window: "1", to: { window: "2" }, keepPlace: true, by });
      hall.does(advised("2", "cars"));
      t.equal(hall.numberAt("2"), "A001");
    },
  );
});

t.test("heat", async (t) => {
  /** Looks every half minute, as the runtime does, and notes what it finds. */
  function watch(hall: TestHall, minutes: number, before: Overs = new Map()): Overs {
    let overs = before;
    for (let look = 0; look <= 2 * minutes; look += 1) {
      const { rules: adopted } = hall.state;
      if (!adopted) throw new Error("no rules");
      const found = lookAtHeat(hall.state, adopted, overs, hall.at);
      overs = found.overs;
      for (const queue of found.hot)
        hall.does({ type: "find-hot", queue, overSince: overs.get(queue) ?? hall.at });
      for (const queue of found.cooled) hall.does({ type: "find-cooled", queue });
      hall.later(MINUTE / 2);
    }
    return overs;
  }
  const hotQueues = (hall: TestHall) =>
    [...hall.state.queues.values()].filter(({ hot }) => hot).map(({ id }) => id);

  t.test("hot after two minutes over the target, cooled as soon as it is under", async (t) => {
    const hall = hallIn("automatic");
    // Six minutes each at one window: a fourth comer would wait longer than the target of 15.
    for (let n = 0; n < 4; n += 1) hall.takes("id-card");
    const overs = watch(hall, 1.5);
    t.same(hotQueues(hall), []);
    watch(hall, 0, overs);
    t.same(hotQueues(hall), ["id-cards"]);
    const found = hall.journal.find(({ event: { type } }) => type === "queue-became-hot");
    t.match(found?.event.data, { queue: "id-cards", waiting: 4, heat: 1.6, oldestMinutes: 2 });
    hall.calls("3");
    hall.finishes("3");
    hall.calls("3");
    hall.finishes("3");
    watch(hall, 0);
    t.same(hotQueues(hall), []);
  });

  t.test("hot by number, and by one long wait; not by what was over for a moment", async (t) => {
    const many = hallIn("automatic", { hot: { waiting: 2, waitMinutes: 30, forMinutes: 2 } });
    for (let n = 0; n < 3; n += 1) many.takes("tax-advice");
    watch(many, 2);
    t.same(hotQueues(many), ["tax"]);
    const long = hallIn("automatic");
    long.takes("tax-advice");
    watch(long, 32);
    t.same(hotQueues(long), []);
    watch(long, 3);
    t.same(hotQueues(long), ["tax"]);
    const brief = hallIn("automatic", { hot: { waiting: 1, waitMinutes: 30, forMinutes: 2 } });
    brief.takes("tax-advice");
    brief.takes("tax-advice");
    const overs = watch(brief, 1);
    brief.calls("1");
    const under = watch(brief, 0, overs);
    brief.takes("tax-advice");
    watch(brief, 1.5, under);
    t.same(hotQueues(brief), [], "it was under in between");
    t.match(brief.refuses({ type: "find-hot", queue: "cars", overSince: 0 }), { code: "wrong-state" });
  });

  t.test(
    "minutes from hot to helped: by a sign, by a call, by a window that opens; the first help only",
    async (t) => {
      const hot = { waiting: 2, waitMinutes: 30, forMinutes: 0 };
      for (const how of ["sign", "call", "opened"] as const) {
        const hall = hallIn("automatic", { hot });
        if (how === "opened") hall.does({ type: "close-window", window: "2", reason: "late", by });
        for (let n = 0; n < 3; n += 1) hall.takes("car-plates");
        watch(hall, 3);
        const help: Record<typeof how, Intent> = {
          sign: propose("1", "tax", "cars"),
          call: { type: "call-next", window: "1", by, advised: "cars" },
          opened: { type: "open-window", window: "2", by },
        };
        const events = hall.does(help[how]).filter(({ type }) => type === "hot-queue-helped");
        t.match(events, [{ data: { queue: "cars", how, minutes: 3.5 } }]);
        t.same(hall.state.scheduling.helped, [{ queue: "cars", minutes: 3.5 }]);
      }
    },
  );

  t.test("a window is cold after ten minutes without work", async (t) => {
    const hall = hallIn("automatic");
    const cold = () => {
      const { rules: adopted, windows } = hall.state;
      const window = windows.get("1");
      return adopted && window && isCold(adopted, window, hall.at);
    };
    hall.later(10 * MINUTE - 1);
    t.equal(cold(), false);
    hall.later(1);
    t.equal(cold(), true);
    hall.takes();
    hall.calls("1");
    t.equal(cold(), false);
  });
});
