import t from "tap";
import type { Job } from "../../src/core/jobs.ts";
import { plainWaitRange } from "../../src/core/waits.ts";
import { paperOf } from "../../src/papers/paper-of.ts";
import { type JobResult, Outbox } from "../../src/runtime/outbox.ts";
import { MINUTE } from "../core/given.ts";
import { asText } from "./as-text.ts";
import { PapersHall } from "./example.ts";

const TICKET = { type: "issue-ticket", service: "grazing", channel: "d", by: "d", dispenser: "D1" } as const;
const AT_D1 = { dispenser: "D1", by: "clerk:2" } as const;

/** Both dispensers print, and D2 stands in for D1. */
function twoPrinters(): PapersHall {
  return new PapersHall((r) => {
    r.dispensers = [
      { id: "D1", prints: true, standIn: "D2" },
      { id: "D2", prints: true },
      { id: "D3", prints: false },
    ];
  });
}

const only = (hall: PapersHall): Job => {
  const [job, ...others] = hall.state.jobs.values();
  if (!job || others.length > 0) throw new Error(`${others.length + 1} jobs`);
  return job;
};

t.test("a promise is printed as a promise, of the visit that it was made in", async (t) => {
  const hall = twoPrinters();
  const act = { window: "2", by: "c" } as const;
  const [, asked] = hall.does({ type: "make-promise", ...act, papers: ["照片"], dispenser: "D1" });
  t.match(asked?.data, { paper: "promise-slip", visit: "20260302-0001" });
  hall.does({ type: "finish", ...act });
  const job = only(hall);
  if (job.kind !== "print") return t.fail("no paper");
  const slip = () => asText(paperOf(hall.state, job, { widthMm: 80, estimate: plainWaitRange }) ?? noPaper);
  t.match(slip(), /承诺件回执.*20260302-0001.*2026-03-09.*1\. 照片/s);
  hall.does({ type: "end-job", job: job.id, result: "done" });

  const again = { type: "reprint", ticket: "early-1", ...AT_D1 } as const;
  hall.does({ ...again, paper: "promise-slip" });
  t.match(only(hall), { paper: "promise-slip", visit: "20260302-0001", copy: true });
  t.equal(hall.refuses({ ...again, ticket: "early-2", paper: "promise-slip" }).code, "unknown-visit");
  t.equal(hall.refuses({ ...again, dispenser: "D3" }).code, "unknown-dispenser");
});

const noPaper = { widthMm: 80 as const, lines: [] };

t.test("what belongs to no ticket is printed for who asks", async (t) => {
  const hall = twoPrinters();
  t.equal(hall.refuses({ type: "print-notice", service: "residence", ...AT_D1 }).code, "unknown-service");
  t.equal(hall.refuses({ type: "print-case-slip", visit: "none", ...AT_D1 }).code, "unknown-visit");
  const anchor = { seq: 9, hash: "ab".repeat(32) };
  hall.does({ type: "finish", window: "2", outcome: "done", by: "c" });
  hall.does({ type: "print-day-slip", anchor, ...AT_D1 });
  const slip = only(hall);
  t.match(slip, { paper: "day-slip", figures: { tickets: 4, visits: 1, outcomes: { done: 1 } }, anchor });

  hall.does({ type: "start-job", job: slip.id });
  hall.does({ type: "call-next", window: "2", by: "c" });
  hall.does({ type: "finish", window: "2", outcome: "done", by: "c" });
  hall.does({ type: "end-job", job: slip.id, result: "unconfirmed" });
  t.match(only(hall), { copy: true, figures: { visits: 1 } }, "the copy says what the first one said");
});

t.test("only a paper that waits is moved, and only to a printer that stands in", async (t) => {
  const hall = twoPrinters();
  hall.does({ ...TICKET, ticket: "x" });
  const { id: job } = only(hall);
  hall.does({ type: "start-job", job });
  t.equal(hall.refuses({ type: "move-print", job }).code, "wrong-state");
  hall.does({ type: "end-job", job, result: "not-done", reason: "receipt-empty" });
  const [moved] = hall.does({ type: "move-print", job });
  t.match(moved, { type: "print-moved", data: { job, dispenser: "D2", insteadOf: "D1" } });
  t.match(only(hall), { dispenser: "D2", copy: false, started: false }, "the same job, not a second one");
  t.equal(hall.refuses({ type: "move-print", job }).code, "unknown-dispenser", "nobody stands in for D2");
  hall.later(10 * MINUTE).does({ type: "void-unprinted", job });
  t.equal(hall.ticket("x")?.state, "void", "a paper that nobody could print is void as ever");
});

