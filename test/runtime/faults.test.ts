import t from "tap";
import { effectsOf } from "../../src/core/effects.ts";
import type { IntentOf } from "../../src/core/intents.ts";
import type { Job } from "../../src/core/jobs.ts";
import { emptyHall } from "../../src/core/state.ts";
import { type Journal, openJournal } from "../../src/journal/journal.ts";
import { ForwardClock, wallClock } from "../../src/runtime/clock.ts";
import { HallLoop } from "../../src/runtime/loop.ts";
import { type JobResult, Outbox } from "../../src/runtime/outbox.ts";
import { Recovery } from "../../src/runtime/recovery.ts";
import { RememberedAnswers } from "../../src/runtime/remembered.ts";
import { restore } from "../../src/runtime/restore.ts";
import { Timekeeper } from "../../src/runtime/timekeeper.ts";
import { NINE, rules } from "../core/given.ts";
import { faultyDisk, hallFolder } from "../journal/support.ts";

const ISSUE = {
  type: "issue-ticket",
  service: "tax-return",
  channel: "kiosk",
  dispenser: "D1",
  by: "anyone",
} as const satisfies Omit<IntentOf<"issue-ticket">, "ticket">;

/** Disk full, as SQLite says it. */
const SQLITE_FULL = 13;

interface Wishes {
  /** How the printer of the hall does its jobs. */
  perform?(job: Job): Promise<JobResult>;
  /** Throws where the program is to have a mistake. */
  onImage?(): void;
}

/** Journal, loop, outbox and recovery of a hall on a disk that can be made to fail. */
async function hallOn(
  t: { teardown(end: () => unknown): void },
  { perform = async () => ({ result: "done" }), onImage }: Wishes = {},
) {
  const disk = faultyDisk(hallFolder(t));
  const journal = await openJournal({ dir: hallFolder(t), storeModule: disk.storeModule });
  t.teardown(() => journal.close());
  const answers = new RememberedAnswers();
  const said = { well: Promise.withResolvers<void>(), failed: Promise.withResolvers<void>() };
  const say = (what: keyof typeof said) => () => {
    said[what].resolve();
    said[what] = Promise.withResolvers();
  };
  const recovery = new Recovery({ journal, log: { info: say("well"), error: say("failed") } });
  t.teardown(() => recovery.stop());
  const loop: HallLoop<() => void> = new HallLoop({
    journal,
    clock: { now: () => NINE, realMs: (ms) => ms },
    answers,
    state: emptyHall(),
    afterimage: {
      make(state, events) {
        onImage?.();
        const effects = effectsOf(state, events);
        return () => {
          for (const effect of effects) if (effect.kind === "job") outbox.consider(effect.job);
        };
      },
      release: (tell) => tell(),
    },
    onFault: (fault) => recovery.begin(fault, goOn),
  });
  const outbox = new Outbox({
    state: () => loop.state,
    submit: (intent) => loop.submit(intent),
    laneOf: () => "printer",
    ready: () => true,
    stuck: () => false,
    after: () => () => {},
    perform,
    onBug: () => {},
  });
  async function goOn(): Promise<void> {
    await loop.quiet();
    answers.renew(journal.remembered());
    loop.resume(restore(journal));
    await outbox.takeUp();
  }
  await loop.submit({ type: "adopt-config", rules: rules(), hash: "first", by: "start" });
  await loop.submit({ type: "open-day", day: "2026-03-02" });
  return {
    disk,
    journal,
    loop,
    outbox,
    answers,
    recovered: () => said.well.promise,
    failed: () => said.failed.promise,
  };
}

const typesIn = (journal: Journal): string[] => [...journal.read(1)].map(({ type }) => type);
const jobEnds = (journal: Journal) =>
  [...journal.read(1)].filter(({ type }) => type === "job-ended").map(({ data }) => data.outcome);

/** Resolves when the hall has no job left. */
async function jobsDone(loop: HallLoop<unknown>): Promise<void> {
  while (loop.state.jobs.size > 0) await new Promise((done) => setImmediate(done));
  await loop.settled();
}

t.test("a full disk", async (t) => {
  t.test("refuses what it cannot keep and goes on by itself, as if it had not been asked", async (t) => {
    const { disk, loop, recovered } = await hallOn(t);
    disk.order({ failCommitsWith: SQLITE_FULL });
    const both = await Promise.allSettled([
      loop.submit({ ...ISSUE, ticket: "one" }),
      loop.submit({ ...ISSUE, ticket: "two" }),
    ]);
    t.same(
      both.map(({ status }) => status),
      ["rejected", "rejected"],
    );
    await t.rejects(loop.submit({ ...ISSUE, ticket: "three" }), { code: "disk-full" });
    await t.rejects(loop.settled(), { code: "disk-full" });
    disk.order({});
    await recovered();
    t.equal(loop.state.tickets.size, 0);
    await loop.submit({ ...ISSUE, ticket: "four" });
    t.equal(loop.state.tickets.get("four")?.number, "A001");
  });

  t.test("while a paper comes out: the result is told when the disk is well again", async (t) => {
    const printing = Promise.withResolvers<void>();
    const paper = Promise.withResolvers<JobResult>();
    let papers = 0;
    const { disk, journal, loop, recovered } = await hallOn(t, {
      perform() {
        papers += 1;
        printing.resolve();
        return paper.promise;
      },
    });
    await loop.submit({ ...ISSUE, ticket: "one" });
    await printing.promise;
    disk.order({ failCommitsWith: SQLITE_FULL });
    paper.resolve({ result: "done" });
    await t.rejects(loop.submit({ type: "cancel-ticket", ticket: "one", by: "holder" }));
    disk.order({});
    await recovered();
    await jobsDone(loop);
    t.same(jobEnds(journal), ["done"]);
    t.equal(papers, 1);
  });

  t.test("that fills again during the recovery is recovered from as well", async (t) => {
    const printing = Promise.withResolvers<void>();
    const paper = Promise.withResolvers<JobResult>();
    const { disk, journal, loop, recovered, failed } = await hallOn(t, {
      perform() {
        printing.resolve();
        return paper.promise;
      },
    });
    await loop.submit({ ...ISSUE, ticket: "one" });
    await printing.promise;
    disk.order({ failCommitsWith: SQLITE_FULL });
    paper.resolve({ result: "done" });
    await t.rejects(loop.submit({ type: "cancel-ticket", ticket: "one", by: "holder" }));
    // The files open, so the hall begins to go on; what it owes cannot be written still.
    await failed();
    disk.order({});
    await recovered();
    await jobsDone(loop);
    t.same(jobEnds(journal), ["done"]);
  });
});

