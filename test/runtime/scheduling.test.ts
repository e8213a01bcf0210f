import t from "tap";
import type { Intent } from "../../src/core/intents.ts";
import { SCHEDULER_DEFAULTS } from "../../src/core/scheduling.ts";
import { freeze } from "../../src/core/snapshot.ts";
import { Planner } from "../../src/runtime/scheduling/planner.ts";
import { MINUTE, NINE, rules } from "../core/given.ts";
import { reckon } from "../core/journal-figures.ts";
import { BothPaths, officeRules } from "./both-paths.ts";
import { ScheduledHall } from "./scheduled-hall.ts";

t.setTimeout(300_000);
const DAY = "2026-03-02";
const by = "clerk:lead";

function hallIn(mode: "off" | "advise" | "automatic", change: Partial<typeof SCHEDULER_DEFAULTS> = {}) {
  return new ScheduledHall(
    rules((r) => (r.scheduler = { ...SCHEDULER_DEFAULTS, mode, ...change })),
    NINE,
    DAY,
  );
}

let count = 0;
function takes(hall: ScheduledHall, service: string): string {
  const ticket = `t${++count}`;
  hall.submit({ type: "issue-ticket", ticket, service, channel: "k", by: "anyone" });
  return ticket;
}
const call = (window: string): Intent => ({ type: "call-next", window, finishFirst: true, by });
const types = (hall: ScheduledHall) => hall.journal.map(({ event }) => event.type);

t.test(
  "a recorded day: the daemon and the process decide the same, call by call and sign by sign",
  async (t) => {
    for (const [what, change, hours] of [
      ["help", { help: true }, 3],
      ["signs alone", { help: false }, 2],
    ] as const) {
      const both = new BothPaths(officeRules(change));
      await both.run(60 * hours);
      t.strictSame(both.daemon, both.stdio, what);
      t.strictSame(both.complaints, []);
      t.strictSame(both.hall.warnings, []);
      const calls = both.daemon.filter((each) => "call" in each && each.call !== null).length;
      const signs = types(both.hall).filter((type) => type === "sign-changed").length;
      const helped = both.hall.journal.filter(
        ({ event }) => event.type === "ticket-called" && event.data.help,
      ).length;
      t.comment(`${what}: ${calls} calls, ${helped} of them help, ${signs} signs changed`);
      t.ok(calls > 50);
      const reckoned = reckon(both.hall.journal);
      t.ok(reckoned.length >= signs + helped, "each has its reason");
      for (const { written, counted } of reckoned) t.same(written, counted, "which the journal gives again");
      t.ok(what === "help" ? helped > 10 : signs > 0, "there was something to decide");
    }
  },
);

t.test("off: the hall is as one that has never heard of a scheduler", async (t) => {
  const off = hallIn("off");
  const without = new ScheduledHall(rules(), NINE, DAY);
  for (const hall of [off, without]) {
    count = 0;
    for (let n = 0; n < 14; n += 1) takes(hall, "car-plates");
    takes(hall, "tax-return");
    for (let n = 0; n < 5; n += 1) {
      hall.at += 3 * MINUTE;
      for (const window of ["1", "2", "3"]) hall.submit(call(window));
      await hall.scheduling.tick();
    }
    await hall.scheduling.stop();
  }
  t.strictSame(off.journal.slice(1), without.journal.slice(1), "all but the adopted rules");
  t.equal(
    off.submitted.find(({ type }) => type === "propose-sign" || type === "find-hot"),
    undefined,
  );
  off.state.rules = without.state.rules;
  t.equal(freeze(off.state), freeze(without.state));
});

t.test("a free window helps; a decision that fails delays no call", async (t) => {
  const hall = hallIn("automatic");
  takes(hall, "car-plates");
  hall.at += MINUTE;
  takes(hall, "tax-return");
  hall.at += MINUTE;
  t.match(hall.submit(call("2")), [{ type: "ticket-called", data: { window: "2" } }]);
  t.match(hall.submit(call("1")), [{ type: "ticket-called" }]);
  takes(hall, "car-plates");
  hall.at += MINUTE;
  t.match(hall.submit(call("1")), [
    { type: "visit-finished" },
    { type: "ticket-called", data: { help: { waiting: 1 } } },
  ]);

  takes(hall, "car-plates");
  takes(hall, "tax-return");
  hall.clockOfScheduler = () => {
    throw new Error("no time");
  };
  t.match(hall.submit(call("1")), [
    { type: "visit-finished" },
    { type: "ticket-called", data: { help: undefined } },
  ]);
  t.equal(hall.lastAdvice(), undefined);
  await new Promise(setImmediate);
  await hall.scheduling.tick();
  t.ok(hall.warnings.length > 0, "the log says so");

  hall.clockOfScheduler = () => hall.at;
  hall.scheduling.start();
  hall.at += MINUTE;
  t.match(hall.submit(call("1")), [
    { type: "visit-finished" },
    { type: "ticket-called", data: { help: { waiting: 1 } } },
  ]);
  await hall.scheduling.stop();
});