/** An outbox over a hall whose printers are as the test says, and which writes down each paper. */
function outboxOf(hall: PapersHall) {
  const ready = new Set(["D1", "D2"]);
  const waking = new Set<string>();
  const later: (() => void)[] = [];
  const papers: string[] = [];
  const results: JobResult[] = [];
  const coming: PromiseWithResolvers<void>[] = [];
  const outbox: Outbox = new Outbox({
    state: () => hall.state,
    async submit(intent) {
      const events = hall.does(intent);
      for (const { type, data } of events)
        if (/requested|put-back|moved/.test(type) && "job" in data) outbox.consider(data.job);
      return { kind: "done" };
    },
    laneOf: (job) => (job.kind === "print" ? job.dispenser : "voice"),
    ready: (lane) => ready.has(lane),
    stuck: (lane) => !waking.has(lane),
    after(_delayMs, run) {
      later.push(run);
      return () => {
        if (later.includes(run)) later.splice(later.indexOf(run), 1);
      };
    },
    async perform(job) {
      await coming[0]?.promise;
      const result = results.shift() ?? { result: "done" };
      if (result.result === "done" && job.kind === "print")
        papers.push(`${job.dispenser} ${job.id.slice(-2)}`);
      if (result.result === "not-done" && job.kind === "print") ready.delete(job.dispenser);
      return result;
    },
    onBug: (error) => t.fail(String(error)),
  });
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  const takes = async (ticket: string) => {
    for (const { type, data } of hall.does({ ...TICKET, ticket }))
      if (type === "print-requested") outbox.consider(data.job);
    await settled();
  };
  return { ready, waking, later, papers, results, coming, outbox, settled, takes };
}

t.test("while a printer cannot print another takes over, and nothing comes twice", async (t) => {
  const hall = twoPrinters();
  const { ready, papers, results, outbox, settled, takes } = outboxOf(hall);
  await takes("a");
  results.push({ result: "not-done", reason: "receipt-empty" });
  await takes("b");
  t.same(papers, ["D1 01", "D2 02"], "one that was put back, too");

  ready.delete("D2");
  await takes("c");
  await takes("d");
  t.equal(papers.length, 2, "both are out");
  ready.add("D2");
  outbox.wake("D2");
  await settled();
  t.same(papers.slice(2), ["D2 03", "D2 04"], "the stand-in comes back first");

  ready.add("D1");
  outbox.wake("D1");
  await settled();
  t.equal(papers.length, 4, "when paper returns nothing is printed again");
  await takes("e");
  t.equal(papers.at(-1), "D1 05");
  t.equal(hall.state.jobs.size, 0);
  t.same([...outbox.backlog().values()], [0, 0]);
});

t.test("a printer that only wakes up keeps its papers", async (t) => {
  const { ready, waking, later, papers, outbox, settled, takes } = outboxOf(twoPrinters());
  ready.delete("D1");
  waking.add("D1");
  await takes("a");
  outbox.wake("D2");
  await settled();
  t.same([papers, later.length], [[], 1], "it is looked at once more, however often something happens");
  later.shift()?.();
  await settled();
  ready.add("D1");
  outbox.wake("D1");
  await settled();
  t.same(papers, ["D1 01"]);

  ready.delete("D1");
  await takes("b");
  waking.delete("D1");
  later.pop()?.();
  await settled();
  t.same(papers.at(-1), "D2 02", "one that does not is helped, though nothing else happens");
});

t.test("a hall that ends waits for the paper that is coming out, and begins no other", async (t) => {
  const hall = twoPrinters();
  const { later, papers, coming, outbox, settled, takes } = outboxOf(hall);
  const paper = Promise.withResolvers<void>();
  coming.push(paper);
  await takes("a");
  await takes("b");
  let hasClosed = false;
  const closing = outbox.close(3_000).then(() => {
    hasClosed = true;
  });
  await settled();
  t.same([hasClosed, later.length], [false, 1]);
  paper.resolve();
  await closing;
  t.same(papers, ["D1 01"]);
  t.match([...hall.state.jobs.values()], [{ started: false }], "the other waits for the next start");
  t.equal(later.length, 0);
});

t.test("a paper that does not come out is not waited for for ever", async (t) => {
  const hall = twoPrinters();
  const { later, coming, outbox, settled, takes } = outboxOf(hall);
  const paper = Promise.withResolvers<void>();
  coming.push(paper);
  await takes("a");
  const closing = outbox.close(3_000);
  later.shift()?.();
  await closing;
  t.match(only(hall), { started: true });
  let hasEnded = false;
  const ended = outbox.ended().then(() => {
    hasEnded = true;
  });
  await settled();
  t.notOk(hasEnded);
  paper.resolve();
  await ended;
  t.equal(hall.state.jobs.size, 0, "what became of it when its wire was closed is in the journal");
});