t.test("an answer that reached the disk and was not told is known after the recovery", async (t) => {
  const { disk, journal, loop, answers, recovered } = await hallOn(t);
  const remembered = { key: "k", actor: "anyone", bodyHash: "b" };
  const told = recovered();
  // The worker dies when the commit is done, before it could say so.
  disk.order({ breakWorkerAfterCommit: true });
  const lost = loop.submit(
    { ...ISSUE, ticket: "one" },
    { remember: { remembered, toAnswer: () => ({ status: 201, answer: "{}" }) } },
  );
  await t.rejects(lost, { code: "worker-died" });
  t.equal(answers.find(remembered, NINE), undefined);
  disk.order({});
  await told;
  t.match(answers.find(remembered, NINE), { status: 201 });
  t.ok(typesIn(journal).includes("ticket-issued"));
});

t.test("a mistake of the program", async (t) => {
  t.test("in the midst of an intent leaves the hall as the journal has it", async (t) => {
    const { loop, recovered } = await hallOn(t);
    const before = loop.submit({ type: "cancel-ticket", ticket: "none", by: "holder" });
    const answer = () => {
      throw new Error("a mistake");
    };
    await t.rejects(loop.submit({ ...ISSUE, ticket: "one" }, { answer }), { message: "a mistake" });
    await before;
    await recovered();
    t.equal(loop.state.tickets.size, 0, "it has not happened");
    await loop.submit({ ...ISSUE, ticket: "two" });
    t.equal(loop.state.tickets.get("two")?.number, "A001");
  });

  t.test("in telling of what is on its way to the disk undoes nothing", async (t) => {
    let images = 0;
    const { loop, recovered } = await hallOn(t, {
      onImage() {
        images += 1;
        if (images === 3) throw new Error("a mistake");
      },
    });
    t.match(await loop.submit({ ...ISSUE, ticket: "one" }), { kind: "done" });
    await recovered();
    t.equal(loop.state.tickets.get("one")?.number, "A001");
  });

  t.test("in doing a job ends the job, and a copy says that there may be two", async (t) => {
    let papers = 0;
    const { journal, loop } = await hallOn(t, {
      async perform() {
        papers += 1;
        if (papers === 1) throw new Error("a mistake");
        return { result: "done" };
      },
    });
    await loop.submit({ ...ISSUE, ticket: "one" });
    await jobsDone(loop);
    t.same(jobEnds(journal), ["unconfirmed", "done"]);
  });

  t.test("in what is due is told, and time goes on", async (t) => {
    const told: unknown[] = [];
    const timekeeper = new Timekeeper({
      clock: wallClock,
      state: () => {
        throw new Error("a mistake");
      },
      now: () => NINE,
      submit: async () => {},
      onBug: (error) => told.push(error),
    });
    t.teardown(() => timekeeper.stop());
    timekeeper.look();
    while (told.length === 0) await new Promise((done) => setTimeout(done, 10));
    t.match(told, [{ message: "a mistake" }]);
  });
});

t.test("what is due and changes nothing is not tried again at once", async (t) => {
  const { loop } = await hallOn(t);
  let tries = 0;
  const timekeeper = new Timekeeper({
    clock: wallClock,
    state: () => loop.state,
    now: () => NINE + 24 * 3_600_000,
    submit: async () => {
      tries += 1;
    },
    onBug: (error) => t.fail(String(error)),
  });
  t.teardown(() => timekeeper.stop());
  await timekeeper.run();
  t.equal(tries, 1);
});

t.test("hall time", async (t) => {
  const wall = { at: NINE, monotonicMs: 0 };
  const clock = new ForwardClock({ now: () => wall.at, realMs: (ms) => ms }, () => wall.monotonicMs);
  const pass = (ms: number, jumpMs = 0) => {
    wall.at += ms + jumpMs;
    wall.monotonicMs += ms;
    return clock.now(NINE) - NINE;
  };
  t.equal(pass(5000), 5000);
  t.equal(pass(0, -3000), 5000, "never goes back, not even where nothing happened meanwhile");
  t.equal(pass(1000), 6000, "and goes on at its pace");
  t.equal(pass(0, 60_000), 63_000, "until the clock on the wall is ahead again");
});
