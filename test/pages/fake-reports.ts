/**
 * Days of a hall in memory, made up but counted as the daemon counts: nothing in a report can be wrong in a way that a
 * real one could not.
 */
import type { FastifyInstance } from "fastify";
import { event, type HallEvent } from "../../src/core/events.ts";
import { dayAnswer, quarterAnswer } from "../../src/http/report-views.ts";
import { newDayRecord } from "../../src/reports/day-record.ts";
import { type DayReport, reportOf } from "../../src/reports/day-report.ts";
import { recordEvent } from "../../src/reports/record-event.ts";
import { usualDays, usualOf } from "../../src/reports/usual.ts";
import type { FakeHall } from "./fake-hall.ts";
import { queueIds } from "./fake-names.ts";

const ZONE = "Asia/Shanghai";
const MINUTE = 60_000;
const OUTCOMES = ["done", "done", "done", "accepted", "papers-missing", "consultation"] as const;
/** Fridays to Mondays back to February; the last is the day of every fake hall. */
const DAYS = [
  "2026-02-16",
  "2026-02-23",
  "2026-02-24",
  "2026-02-25",
  "2026-02-26",
  "2026-02-27",
  "2026-03-02",
];
const TODAY = "2026-03-02";

interface Moment {
  at: number;
  event: HallEvent;
}

/** The same numbers each time, by a generator of D. H. Lehmer with the modulus 2³¹ - 1. */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** A ticket's way through the hall: taken, called some time later, served or missed, rated perhaps. */
function visitOf(count: number, windows: readonly string[], issuedAt: number, draw: () => number): Moment[] {
  const queue = queueIds[Math.floor(draw() ** 2 * 10)] ?? "household";
  const window = windows[count % windows.length] ?? "1";
  const [ticket, visit, by] = [`t${count}`, `v${count}`, "system"];
  const calledAt = issuedAt + draw() * 22 * MINUTE;
  const finishedAt = calledAt + (3 + draw() * 14) * MINUTE;
  const issued = event("ticket-issued", {
    ticket,
    number: ticket,
    prefix: "A",
    count,
    service: queue,
    queue,
    lane: "ordinary",
    language: "zh-CN",
    channel: draw() < 0.08 ? "walk-in" : "D1",
    rank: issuedAt,
    quotas: [],
    expectedWaitMs: null,
    by,
  });
  const called = event("ticket-called", { ticket, visit, window, jumped: false, by });
  if (draw() < 0.06)
    return [
      { at: issuedAt, event: issued },
      { at: calledAt, event: called },
      { at: calledAt + 2 * MINUTE, event: event("ticket-no-show", { ticket, window, by }) },
    ];
  const outcome = OUTCOMES[Math.floor(draw() * OUTCOMES.length)] ?? "done";
  const level = ([5, 5, 4, 3, 2] as const)[Math.floor(draw() * 5)] ?? 5;
  return [
    { at: issuedAt, event: issued },
    { at: calledAt, event: called },
    {
      at: finishedAt,
      event: event("visit-finished", { ticket, visit, window, outcome, ratableUntil: 0, by }),
    },
    ...(draw() < 0.4
      ? [{ at: finishedAt + MINUTE, event: event("visit-rated", { visit, level, channel: "pad" }) }]
      : []),
  ];
}

/** A day of the fake hall, from half past eight until it closes or until now. */
function reportOn(hall: FakeHall, day: string): DayReport {
  const opensAt = Date.parse(`${day}T08:30:00+08:00`);
  const endsAt = day === TODAY ? hall.now().getTime() : Date.parse(`${day}T17:00:00+08:00`);
  const draw = draws(Number(day.replaceAll("-", "")));
  const windows = hall.windows.filter(({ open }) => open).map(({ id }) => id);
  const happened: Moment[] = [];
  for (let at = opensAt, count = 1; at < endsAt; count += 1) {
    happened.push(...visitOf(count, windows, at, draw));
    // More come in the middle of the morning and of the afternoon.
    const hours = (at - opensAt) / (60 * MINUTE);
    at += draw() * MINUTE * (2.5 + 1.8 * Math.cos((hours * 2 * Math.PI) / 4));
  }
  const record = newDayRecord(day, ZONE, opensAt);
  for (const { at, event } of happened.toSorted((a, b) => a.at - b.at))
    if (at <= endsAt) recordEvent(record, event, at);
  return reportOf(record);
}

/** The contract's reports. */
export function fakeReportRoutes(app: FastifyInstance, api: string, hall: FakeHall): void {
  const anchor = { seq: 4_812, hash: "5f0c1d".repeat(11).slice(0, 64) };
  const dayOf = (params: unknown) => (params as { day: string }).day;
  app.get(`${api}/reports/days`, async () => DAYS.toReversed().map((day) => ({ day, today: day === TODAY })));
  app.get(`${api}/reports/days/:day`, async ({ params }) => {
    const report = reportOn(hall, dayOf(params));
    return dayAnswer({ ...report, anchor, final: report.day < "2026-02-27" }, ZONE);
  });
  app.get(`${api}/reports/days/:day/usual`, async ({ params }) => {
    const days = usualDays(DAYS, dayOf(params), () => true);
    const { quarters, ...usual } = usualOf(
      dayOf(params),
      days.map((day) => reportOn(hall, day)),
    );
    return { ...usual, quarters: quarters.map(quarterAnswer) };
  });
}
