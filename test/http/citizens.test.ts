import t from "tap";
import type { HallEvent } from "../../src/core/events.ts";
import { freeze } from "../../src/core/snapshot.ts";
import { api, atWindow, issue, opened } from "./calling.ts";

t.test("a service says what a citizen wants to know before choosing it", async (t) => {
  const { call, clock } = await opened(t, {
    change(rules) {
      Object.assign(rules.queues[0] ?? {}, { appointmentsPerSlot: 2 });
      Object.assign(rules.services[0] ?? {}, {
        common: true,
        pictogram: "document",
        quietHours: [{ from: "11:00", to: "12:00" }],
        notice: {
          version: "2",
          validUntil: "2026-03-02",
          papers: [{ "zh-CN": "身份证", en: "Identity card" }],
          subject: { "zh-CN": "税务局" },
          feeBasis: { "zh-CN": "不收费" },
        },
      });
      Object.assign(rules.services[2] ?? {}, { initials: "czp" });
    },
  });
  const services = async () => (await call("GET", api("/services"))).body as unknown as object[];
  t.match((await services())[0], {
    normMinutes: 8,
    pictogram: "document",
    initials: "bs",
    common: true,
    bookable: true,
    quietHours: [{ from: "11:00", to: "12:00" }],
    waitLowMinutes: 0,
    notice: {
      version: "2",
      validUntil: "2026-03-02",
      expired: false,
      papers: [{ "zh-CN": "身份证", en: "Identity card" }],
      subject: { "zh-CN": "税务局" },
      feeBasis: { "zh-CN": "不收费" },
    },
  });
  t.match((await services())[2], {
    pictogram: "car-plates",
    initials: "czp",
    common: false,
    bookable: false,
    quietHours: [],
    notice: null,
  });
  clock.at += 24 * 3_600_000;
  t.match((await services())[0], { notice: { expired: true } }, "its last day is over");
});

t.test("a bad rating may say why; words of one's own are sealed, and nobody is told them", async (t) => {
  const hall = await opened(t);
  const { call, journal } = hall;
  const ticket = await issue(call);
  const { visit } = await atWindow(call, "1/call-next");
  await atWindow(call, "1/finish", { outcome: "done" });
  const path = api(`/visits/${visit?.id}/rating`);
  const bad = { level: 1, channel: "phone", ticket: ticket.id };
  for (const reasons of [[], ["weather"], ["slow", "slow"]])
    t.match(await call("POST", path, { ...bad, reasons }), { status: 400 }, `${reasons}`);
  t.match(await call("POST", path, { ...bad, text: "x".repeat(501) }), { status: 400 });

  const appended: { events: HallEvent[] }[] = [];
  const append = journal.append.bind(journal);
  journal.append = (entry) => {
    appended.push(entry as { events: HallEvent[] });
    return append(entry);
  };
  const text = "三号窗口的人说话难听";
  const rated = await call("POST", path, { ...bad, reasons: ["attitude", "slow"], text });
  t.equal(rated.status, 201);
  t.notMatch(rated.response.body, text);
  const [event] = appended[0]?.events ?? [];
  t.match(event, { type: "visit-rated", data: { level: 1, reasons: ["attitude", "slow"] } });
  t.strictSame(event?.personal, { text });
  t.notMatch(JSON.stringify(event?.data), text);
  t.notMatch(freeze(hall.loop.state), text);
});
