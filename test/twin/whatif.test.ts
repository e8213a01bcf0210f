import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import t from "tap";
import { whatif } from "../../src/commands/whatif.ts";
import { openJournal } from "../../src/journal/journal.ts";
import type { HallFacts } from "../../src/scheduler/model.ts";
import { recordedInJournal } from "../../src/twin/journal-recording.ts";
import type { TwinPolicy, TwinTicket } from "../../src/twin/twin-day.ts";
import { runTwinDay } from "../../src/twin/twin-run.ts";
import { MINUTE, rules, TestHall } from "../core/given.ts";

t.setTimeout(60_000);
const root = join(import.meta.dirname, "../..");
const OPEN = 9 * 60 * MINUTE;
const CLOSE = OPEN + 240 * MINUTE;
const [HOT, COLD] = [0, 1];

/** Two queues with a window each; both clerks may do both. */
function facts(help = true): HallFacts {
  const group = { meanMs: 6 * MINUTE, cv: 0.7, history: [] };
  return {
    rules: {
      ...{ setupMs: MINUTE, dwellMs: 10 * MINUTE, maxPerHour: 3, maxSign: 3, help, helpOverheadMs: 20_000 },
      ...{ foreignFactor: 1.1, apptLeadMs: 10 * MINUTE, callTimeoutMs: 45_000, tickMs: 30_000 },
    },
    sessions: [[OPEN, CLOSE]],
    groups: [
      { id: "hot", ...group },
      { id: "cold", ...group },
    ],
    windows: [HOT, COLD].map((home, w) => ({ id: w + 1, home: [home], skills: [HOT, COLD], breaks: [] })),
  };
}
const whole = [[[OPEN, CLOSE]], [[OPEN, CLOSE]]] as const;
const came = (at: number, group: number, minutes: number): TwinTicket => ({
  ...{
    at: OPEN + at * MINUTE,
    group,
    lane: "normal",
    slot: null,
    serviceMs: minutes * MINUTE,
    missedMs: null,
    leftAt: null,
  },
});
const run = (tickets: TwinTicket[], policy: TwinPolicy, help = true, pauses: number[][] = []) =>
  runTwinDay({ facts: facts(help), tickets, presence: whole, pauses, setupMs: MINUTE, policy, seed: 1 });

const people = fc.array(
  fc.record({
    gap: fc.nat({ max: 12 }),
    minutes: fc.integer({ min: 1, max: 20 }),
    group: fc.nat({ max: 1 }),
  }),
  {
    minLength: 1,
    maxLength: 40,
  },
);
function comingOne(all: { gap: number; minutes: number; group: number }[], group?: number): TwinTicket[] {
  let at = 0;
  return all.map((each) => {
    at += each.gap;
    return came(at, group ?? each.group, each.minutes);
  });
}

const seconds = fc.array(fc.nat({ max: 90 }), { maxLength: 5 });

t.test("property: under static signs, one window's queue waits as Lindley's recursion says", async () => {
  fc.assert(
    fc.property(people, seconds, (all, presses) => {
      const tickets = comingOne(all, HOT);
      const pauses = presses.map((each) => each * 1000);
      const { waitsMs } = run(tickets, "static", true, [pauses, []]);
      let free = 0;
      return tickets.every(({ at, serviceMs }, n) => {
        // Over again when there are more calls than pauses.
        const called = Math.max(at, free) + (pauses[n % pauses.length] ?? 0);
        free = called + serviceMs;
        return waitsMs[n] === called - at;
      });
    }),
    { numRuns: 60 },
  );
});

t.test(
  "who lost patience leaves, if not called before; who does not come keeps a window as long",
  async (t) => {
    const [first, second, third] = [came(0, HOT, 10), came(1, HOT, 5), came(2, HOT, 5)];
    const { waitsMs } = run(
      [first, { ...second, leftAt: OPEN + 9 * MINUTE }, { ...third, leftAt: OPEN + 11 * MINUTE }],
      "static",
    );
    t.strictSame(waitsMs, [0, null, 8 * MINUTE]);
    const missed = run([{ ...first, missedMs: 2 * MINUTE }, second], "static");
    t.strictSame(missed.waitsMs, [0, MINUTE]);
  },
);