t.test(
  "a plan without end is given up: calls go on meanwhile, and the next plan is another thread's",
  async (t) => {
    const endless = new URL(`data:text/javascript,${encodeURIComponent("for (;;);")}`);
    let planners = 0;
    const adopted = rules((r) => (r.scheduler = { ...SCHEDULER_DEFAULTS, mode: "automatic", help: false }));
    const hall = new ScheduledHall(adopted, NINE, DAY, [], (onFault) => {
      planners += 1;
      return planners === 1 ? new Planner(onFault, endless, 300) : new Planner(onFault);
    });
    for (let n = 0; n < 3; n += 1) takes(hall, "car-plates");
    const ticking = hall.scheduling.tick();
    hall.at += MINUTE;
    t.match(hall.submit(call("2")), [{ type: "ticket-called", data: { window: "2" } }]);
    t.equal(hall.lastAdvice(), "cars", "with the scheduler's word");
    await ticking;
    t.match(hall.warnings, [{ fault: /no answer/ }]);
    hall.submit({ type: "close-window", window: "2", reason: "lunch", by });
    hall.at += MINUTE;
    await hall.scheduling.tick();
    t.equal(planners, 2);
    t.ok(hall.state.windows.get("1")?.sign.includes("cars"), "and it plans");
    await hall.scheduling.stop();
  },
);

t.test("a window that calls by itself helps without a press, when none of its own has come", async (t) => {
  const adopted = rules((r) => {
    r.scheduler = { ...SCHEDULER_DEFAULTS, mode: "automatic" };
    Object.assign(r.windows[0] ?? {}, { autoCall: true });
  });
  const hall = new ScheduledHall(adopted, NINE, DAY);
  takes(hall, "car-plates");
  hall.submit(call("2"));
  const own = takes(hall, "tax-return");
  t.equal(hall.state.windows.get("1")?.ticket, own);
  hall.submit({ type: "finish", window: "1", by });
  hall.at += MINUTE;
  const other = takes(hall, "car-plates");
  await new Promise(setImmediate);
  t.equal(hall.state.windows.get("1")?.ticket, other);
  t.match(hall.journal.at(-1)?.event, {
    type: "ticket-called",
    data: { by: "system", help: { waiting: 1 } },
  });
  t.strictSame(hall.warnings, []);
  await hall.scheduling.stop();
});

t.test("a hall that was started anew goes on with who waits, is served and is shown", async (t) => {
  const hall = hallIn("automatic");
  hall.submit({ type: "override-sign", window: "1", sign: ["tax", "cars"], reason: "bus", by });
  for (const service of ["car-plates", "car-plates", "tax-return"]) takes(hall, service);
  hall.submit(call("2"));
  hall.scheduling.start();
  hall.at += MINUTE;
  t.match(hall.submit(call("1")), [{ type: "ticket-called", data: { ticket: /^t/ } }]);
  t.ok(["cars", "tax"].includes(hall.lastAdvice() ?? ""), "the scheduler has a word again");
  t.strictSame(hall.warnings, []);
  await hall.scheduling.stop();
});

t.test("signs: whom nobody covers, advice, pins, and modes set while the hall runs", async (t) => {
  const hall = hallIn("off", { help: false });
  for (let n = 0; n < 3; n += 1) takes(hall, "car-plates");
  hall.submit({ type: "close-window", window: "2", reason: "lunch", by });
  await hall.scheduling.tick();
  t.notOk(types(hall).includes("sign-changed"));

  hall.submit({ type: "set-scheduler-mode", mode: "advise", by });
  hall.at += MINUTE;
  await hall.scheduling.tick();
  const [proposal] = hall.state.scheduling.proposals.values();
  t.match(proposal, { window: "1", reason: { kind: "recall", queue: "cars", waiting: 3, windows: 0 } });
  hall.submit({ type: "decline-proposal", proposal: proposal?.id ?? "", by });

  hall.submit({ type: "pin-sign", window: "1", by });
  hall.submit({ type: "set-scheduler-mode", mode: "automatic", by });
  hall.at += 30 * MINUTE;
  await hall.scheduling.tick();
  t.notOk(types(hall).includes("sign-changed"), "pinned");
  t.ok(
    types(hall).includes("queue-became-hot") === false,
    "it has been over for a moment only, as far as is known",
  );
  hall.at += 3 * MINUTE;
  await hall.scheduling.tick();
  t.ok(types(hall).includes("queue-became-hot"));

  hall.submit({ type: "unpin-sign", window: "1", by });
  await hall.scheduling.tick();
  t.match(hall.state.windows.get("1")?.sign.includes("cars"), true);
  t.match(hall.state.scheduling.helped, [{ queue: "cars", minutes: 0 }]);
  t.strictSame(hall.warnings, []);
  await hall.scheduling.stop();
});
