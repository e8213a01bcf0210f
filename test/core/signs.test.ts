import * as fc from "fast-check";
import t from "tap";
import type { ExpectedOfHour } from "../../src/core/advice.ts";
import { nextDeadline } from "../../src/core/deadlines.ts";
import { decide, isRefusal } from "../../src/core/decide.ts";
import { evolve } from "../../src/core/evolve.ts";
import type { Intent } from "../../src/core/intents.ts";
import type { SchedulerMode } from "../../src/core/rules.ts";
import { isCovered, modeOf, SCHEDULER_DEFAULTS, waitingIn } from "../../src/core/scheduling.ts";
import { freeze } from "../../src/core/snapshot.ts";
import { emptyHall } from "../../src/core/state.ts";
import { MINUTE, rules, TestHall } from "./given.ts";
import { reckon } from "./journal-figures.ts";
import { by, expected, hallIn, override, propose, signOf } from "./scheduled.ts";

t.test("modes", async (t) => {
  t.test("off: nothing is proposed; a hall without a word about it is off", async (t) => {
    t.match(hallIn("off").refuses(propose("1", "tax", "cars")), { code: "scheduler-off" });
    t.match(new TestHall().refuses(propose("1", "tax", "cars")), { code: "scheduler-off" });
  });

  t.test("automatic: the sign changes, with its reason in figures", async (t) => {
    const hall = hallIn("automatic");
    hall.takes("car-plates");
    hall.later(8 * MINUTE).takes("car-plates");
    hall.later(2 * MINUTE);
    t.match(hall.does(propose("1", "tax", "cars")), [
      {
        type: "sign-changed",
        data: {
          window: "1",
          sign: ["tax", "cars"],
          before: ["tax"],
          by: "scheduler",
          reason: {
            ...expected,
            queue: "cars",
            waiting: 2,
            oldestMinutes: 10,
            idleMinutes: 10,
            windows: 1,
            // Three services of 12 minutes, by one window or by two.
            reliefPersonMinutes: 18,
          },
        },
      },
    ]);
    t.same(signOf(hall, "1"), ["tax", "cars"]);
    hall.does({ type: "open-day", day: "2026-03-03" });
    t.same(signOf(hall, "1"), ["tax"], "a new day begins at home");
  });

  t.test("advise: a person accepts or declines, or its time is over", async (t) => {
    const hall = hallIn("advise");
    const proposed = hall.does(propose("1", "tax", "cars"));
    t.match(proposed, [{ type: "sign-proposed", data: { proposal: "20260302-P0001", before: ["tax"] } }]);
    t.same(hall.does(propose("1", "tax", "cars")), [], "once is enough");
    t.same(signOf(hall, "1"), ["tax"]);
    const accept: Intent = { type: "accept-proposal", proposal: "20260302-P0001", by };
    t.match(hall.does(accept), [
      { type: "proposal-accepted" },
      { type: "sign-changed", data: { proposal: "20260302-P0001", reason: { queue: "cars" }, by } },
    ]);
    t.match(hall.refuses(accept), { code: "unknown-proposal" });

    hall.does(propose("2", "tax"));
    t.match(hall.does({ type: "decline-proposal", proposal: "20260302-P0002", by }), [
      { type: "proposal-declined", data: { window: "2", by } },
    ]);
    hall.does(propose("2", "cars"));
    t.match(hall.does(propose("2", "tax")), [
      { type: "proposal-expired", data: { why: "overtaken" } },
      { type: "sign-proposed" },
    ]);
    const expire: Intent = { type: "expire-proposal", proposal: "20260302-P0004" };
    t.match(hall.refuses(expire), { code: "wrong-state" });
    t.match(nextDeadline(hall.state, hall.at), { at: hall.at + 5 * MINUTE, intent: expire });
    hall.later(5 * MINUTE).does(expire);
    t.equal(hall.state.scheduling.proposals.size, 0);
  });

  t.test(
    "a session that ends or begins takes home what the scheduler put up, and nothing else",
    async (t) => {
      const hall = new TestHall(
        rules((r) => {
          r.scheduler = { ...SCHEDULER_DEFAULTS, mode: "automatic" };
          Object.assign(r.calendar, {
            alwaysOpen: false,
            sessions: [
              { from: "09:00", to: "12:00" },
              { from: "13:30", to: "17:00" },
            ],
          });
          Object.assign(r.windows[2] ?? {}, { authorised: ["id-cards", "cars"] });
          r.alarms.emptyPostMinutes = 1_000;
        }),
      );
      const due = () => {
        const deadline = nextDeadline(hall.state, hall.at);
        return deadline?.intent.type === "return-signs" ? (deadline.at - hall.at) / MINUTE : null;
      };
      t.equal(due(), null, "all are at home");
      hall.later(MINUTE).does(propose("1", "cars", "tax"));
      hall.does(override("3", "cars"));
      t.equal(due(), 179, "at noon");
      hall.takes("car-plates");
      t.equal(due(), 269, "who waits for it is served before: at half past one");
      t.same(hall.does({ type: "return-signs" }), [], "not yet");
      hall.later(179 * MINUTE).does({ type: "pin-sign", window: "1", by });
      t.equal(due(), null, "a pinned sign stays");
      hall.does({ type: "unpin-sign", window: "1", by });
      hall.calls("1");
      t.equal(due(), 0);
      t.match(hall.does({ type: "return-signs" }), [
        {
          type: "sign-changed",
          data: { window: "1", sign: ["tax"], before: ["cars", "tax"], session: true },
        },
      ]);
      t.same(signOf(hall, "3"), ["cars"], "a person's sign is theirs to take home");
      t.equal(due(), null);
      hall.later(90 * MINUTE).does(propose("1", "cars", "tax"));
      t.same(signOf(hall, "1"), ["cars", "tax"], "and the afternoon is as free as the morning");
    },
  );

  t.test("advice on the hour ahead stands while its figures do", async (t) => {
    const hall = hallIn("advise");
    const short = (shortMinutes: number): ExpectedOfHour => ({
      ...{ what: "open", queue: "cars", windows: ["3"], workMinutes: 200, shortMinutes },
    });
    const spare: ExpectedOfHour = { what: "close", window: "3", spareMinutes: 40 };
    const advise = (...advice: ExpectedOfHour[]): Intent => ({ type: "advise-hour", advice });
    hall.takes("car-plates");
    hall.later(12 * MINUTE);
    t.match(hall.does(advise(short(30), spare)), [
      { type: "advice-given", data: { advice: "20260302-A0001", queue: "cars", waiting: 1, serving: 1 } },
      {
        type: "advice-given",
        data: { advice: "20260302-A0002", window: "3", waiting: 0, serving: 2, idleMinutes: 12 },
      },
    ]);
    t.same(hall.does(advise(short(60), spare)), [], "no news");
    hall.does({ type: "dismiss-advice", advice: "20260302-A0001", by });
    t.same(hall.does({ type: "dismiss-advice", advice: "20260302-A0001", by }), []);
    t.match(hall.does(advise(short(120))), [
      { type: "advice-ended", data: { advice: "20260302-A0001", why: "over" } },
      { type: "advice-ended", data: { advice: "20260302-A0002", why: "over" } },
      { type: "advice-given", data: { advice: "20260302-A0003", shortMinutes: 120 } },
    ]);
    t.match(hall.refuses({ type: "dismiss-advice", advice: "20260302-A0001", by }), {
      code: "unknown-advice",
    });
    t.match(hall.does({ type: "set-scheduler-mode", mode: "off", by }), [
      { type: "scheduler-mode-set" },
      { type: "advice-ended", data: { why: "overtaken" } },
    ]);
    t.match(hall.refuses(advise(short(120))), { code: "scheduler-off" });
  });

  t.test("what is accepted is checked again: the hall has gone on", async (t) => {
    const hall = hallIn("advise");
    hall.does(propose("2", "tax"));
    hall.takes("car-plates");
    const accept: Intent = { type: "accept-proposal", proposal: "20260302-P0001", by };
    t.match(hall.refuses(accept), { code: "would-uncover", facts: { queue: "cars" } });
  });

  t.test(
    "a window's mode goes before the hall's, a person's before the config's, off for all before everything",
    async (t) => {
      const adopted = rules((r) => {
        r.scheduler = { ...SCHEDULER_DEFAULTS, mode: "advise" };
        Object.assign(r.windows[2] ?? {}, { scheduler: { mode: "off" } });
      });
      const hall = new TestHall(adopted);
      const modes = () => ["1", "2", "3"].map((id) => modeOf(hall.state, adopted, id));
      const set = (mode: SchedulerMode | null, window?: string) =>
        hall.does({ type: "set-scheduler-mode", mode, ...(window ? { window } : {}), by });
      t.same(modes(), ["advise", "advise", "off"]);
      set("automatic");
      t.same(modes(), ["automatic", "automatic", "off"]);
      set("advise", "3");
      set("off", "1");
      t.same(modes(), ["off", "automatic", "advise"]);
      set("off");
      t.same(modes(), ["off", "off", "off"]);
      set(null);
      t.same(modes(), ["off", "advise", "advise"], "the hall goes with its config again");
      set(null, "1");
      set(null, "3");
      t.same(
        modes(),
        ["advise", "advise", "off"],
        "a window goes with the hall, or its own line in the config",
      );
      t.match(hall.refuses({ type: "set-scheduler-mode", mode: "off", window: "9", by }), {
        code: "unknown-window",
      });
    },
  );

  t.test("switching off takes proposals off the table", async (t) => {
    const hall = hallIn("advise");
    hall.does(propose("1", "tax", "cars"));
    t.match(hall.does({ type: "set-scheduler-mode", mode: "off", by }), [
      { type: "scheduler-mode-set" },
      { type: "proposal-expired", data: { why: "overtaken" } },
    ]);
  });

  t.test("a window that goes its own way keeps its proposals when the hall goes another", async (t) => {
    const hall = hallIn("advise");
    hall.does({ type: "set-scheduler-mode", mode: "advise", window: "1", by });
    hall.does(propose("1", "tax", "cars"));
    t.match(hall.does({ type: "set-scheduler-mode", mode: "automatic", by }), [
      { type: "scheduler-mode-set" },
    ]);
    t.match(hall.does({ type: "set-scheduler-mode", mode: null, window: "1", by }), [
      { type: "scheduler-mode-set", data: { mode: null, window: "1" } },
      { type: "proposal-expired", data: { window: "1", why: "overtaken" } },
    ]);
  });
});

