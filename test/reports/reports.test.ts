import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import t from "tap";
import { dayFigures } from "../../src/core/day-figures.ts";
import { event, type HallEvent } from "../../src/core/events.ts";
import type { Day } from "../../src/core/ids.ts";
import { SCHEDULER_DEFAULTS } from "../../src/core/scheduling.ts";
import { type Journal, openJournal } from "../../src/journal/journal.ts";
import { newDayRecord } from "../../src/reports/day-record.ts";
import { type DayReport, reportOf } from "../../src/reports/day-report.ts";
import { recordEvent } from "../../src/reports/record-event.ts";
import { Reports } from "../../src/reports/reports.ts";
import { usualDays } from "../../src/reports/usual.ts";
import { MINUTE, NINE, rules, TestHall } from "../core/given.ts";
import { RandomHall, randomDay } from "../core/random-hall.ts";
import { hallFolder } from "../journal/support.ts";

const ZONE = "Asia/Shanghai";
const HOUR = 60 * MINUTE;

type Happened = { event: HallEvent; at: number };

/** The figures of the day that the last events belong to. */
function reportOn(journal: readonly Happened[]): DayReport {
  const opened = journal.findLastIndex((each) => each.event.type === "day-opened");
  const [first, ...rest] = journal.slice(opened);
  if (first?.event.type !== "day-opened") throw new Error("no day was opened");
  const record = newDayRecord(first.event.data.day, ZONE, first.at);
  for (const { event, at } of rest) recordEvent(record, event, at);
  return reportOf(record);
}

t.test("figures are those of the day slip, whatever people do", async (t) => {
  fc.assert(
    fc.property(randomDay, ({ variants, draws }) => {
      const hall = new RandomHall(variants).lives(draws);
      const report = reportOn(hall.journal);
      const { tickets, walkIns, noShows, gone, visits, outcomes, ratings, unrated } = report.total;
      const counted = { tickets, walkIns, noShows, gone, visits, outcomes, ratings };
      if (JSON.stringify(counted) !== JSON.stringify(dayFigures(hall.state)))
        throw new Error(`${JSON.stringify(counted)}, not ${JSON.stringify(dayFigures(hall.state))}`);
      const sum = (of: (queue: DayReport["queues"][number]) => number) =>
        report.queues.reduce((total, queue) => total + of(queue), 0);
      const rated = Object.values(ratings).reduce((total, count) => total + count, 0);
      t.equal(rated + unrated, visits, "each visit is rated or unrated");
      t.strictSame(
        [sum((each) => each.tickets), sum((each) => each.visits), sum((each) => each.noShows)],
        [tickets, visits, noShows],
        "queues add up",
      );
      const perWindow = report.windows.reduce((total, each) => total + each.visits, 0);
      const perHour = report.windows
        .flatMap(({ hours }) => hours)
        .reduce((total, each) => total + each.visits, 0);
      t.strictSame([perWindow, perHour], [visits, visits], "windows and hours add up");
    }),
    { numRuns: 60 },
  );
});

t.test("a morning in figures", async (t) => {
  const hall = new TestHall();
  hall.takes();
  hall.takes();
  hall.takes("car-plates");
  hall.later(4 * MINUTE).calls("1");
  hall.later(MINUTE).does({ type: "start", window: "1", by: "clerk:1" });
  hall.later(10 * MINUTE).does({ type: "finish", window: "1", outcome: "papers-missing", by: "clerk:1" });
  hall.does({ type: "rate-at-window", window: "1", level: 2, channel: "pad" });
  hall.later(5 * MINUTE).calls("1");
  hall.does({ type: "no-show", window: "1", by: "clerk:1" });
  hall.later(30 * MINUTE).does({
    type: "walk-in",
    ticket: "w",
    window: "3",
    service: "id-card",
    by: "clerk:3",
  });
  hall.later(20 * MINUTE).finishes("3");
  const report = reportOn(hall.journal);
  t.match(report, {
    day: "2026-03-02",
    until: NINE + 70 * MINUTE,
    total: {
      tickets: 3,
      walkIns: 1,
      noShows: 1,
      gone: 0,
      visits: 2,
      waitMinutes: { mean: 12, p95: 20 },
      serviceMinutes: { mean: 15, p95: 20 },
      outcomes: { "papers-missing": 1, unknown: 1 },
      ratings: { 2: 1 },
      unrated: 1,
    },
    queues: [
      { queue: "cars", tickets: 1, visits: 0, waitMinutes: { mean: null, p95: null } },
      { queue: "id-cards", tickets: 0, walkIns: 1, visits: 1, unrated: 1 },
      { queue: "tax", tickets: 2, noShows: 1, visits: 1, unrated: 0, ratings: { 2: 1 } },
    ],
    services: [
      { service: "id-card", visits: 1 },
      { service: "tax-return", visits: 1 },
    ],
    windows: [
      {
        window: "1",
        visits: 1,
        noShows: 1,
        busyMinutes: 11,
        hours: [{ hour: 9, visits: 1, busyMinutes: 11 }],
      },
      {
        window: "3",
        visits: 1,
        busyMinutes: 20,
        hours: [
          { hour: 9, visits: 0, busyMinutes: 10 },
          { hour: 10, visits: 1, busyMinutes: 10 },
        ],
      },
    ],
  });
  t.match(report.quarters, [
    { quarter: 36, issued: 3, served: 0, waiting: 2, meanWaitMinutes: 4 },
    { quarter: 37, served: 1, waiting: 1, meanWaitMinutes: 20 },
    { quarter: 38, issued: 0, served: 0, waiting: 1, meanWaitMinutes: null },
    { quarter: 39, waiting: 1 },
    { quarter: 40, served: 1, waiting: 1 },
  ]);
  t.equal(report.quarters.length, 5);
});

