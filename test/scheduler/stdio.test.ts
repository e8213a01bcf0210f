import { once } from "node:events";
import { PassThrough } from "node:stream";
import t from "tap";
import { runScheduleStdio, StdioHall } from "../../src/commands/schedule-stdio.ts";

const HELLO = {
  m: "hello",
  v: 1,
  scenario: "two windows",
  rules: { setupMs: 60_000, dwellMs: 600_000, maxPerHour: 3, maxSign: 1, help: true, helpOverheadMs: 20_000 },
  sessions: [[32_400_000, 43_200_000]],
  groups: [
    { id: "A", name: "a", meanMs: 300_000, cv: 0.7, history: [] },
    { id: "B", name: "b", meanMs: 300_000, cv: 0.7 },
  ],
  windows: [
    { id: 1, home: ["A"], skills: ["A", "B"], breaks: [] },
    { id: 2, home: ["B"], skills: ["B"] },
  ],
};
const OPEN = 32_400_000;

async function talk(lines: readonly (object | string)[]): Promise<unknown[]> {
  const input = new PassThrough();
  const output = new PassThrough();
  const chunks: Buffer[] = [];
  output.on("data", (chunk: Buffer) => chunks.push(chunk));
  const done = runScheduleStdio(input, output);
  for (const line of lines) input.write(`${typeof line === "string" ? line : JSON.stringify(line)}\n`);
  input.end();
  await done;
  return Buffer.concat(chunks)
    .toString()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

t.test("a conversation: ready, one answer an ask, the end with the input", async (t) => {
  const replies = await talk([
    HELLO,
    { m: "ev", t: OPEN, e: "open", w: 1 },
    { m: "ev", t: OPEN, e: "open", w: 2 },
    { m: "ev", t: OPEN + 1000, e: "arrive", ticket: 1, g: "B", cls: "normal", slot: null },
    { m: "ask", id: 1, t: OPEN + 1000, why: "eta", ticket: 1 },
    { m: "ask", id: 2, t: OPEN + 1000, why: "free", w: 1 },
    { m: "ask", id: 3, t: OPEN + 1000, why: "free", w: 2 },
    { m: "ev", t: OPEN + 1000, e: "call", w: 2, ticket: 1, g: "B", off: 0 },
    { m: "ev", t: OPEN + 2000, e: "arrive", ticket: 2, g: "B", cls: "prio", slot: null },
    { m: "ask", id: 4, t: OPEN + 2000, why: "free", w: 1 },
    { m: "ask", id: 5, t: OPEN + 30_000, why: "tick" },
    { m: "bye", t: OPEN + 30_000, metrics: {} },
  ]);
  t.strictSame(replies, [
    { m: "ready", name: "halld" },
    { m: "ans", id: 1, eta: { mean: 0, mid: 0, lo: 0, hi: 0 } },
    { m: "ans", id: 2, call: null },
    { m: "ans", id: 3, call: "B" },
    { m: "ans", id: 4, call: "B" },
    { m: "ans", id: 5 },
  ]);
});

t.test("what makes no sense is passed over, and asks are answered all the same", async (t) => {
  const complaints: string[] = [];
  const hall = new StdioHall({ complain: (text) => complaints.push(text) });
  const hear = (line: object | string) => hall.hear(typeof line === "string" ? line : JSON.stringify(line));
  t.strictSame(hear({ m: "ask", id: 1, t: OPEN, why: "tick" }), { m: "ans", id: 1 }, "before any hello");
  t.equal(hear("{"), null);
  t.equal(hear("17"), null);
  t.equal(hear({ m: "news" }), null);
  t.strictSame(hear(HELLO), { m: "ready", name: "halld" });
  t.equal(hear({ m: "ev", t: OPEN, e: "open", w: 99 }), null);
  t.equal(hear({ m: "ev", t: OPEN, e: "arrive", ticket: 1, g: "Z", cls: "normal", slot: null }), null);
  t.equal(hear({ m: "ev", e: "open", w: 1 }), null);
  t.equal(hear({ m: "ask", t: OPEN, why: "tick" }), null, "an ask without an id cannot be answered");
  t.equal(complaints.length, 7);
  for (const ask of [
    { why: "free", w: 99 },
    { why: "free" },
    { why: "uncovered", g: "Z" },
    { why: "eta" },
    { why: "weather" },
  ])
    t.strictSame(hear({ m: "ask", id: 7, t: OPEN, ...ask }), { m: "ans", id: 7 });
  t.strictSame(hear({ m: "ask", id: "7b", t: OPEN, why: "tick" }), { m: "ans", id: "7b" });
  t.equal(complaints.length, 12, "each with its line");
  t.strictSame(hear({ m: "ask", id: 8, t: OPEN, why: "eta", ticket: 5 }), {
    m: "ans",
    id: 8,
    eta: { mean: 0, mid: 0, lo: 0, hi: 0 },
  });
  t.strictSame(hear({ ...HELLO, groups: "none", windows: null, rules: 3 }), { m: "ready", name: "halld" });
});

t.test("a slow reader does not lose answers", async (t) => {
  const input = new PassThrough();
  const output = new PassThrough({ highWaterMark: 16 });
  const done = runScheduleStdio(input, output);
  for (let n = 0; n < 50; n++) input.write(`${JSON.stringify(HELLO)}\n`);
  input.end();
  let read = "";
  output.on("data", (chunk: Buffer) => {
    read += chunk.toString();
  });
  await done;
  output.end();
  await once(output, "end");
  t.equal(read.trim().split("\n").length, 50);
});

t.test("signs are home again when a later session starts, also where nobody says so", (t) => {
  const NOON = OPEN + 3_600_000;
  const AGAIN = NOON + 3_600_000;
  const lent = (saysHome: boolean) => {
    const hall = new StdioHall();
    const sessions = [
      [OPEN, NOON],
      [AGAIN, AGAIN + 3_600_000],
    ];
    const lines = [
      { ...HELLO, sessions, rules: { ...HELLO.rules, help: false } },
      { m: "ev", t: OPEN, e: "open", w: 1 },
      { m: "ev", t: OPEN + 60_000, e: "sign", w: 1, sign: ["B"] },
      { m: "ev", t: NOON, e: "close", w: 1 },
      ...(saysHome ? [{ m: "ev", t: AGAIN, e: "sign", w: 1, sign: ["A"] }] : []),
      { m: "ev", t: AGAIN, e: "open", w: 1 },
      { m: "ev", t: AGAIN, e: "open", w: 2 },
      { m: "ev", t: AGAIN + 1000, e: "arrive", ticket: 1, g: "A", cls: "normal", slot: null },
      { m: "ev", t: AGAIN + 1000, e: "arrive", ticket: 2, g: "B", cls: "prio", slot: null },
    ];
    for (const line of lines) hall.hear(JSON.stringify(line));
    return hall.hear(JSON.stringify({ m: "ask", id: 1, t: AGAIN + 1000, why: "free", w: 1 }));
  };
  t.strictSame(lent(false), { m: "ans", id: 1, call: "A" });
  t.strictSame(lent(true), lent(false));
  t.end();
});