t.test("what the scheduler may not", async (t) => {
  t.test("a sign that is empty, unchanged, too long, or of work that is not authorised", async (t) => {
    const hall = hallIn("automatic", { queuesOnSignMaximum: 1 });
    t.match(hall.refuses(propose("1")), { code: "sign-empty" });
    t.match(hall.refuses(propose("1", "tax")), { code: "sign-unchanged" });
    t.match(hall.refuses(propose("1", "tax", "id-cards")), {
      code: "not-authorised",
      facts: { queue: "id-cards" },
    });
    t.match(hall.refuses(propose("1", "tax", "cars")), { code: "sign-too-long" });
    hall.does(propose("2", "cars"));
    hall.later(10 * MINUTE).does(propose("2", "tax", "cars"));
    t.match(hall.refuses(propose("9", "tax")), { code: "unknown-window" });
    hall.does({ type: "close-window", window: "1", reason: "tea", by });
    t.match(hall.refuses(propose("1", "cars")), { code: "window-closed" });
  });

  t.test("a clerk who is signed in and not trained for it", async (t) => {
    const hall = hallIn("automatic");
    hall.does({ type: "sign-in", window: "1", clerk: "drolma", handOver: false });
    t.match(hall.refuses(propose("1", "tax", "cars")), { code: "not-authorised", facts: { queue: "tax" } });
    hall.does(propose("1", "cars"));
  });

  t.test("a sign stands its time, and changes at most so often in an hour", async (t) => {
    const hall = hallIn("automatic", { dwellMinutes: 5, changesPerHourMaximum: 2 });
    hall.does(propose("1", "tax", "cars"));
    hall.later(5 * MINUTE - 1);
    t.match(hall.refuses(propose("1", "tax")), { code: "sign-too-new" });
    hall.later(1).does(propose("1", "tax"));
    hall.later(20 * MINUTE);
    t.match(hall.refuses(propose("1", "cars")), { code: "sign-changes-used-up" });
    hall.later(36 * MINUTE).does(propose("1", "cars"));
  });

  t.test("who waits keeps a window", async (t) => {
    const hall = hallIn("automatic");
    hall.takes("car-plates");
    t.match(hall.refuses(propose("2", "tax")), { code: "would-uncover", facts: { queue: "cars" } });
    hall.does(propose("1", "tax", "cars"));
    hall.does(propose("2", "tax"));
  });

  t.test("whom nobody covers is not kept waiting by dwell and cap, only by the set-up", async (t) => {
    const hall = hallIn("automatic", { changesPerHourMaximum: 1 });
    hall.does(propose("1", "cars"));
    hall.does({ type: "close-window", window: "2", reason: "lunch", by });
    t.match(hall.refuses(propose("1", "tax", "cars")), { code: "sign-too-new" });
    hall.takes("tax-return");
    hall.later(MINUTE - 1);
    t.match(hall.refuses(propose("1", "tax", "cars")), { code: "sign-too-new" });
    hall.later(1).does(propose("1", "tax", "cars"));
  });

  t.test("a pinned sign", async (t) => {
    const hall = hallIn("advise");
    hall.does(propose("1", "tax", "cars"));
    t.match(hall.does({ type: "pin-sign", window: "1", by }), [
      { type: "proposal-expired" },
      { type: "sign-pinned" },
    ]);
    t.match(hall.refuses(propose("1", "tax", "cars")), { code: "sign-pinned" });
    t.match(hall.refuses({ type: "pin-sign", window: "1", by }), { code: "wrong-state" });
    hall.does({ type: "unpin-sign", window: "1", by });
    t.match(hall.refuses({ type: "unpin-sign", window: "1", by }), { code: "wrong-state" });
    hall.does(propose("1", "tax", "cars"));
  });
});