t.test("the usual day is one of the same weekday, else any; empty ones say nothing", async (t) => {
  const days = ["2026-02-16", "2026-02-22", "2026-02-23", "2026-02-27", "2026-03-02"];
  const all = () => true;
  t.strictSame(usualDays(days, "2026-03-02", all), ["2026-02-23", "2026-02-16"]);
  t.strictSame(
    usualDays(days, "2026-03-02", (day) => day !== "2026-02-16"),
    ["2026-02-27", "2026-02-23", "2026-02-22"],
  );
  t.strictSame(usualDays(days, "2026-02-16", all), []);
});

/** Writes what happened into a journal, one entry for each event. */
async function write(journal: Journal, happened: readonly Happened[]): Promise<void> {
  const first = journal.lastSeq + 1;
  await Promise.all(
    happened.map(({ event, at }, index) => {
      const { type, v, data } = event;
      return journal.append({ seq: first + index, at, events: [{ type, v, data: { ...data } }] });
    }),
  );
}

/** Two tickets on each of two days, of which nobody is served; the hall was switched off between. */
function twoDays(): TestHall {
  const hall = new TestHall();
  const day = (day: Day) => hall.does({ type: "open-day", day });
  hall.takes();
  hall.later(MINUTE).calls("1");
  hall.later(5 * MINUTE).finishes("1");
  hall.takes();
  hall.later(4 * 24 * HOUR);
  day("2026-03-06");
  hall.later(2 * HOUR).takes("car-plates");
  return hall;
}

t.test("days are read from the journal of a running hall", async (t) => {
  const dir = hallFolder(t);
  const journal = await openJournal({ dir });
  const reports = new Reports(dir);
  t.teardown(async () => {
    await reports.close();
    await journal.close();
  });
  const hall = twoDays();
  await write(journal, hall.journal);

  t.strictSame(await reports.days(ZONE), ["2026-03-02", "2026-03-06"]);
  const past = await reports.day(ZONE, "2026-03-02");
  t.match(past, {
    final: true,
    until: NINE + 6 * MINUTE,
    total: { tickets: 2, gone: 1, visits: 1, serviceMinutes: { mean: 5 } },
    anchor: {
      seq: hall.journal.findLastIndex(({ event }) => event.type === "day-opened"),
      hash: /^[0-9a-f]{64}$/,
    },
  });
  t.strictSame(await reports.day(ZONE, "2026-03-02"), past);
  t.equal(await reports.day(ZONE, "2026-03-03"), null);

  const today = () => reports.day(ZONE, "2026-03-06");
  t.match(await today(), {
    final: false,
    total: { tickets: 1, visits: 0 },
    anchor: { seq: journal.lastSeq, hash: journal.lastHash },
  });
  const before = hall.journal.length;
  hall.later(5 * MINUTE).takes("car-plates");
  await write(journal, hall.journal.slice(before));
  const [one, other] = await Promise.all([today(), today()]);
  t.match(one, { total: { tickets: 2 }, quarters: [{ quarter: 44, issued: 2, waiting: 2 }] });
  t.equal(one, other, "asked twice at once, read once");
  t.match(await reports.usual(ZONE, "2026-03-06"), {
    day: "2026-03-06",
    days: ["2026-03-02"],
    quarters: [{ quarter: 36, issued: 2, served: 1, waiting: 1, meanWaitMinutes: 1 }],
  });
});

t.test(
  "a rating of the next workday counts where its visit was, and ends the figures' changing",
  async (t) => {
    const dir = hallFolder(t);
    const journal = await openJournal({ dir });
    const reports = new Reports(dir);
    t.teardown(async () => {
      await reports.close();
      await journal.close();
    });
    const hall = new TestHall();
    hall.takes();
    hall.calls("1");
    hall.later(MINUTE).finishes("1");
    const [visit = ""] = hall.state.visits.keys();
    const finished = hall.journal.find(({ event }) => event.type === "visit-finished");
    if (finished?.event.type !== "visit-finished") throw new Error("nobody was served");
    finished.event.data.ratableUntil = NINE + 30 * HOUR;
    const nextDay = NINE + 24 * HOUR;
    await write(journal, [
      ...hall.journal,
      { event: event("day-opened", { day: "2026-03-03" }), at: nextDay },
    ]);
    const yesterday = () => reports.day(ZONE, "2026-03-02");
    t.match(await yesterday(), { final: false, total: { visits: 1, unrated: 1 } });
    await write(journal, [
      { event: event("visit-rated", { visit, level: 5, channel: "phone" }), at: nextDay + HOUR },
      {
        event: event("visit-rated", { visit: "20260303-0001", level: 1, channel: "pad" }),
        at: nextDay + HOUR,
      },
      { event: event("window-opened", { window: "1", by: "system" }), at: nextDay + 7 * HOUR },
    ]);
    t.match(await yesterday(), {
      final: true,
      until: NINE + MINUTE,
      total: { unrated: 0, ratings: { 5: 1, 1: 0 } },
      anchor: { seq: hall.journal.length + 2 },
    });
  },
);

