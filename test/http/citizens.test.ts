import t from "tap";
import type { HallEvent } from "../../src/core/events.ts";
import { freeze } from "../../src/core/snapshot.ts";
import { MINUTE } from "../core/given.ts";
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
  const services = async () => (await call<object[]>("GET", api("/services"))).body;
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
  t.strictSame((await call("GET", api("/hall"))).body.languages, ["zh-CN", "bo", "en"]);
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

t.test("an appointment is checked in by its code; guessing codes does not pay", async (t) => {
  const { call, clock, loop } = await opened(t, {
    change: (rules) => Object.assign(rules.queues[0] ?? {}, { appointmentsPerSlot: 2 }),
  });
  const slotAt = "2026-03-02T10:00:00+08:00";
  const { body: booked } = await call("POST", api("/appointments"), { service: "tax-return", slotAt });
  t.match(booked.code, /^\d{8}$/);
  const path = api("/appointments/check-in");
  const checkIn = (code: unknown, key?: string) =>
    call("POST", path, { code, language: "bo" }, key === undefined ? {} : { "idempotency-key": key });
  t.match(await checkIn(booked.code), { status: 409, body: { code: "too-early" } });
  clock.at += 45 * MINUTE;
  const wish = { lane: "appointment", appointment: booked.id, service: "tax-return", language: "bo" };
  const ticket = await checkIn(booked.code, "touched twice");
  t.match(ticket, { status: 201, body: wish });
  t.match(await checkIn(booked.code, "touched twice"), { status: 201, body: { id: ticket.body.id } });
  t.match(await checkIn(booked.code), { status: 409, body: { code: "wrong-state" } });
  t.equal(loop.state.tickets.size, 1);

  t.match(await checkIn("1234"), { status: 400 });
  const wrong = booked.code === "00000000" ? "00000001" : "00000000";
  for (let guess = 0; guess < 10; guess += 1)
    t.match(await checkIn(wrong), { status: 404, body: { code: "unknown-appointment" } });
  t.match(await checkIn(booked.code), { status: 429 }, "not even the right one is looked at");
  clock.at += MINUTE;
  t.match(await checkIn(booked.code), { status: 409 });
});