t.test(
  "property: whoever decides, everybody is called once, never before they came, and alike each time",
  async () => {
    fc.assert(
      fc.property(people, fc.boolean(), (all, help) => {
        const tickets = comingOne(all);
        const once = run(tickets, "halld", help);
        const again = run(tickets, "halld", help);
        const calledOnce =
          once.calls === tickets.length && once.waitsMs.every((wait) => wait !== null && wait >= 0);
        return (
          calledOnce && JSON.stringify(once) === JSON.stringify(again) && (help || once.callsOffSign === 0)
        );
      }),
      { numRuns: 25 },
    );
  },
);

t.test("the scheduler sends the cold window to help the hot queue", async (t) => {
  const tickets = Array.from({ length: 40 }, (_, n) => came(n * 4, HOT, 7));
  const mean = ({ waitsMs }: { waitsMs: (number | null)[] }) =>
    waitsMs.reduce((sum: number, wait) => sum + (wait ?? 0), 0) / waitsMs.length / MINUTE;
  const fixed = run(tickets, "static");
  const helped = run(tickets, "halld");
  const moved = run(tickets, "halld", false);
  t.ok(
    mean(fixed) > 40 && mean(helped) < 5 && mean(moved) < 15,
    `${mean(fixed)}, ${mean(helped)}, ${mean(moved)}`,
  );
  t.equal(fixed.callsOffSign + fixed.signChanges, 0);
  t.ok(moved.signChanges > 0 && moved.callsOffSign === 0);
});

/** A morning in a journal: window 2 is closed for a while, one visit of 12 minutes, one who does not come. */
async function journalled(dir: string): Promise<void> {
  const hall = new TestHall(rules());
  hall.later(MINUTE).takes("car-plates");
  hall.takes("car-plates");
  hall.later(4 * MINUTE).calls("2");
  hall.later(12 * MINUTE).finishes("2");
  hall.does({ type: "close-window", window: "2", reason: "meeting", by: "clerk:li" });
  hall.later(10 * MINUTE).does({ type: "open-window", window: "2", by: "clerk:li" });
  hall.calls("2");
  hall.later(MINUTE).does({ type: "no-show", window: "2", by: "clerk:li" });
  hall.later(MINUTE).takes("tax-return");
  const journal = await openJournal({ dir });
  let seq = 1;
  for (const { event, at } of hall.journal) await journal.append({ seq: seq++, at, events: [event] });
  await journal.close();
}

t.test("a journal is replayed: waits, services, no-shows and hours of windows as they were", async (t) => {
  const dir = t.testdir();
  await journalled(dir);
  const recording = recordedInJournal(dir, "2026-03-02", "2026-03-02");
  const [day] = recording?.days ?? [];
  t.match(day?.tickets, [
    { queue: "cars", at: OPEN + MINUTE, waitMs: 4 * MINUTE, serviceMs: 12 * MINUTE, missedMs: null },
    { queue: "cars", waitMs: 26 * MINUTE, serviceMs: null, missedMs: MINUTE },
    { queue: "tax", waitMs: null },
  ]);
  t.strictSame(day?.presence.get("2"), [
    [OPEN, OPEN + 17 * MINUTE],
    [OPEN + 27 * MINUTE, OPEN + 29 * MINUTE],
  ]);
  t.strictSame([...(day?.pauses ?? [])], [["2", [4 * MINUTE, 0]]]);
  t.equal(day?.policy, "static");
  t.strictSame(recordedInJournal(dir, "2026-03-03", "2026-03-09")?.days, []);

  const said = spawnSync(process.execPath, ["src/main.ts", "whatif", "--data", dir, "--windows", "2,3"], {
    cwd: root,
    encoding: "utf8",
  });
  t.equal(said.stderr, "");
  t.equal(said.status, 0);
  t.match(said.stdout, /^1 day, waits in minutes\n\n +as recorded +before \(static\) +after \(static\)\n/);
  t.match(said.stdout, /\ncars +2 +15\.0 +26\.0 +26\.0 +0 +15\.0 +26\.0 +26\.0 +0 /);
  t.match(
    said.stdout,
    /mean 15\.0 for 15\.0, P95 26\.0 for 26\.0; one person's waits 0\.0 min apart on average, correlation 1\.00\n$/,
  );
});