/** A day on which one at each of two windows works so long, in minutes; the first helps with a car too. */
function worksOn(hall: TestHall, minutes: number): void {
  for (const [clerk, window] of [
    ["li", "1"],
    ["drolma", "2"],
  ] as const)
    hall.does({ type: "sign-in", window, clerk, handOver: false });
  hall.takes();
  hall.calls("1");
  hall.takes("car-plates");
  hall.later(MINUTE).calls("2");
  hall.later(minutes * MINUTE).finishes("1");
  hall.later(minutes * MINUTE).finishes("2");
  hall.takes();
  hall.calls("1");
  hall.later(MINUTE).does({ type: "no-show", window: "1", by: "clerk:li" });
}

t.test(
  "the weeks before a day are learned once, also across starts; a lost or foreign file is no loss",
  async (t) => {
    const dir = hallFolder(t);
    const file = join(dir, "past-days.json");
    const journal = await openJournal({ dir });
    t.teardown(() => journal.close());
    const hall = new TestHall();
    worksOn(hall, 5);
    hall.later(24 * HOUR).does({ type: "open-day", day: "2026-03-03" });
    worksOn(hall, 7);
    hall.later(24 * HOUR).does({ type: "open-day", day: "2026-03-04" });
    worksOn(hall, 50);
    await write(journal, hall.journal);

    async function learned(timeZone = ZONE) {
      const reports = new Reports(dir);
      try {
        return await reports.learned(timeZone, "2026-03-04");
      } finally {
        await reports.close();
      }
    }
    const first = await learned();
    t.same(first.services.get("tax-return"), { meanMs: 7 * MINUTE, cv: 1 / 7, visits: 2 }, "6 and 8 minutes");
    t.same(first.services.get("car-plates"), { meanMs: 12 * MINUTE, cv: 1 / 6, visits: 2 }, "10 and 14");
    t.same([...first.paces.keys()].sort(), ["drolma", "li"]);
    t.equal(
      first.arrivals.get("tax")?.reduce((sum, each) => sum + each),
      2,
      "two came each day",
    );
    const kept = readFileSync(file, "utf8");
    t.equal(statSync(file).mode & 0o077, 0, "nobody else reads it");

    writeFileSync(file, kept.replaceAll("[480]", "[960]"));
    t.same(
      (await learned()).services.get("tax-return")?.meanMs,
      11 * MINUTE,
      "what is kept is not read again",
    );
    for (const [what, text] of [
      ["damaged", kept.slice(0, 90)],
      ["of another journal", kept.replaceAll('"seq":', '"seq":9').replaceAll("[480]", "[960]")],
      ["of another format", kept.replace('"format":1', '"format":0').replaceAll("[480]", "[960]")],
    ] as const) {
      writeFileSync(file, text);
      t.same(await learned(), first, what);
      t.equal(readFileSync(file, "utf8"), kept);
    }
    const elsewhere = await learned("Europe/Warsaw");
    t.same(elsewhere.services, first.services);
    t.not(elsewhere.arrivals.get("tax")?.[36], first.arrivals.get("tax")?.[36], "by another clock");
  },
);

t.test("from hot to helped", async (t) => {
  const hall = new TestHall(rules((r) => (r.scheduler = { ...SCHEDULER_DEFAULTS, mode: "automatic" })));
  t.match(reportOn(hall.journal).hot, { times: 0, helped: 0, minutesToHelp: { mean: null } });
  for (let n = 0; n < 11; n += 1) hall.takes("car-plates");
  const overSince = hall.at;
  hall.later(2 * MINUTE).does({ type: "find-hot", queue: "cars", overSince });
  hall.later(6 * MINUTE).does({
    ...{ type: "override-sign", window: "1", sign: ["tax", "cars"], reason: "bus", by: "clerk:lead" },
  });
  t.match(reportOn(hall.journal).hot, { times: 1, helped: 1, minutesToHelp: { mean: 6, p95: 6 } });
});

t.test("no report knows clerks", async (t) => {
  const hall = new TestHall();
  worksOn(hall, 5);
  t.notMatch(JSON.stringify(reportOn(hall.journal)), /li"|drolma/);
});

t.test("a journal that cannot be read is a fault, not a wrong figure", async (t) => {
  const reports = new Reports(hallFolder(t));
  t.teardown(() => reports.close());
  await t.rejects(reports.days(ZONE), { code: "worker-died" });
});