t.test("people", async (t) => {
  t.test("override in any mode, without dwell and cap, and undo", async (t) => {
    const hall = hallIn("off", { changesPerHourMaximum: 1 });
    t.match(hall.does(override("1", "cars")), [
      { type: "sign-changed", data: { note: "a bus has come", by } },
    ]);
    hall.does(override("1", "tax", "cars"));
    hall.does({ type: "undo-sign", by });
    t.same(signOf(hall, "1"), ["cars"]);
    t.match(hall.refuses({ type: "undo-sign", by }), { code: "no-sign-to-undo" }, "one step, not a history");
    t.match(hall.refuses(override("1", "id-cards")), { code: "not-authorised" });
    t.match(hall.refuses(override("1", "none")), { code: "unknown-queue" });
    hall.takes("car-plates");
    hall.does({ type: "close-window", window: "2", reason: "tea", by });
    t.match(hall.refuses(override("1", "tax")), { code: "would-uncover" });
  });
});

t.test("whatever the scheduler and people want", async (t) => {
  const step = fc.record({
    act: fc.nat({ max: 15 }),
    window: fc.constantFrom("1", "2", "3", "4"),
    sign: fc.subarray(["tax", "cars", "id-cards", "none"]),
    queue: fc.constantFrom("tax", "cars", "id-cards"),
    mode: fc.constantFrom("off", "advise", "automatic"),
    passMs: fc.constantFrom(0, 1000, MINUTE, 11 * MINUTE),
  });
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
  const services = { tax: "tax-return", cars: "car-plates", "id-cards": "id-card" };

  function intentOf({ act, window, sign, queue, mode }: Step, count: number, hall: TestHall): Intent {
    const proposal = [...hall.state.scheduling.proposals.keys()][0] ?? "none";
    const intents: Intent[] = [
      propose(window, ...sign),
      propose(window, ...sign),
      propose(window, queue),
      { type: "accept-proposal", proposal, by },
      { type: "decline-proposal", proposal, by },
      { type: "expire-proposal", proposal },
      override(window, ...sign),
      { type: "undo-sign", by },
      { type: "pin-sign", window, by },
      { type: "unpin-sign", window, by },
      { type: "set-scheduler-mode", mode, ...(sign.length > 2 ? {} : { window }), by },
      { type: "call-next", window, advised: queue, finishFirst: true, by },
      { type: "find-hot", queue, overSince: hall.at - 3 * MINUTE },
      { type: "find-cooled", queue },
      { type: sign.length > 1 ? "open-window" : "close-window", window, reason: "", by } as Intent,
    ];
    const issue: Intent = {
      type: "issue-ticket",
      ticket: `t${count}`,
      service: services[queue],
      channel: "k",
      by,
    };
    return intents[act] ?? issue;
  }

  /** Queues in which somebody waits and that some open window shows. */
  const waitCovered = ({ state }: TestHall) =>
    [...state.queues.keys()].filter((queue) => waitingIn(state, queue) > 0 && isCovered(state, queue));

  t.test(
    "no invariant breaks, nobody who waits loses the last window to it, replay gives the same hall, and reasons add up",
    async (t) => {
      fc.assert(
        fc.property(fc.array(step, { minLength: 1, maxLength: 80 }), (steps) => {
          const hall = hallIn("automatic");
          steps.forEach((each, count) => {
            const before = waitCovered(hall);
            const intent = intentOf(each, count, hall);
            const [one, two] = [decide(hall.state, intent, hall.at), decide(hall.state, intent, hall.at)];
            t.same(one, two, "deciding changes nothing");
            const outcome = hall.later(each.passMs).tries(intent);
            if (!isRefusal(outcome) && outcome.some(({ type }) => type === "sign-changed"))
              t.same(
                before.filter((queue) => waitingIn(hall.state, queue) > 0 && !isCovered(hall.state, queue)),
                [],
              );
          });
          const replayed = emptyHall();
          for (const { event, at } of hall.journal) evolve(replayed, structuredClone(event), at);
          t.equal(freeze(replayed), freeze(hall.state));
          for (const { written, counted } of reckon(hall.journal)) t.same(written, counted);
        }),
        { numRuns: 150 },
      );
    },
  );
});
