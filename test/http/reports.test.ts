import t from "tap";
import type { ReportsPort } from "../../src/http/routes/reports.ts";
import { JournalFault } from "../../src/journal/fault.ts";
import { newDayRecord } from "../../src/reports/day-record.ts";
import { reportOf } from "../../src/reports/day-report.ts";
import { recordEvent } from "../../src/reports/record-event.ts";
import { usualOf } from "../../src/reports/usual.ts";
import { MINUTE, NINE, TestHall } from "../core/given.ts";
import { api, opened } from "./calling.ts";

const TODAY = "2026-03-02";
const anchor = { seq: 7, hash: "a".repeat(64) };

/** One ticket served at window 1 after five minutes, another that waits. */
function aMorning(): ReportsPort {
  const hall = new TestHall();
  hall.takes();
  hall.takes();
  hall.later(5 * MINUTE).calls("1");
  hall.later(10 * MINUTE).finishes("1");
  const record = newDayRecord(TODAY, "Asia/Shanghai", NINE);
  for (const { event, at } of hall.journal) recordEvent(record, event, at);
  const report = reportOf(record);
  return {
    days: async () => ["2026-02-27", TODAY],
    day: async (_timeZone, day) => (day === TODAY ? { ...report, anchor, final: false } : null),
    usual: async (_timeZone, day) => usualOf(day, [report, { ...report, day: "2026-02-27", quarters: [] }]),
  };
}

t.test("staff read the hall's days: which there are, one in figures, what is usual", async (t) => {
  const { call } = await opened(t, { reports: aMorning() });
  t.match(await call("GET", api("/reports/days")), {
    status: 200,
    body: [
      { day: TODAY, today: true },
      { day: "2026-02-27", today: false },
    ],
  });
  const { status, body } = await call("GET", api(`/reports/days/${TODAY}`));
  t.equal(status, 200);
  t.match(body, {
    day: TODAY,
    until: "2026-03-02T09:15:00.000+08:00",
    final: false,
    anchor,
    total: { tickets: 2, visits: 1, waitMinutes: { mean: 5, p95: 5 }, outcomes: { unknown: 1 }, unrated: 1 },
    queues: [{ queue: "tax", tickets: 2, ratings: { 1: 0, 5: 0 } }],
    services: [{ service: "tax-return", visits: 1 }],
    windows: [{ window: "1", visits: 1, busyMinutes: 10, hours: [{ hour: 9, visits: 1, busyMinutes: 10 }] }],
    quarters: [
      { from: "09:00", issued: 2, served: 0, waiting: 1, meanWaitMinutes: 5 },
      { from: "09:15", issued: 0, served: 1, waiting: 1, meanWaitMinutes: null },
    ],
  });
  t.notMatch(JSON.stringify(body), /clerk|A001|"t1"/, "no clerk, no number, no ticket");
  t.match(await call("GET", api(`/reports/days/${TODAY}/usual`)), {
    body: { days: [TODAY, "2026-02-27"], quarters: [{ from: "09:00", issued: 1, waiting: 0.5 }, {}] },
  });
});

t.test("what is no day, or no day of this hall, and who may not ask", async (t) => {
  const { call } = await opened(t, { reports: aMorning() });
  t.match(await call("GET", api("/reports/days/2026-03-03")), { status: 404, body: { code: "not-found" } });
  t.match(await call("GET", api("/reports/days/monday")), { status: 400, body: { code: "malformed" } });
  const closed = await opened(t, {
    change(rules) {
      rules.hall.access = "sign-in";
    },
  });
  for (const path of ["days", `days/${TODAY}`, `days/${TODAY}/usual`])
    t.match(await closed.call("GET", api(`/reports/${path}`)), {
      status: 401,
      body: { code: "not-signed-in" },
    });
});

t.test("a journal that cannot be read is said so", async (t) => {
  const broken = async () => {
    throw new JournalFault("damaged", "event 7 does not fit its hash");
  };
  const { call } = await opened(t, { reports: { days: broken, day: broken, usual: broken } });
  t.match(await call("GET", api("/reports/days")), {
    status: 503,
    body: { code: "journal-unavailable", facts: { fault: "damaged" } },
  });
});