t.test("who came by another way keeps the window; a config adopted at noon makes nobody twice", async (t) => {
  const dir = t.testdir();
  const hall = new TestHall();
  hall.later(MINUTE).takes("car-plates");
  hall
    .later(MINUTE)
    .does({ type: "walk-in", ticket: "w", window: "2", service: "tax-return", by: "clerk:li" });
  hall.later(10 * MINUTE).finishes("2");
  const impatient = hall.takes("tax-return");
  hall.later(3 * MINUTE).does({ type: "cancel-ticket", ticket: impatient, by: "holder" });
  hall.does({ type: "adopt-config", rules: rules((r) => (r.alarms.overrunFactor = 3)), hash: "b", by: "x" });
  hall.later(MINUTE).calls("2");
  hall.later(9 * MINUTE).finishes("2");
  const journal = await openJournal({ dir });
  let seq = 1;
  for (const { event, at } of hall.journal) await journal.append({ seq: seq++, at, events: [event] });
  await journal.close();
  const [day, ...more] = recordedInJournal(dir, "2026-03-02", "2026-03-02")?.days ?? [];
  t.strictSame(more, []);
  t.match(day?.tickets, [
    { at: OPEN + MINUTE, waitMs: 15 * MINUTE, serviceMs: 9 * MINUTE, leftAt: null },
    { queue: "tax", at: OPEN + 12 * MINUTE, waitMs: null, leftAt: OPEN + 15 * MINUTE },
  ]);
  t.strictSame(day?.presence.get("2")?.slice(0, 2), [
    [OPEN, OPEN + 2 * MINUTE],
    [OPEN + 12 * MINUTE, OPEN + 15 * MINUTE],
  ]);
});

t.test("recorded files and wrong questions", async (t) => {
  const dir = t.testdir({
    "office.json": JSON.stringify({
      office: "Small",
      groups: [{ name: "A: all", serviceMeanMinutes: 5 }],
      windows: [{ window: 1, home: [0], authorised: [0] }],
      days: [{ date: "2026-03-02", arrivals: [[540, 545, 0, 5]] }],
    }),
  });
  writeFileSync(
    join(dir, "days.csv"),
    "day,time,queue,minutes\n2026-03-02,09:00,tax,6\n2026-03-02,09:01:30,tax,\n2026-03-02,09:02,tax,long\n",
  );
  const args = (...more: string[]) => ["--days", join(dir, "office.json"), ...more];
  const office = spawnSync(process.execPath, ["src/main.ts", "whatif", ...args("--policy", "static")], {
    cwd: root,
    encoding: "utf8",
  });
  t.match(office.stdout, /^1 day[\s\S]*\nG0 +5 +\d+\.\d[\s\S]*after +0 signs changed, 0 % of 5 calls/);
  const config = join(root, "config/county.yaml");
  const table = ["--days", join(dir, "days.csv"), "--config", config];
  await t.rejects(whatif.run(table), { message: /days\.csv:4: "long" minutes/ });
  for (const [wrong, why] of [
    [[], /either --data or --days/],
    [["--days", "x.csv"], /a table needs --config/],
    [args("--policy", "best"), /"best" is no policy/],
    [args("--windows", "9"), /no window "9"/],
    [args("--from", "monday"), /no day like/],
  ] as const)
    await t.rejects(whatif.run([...wrong]), { name: "UsageError", message: why });
});
