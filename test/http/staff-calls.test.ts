import t from "tap";
import { holderOf } from "../../src/runtime/holders.ts";
import { MINUTE } from "../core/given.ts";
import { api, atWindow, issue, opened } from "./calling.ts";
import type { GivenOptions } from "./given.ts";

const booking: GivenOptions = {
  change(rules) {
    Object.assign(rules.queues[0] ?? {}, { appointmentsPerSlot: 2 });
    Object.assign(rules.calendar, { alwaysOpen: false });
  },
};

t.test("mistakes at a window are put right", async (t) => {
  const { call, clock } = await opened(t);
  const ticket = await issue(call);
  await atWindow(call, "1/call-next");
  await atWindow(call, "1/no-show");
  t.match(await atWindow(call, "1/undo-no-show"), {
    ticket: { id: ticket.id, state: "called", window: "1" },
  });
  await atWindow(call, "1/start");
  t.match(await atWindow(call, "1/correct-service", { service: "car-plates" }), {
    ticket: { service: "car-plates", queue: "cars" },
    visit: { service: "car-plates" },
  });
  t.match(await atWindow(call, "1/add-case", { service: "tax-advice" }), {
    visit: { cases: ["tax-advice"] },
  });
  const promised = await atWindow(call, "1/promise", {
    workdays: 5,
    papers: ["户口簿"],
    dispenser: "D1",
  });
  t.match(promised, { visit: { promise: { due: "2026-03-09", papers: ["户口簿"] } } });
  await atWindow(call, "1/finish", { outcome: "done" });
  const outcome = await call("POST", api(`/visits/${promised.visit?.id}/outcome`), { outcome: "accepted" });
  t.match(outcome, { status: 200, body: { outcome: "accepted", number: "A001" } });
  const slip = { dispenser: "D1", paper: "promise-slip" };
  t.match(await call("POST", api("/tickets/A001/reprint"), slip), {
    status: 201,
    body: { number: "A001", dispenser: "D1", copy: true, job: /J/ },
  });

  const late = await issue(call);
  await atWindow(call, "1/call-next");
  await atWindow(call, "1/no-show");
  clock.at += 10 * MINUTE;
  t.match(await call("POST", api(`/tickets/${late.id}/return`)), { status: 200, body: { state: "waiting" } });
  await atWindow(call, "1/call-next");
  await atWindow(call, "1/no-show");
  t.match(
    await call("POST", api(`/tickets/${late.number}/return`)),
    { status: 409, body: { code: "return-too-late" } },
    "once",
  );
});

t.test("papers that are not tickets", async (t) => {
  const { call, loop } = await opened(t, {
    change(rules) {
      const notice = { version: "2026-1", validUntil: "2026-12-31", papers: [{ "zh-CN": "身份证" }] };
      Object.assign(rules.services[0] ?? {}, { notice });
    },
  });
  const notice = await call("POST", api("/services/tax-return/notice"), { dispenser: "D1", language: "bo" });
  t.match(notice, { status: 201, body: { dispenser: "D1" } });
  t.match(loop.state.jobs.get(String(notice.body.job)), {
    paper: "notice",
    service: "tax-return",
    language: "bo",
  });
  t.match(await call("POST", api("/services/id-card/notice"), { dispenser: "D1" }), {
    status: 404,
    body: { code: "unknown-service" },
  });
  await issue(call);
  const { visit } = await atWindow(call, "1/call-next");
  const slip = await call("POST", api(`/visits/${visit?.id}/case-slip`), { dispenser: "D1" });
  t.match(slip, { status: 201 });
  t.match(loop.state.jobs.get(String(slip.body.job)), { paper: "case-slip", visit: visit?.id });
  t.match(await call("POST", api("/visits/x/case-slip"), { dispenser: "D1" }), {
    body: { code: "unknown-visit" },
  });
});

t.test("an appointment: slots, booking, moving, check-in, giving back", async (t) => {
  const { call, clock, loop } = await opened(t, booking);
  const slots = async (day: string, service = "tax-return") =>
    (await call<object[]>("GET", api(`/appointments/slots?service=${service}&day=${day}`))).body;
  const today = await slots("2026-03-02");
  t.match(today[0], { slotAt: "2026-03-02T09:30:00.000+08:00", minutes: 30, places: 2, free: 2 });
  t.match(today.at(-1), { slotAt: "2026-03-02T16:30:00.000+08:00" }, "ends with the session");
  t.equal((await slots("2026-03-03")).length, 16, "nine to five");
  t.strictSame(await slots("2026-03-01"), [], "yesterday");
  t.strictSame(await slots("2026-03-07"), [], "a Saturday");
  t.strictSame(await slots("2026-03-20"), [], "too far ahead");
  t.strictSame(await slots("2026-03-03", "id-card"), [], "a queue without appointments");
  t.match(await call("GET", api("/appointments/slots?service=x&day=2026-03-03")), {
    status: 404,
    body: { code: "unknown-service" },
  });
  for (const query of ["service=tax-return", "service=tax-return&day=tomorrow", "day=2026-03-03"])
    t.match(await call("GET", api(`/appointments/slots?${query}`)), { status: 400 }, query);

  const book = (slotAt: string) => call("POST", api("/appointments"), { service: "tax-return", slotAt });
  t.match(
    await book("2026-03-02T10:00:00"),
    { status: 400, body: { code: "malformed" } },
    "whose ten o'clock?",
  );
  const { body } = await book("2026-03-02T10:00:00+08:00");
  t.match(body, { service: "tax-return", queue: "tax", state: "booked", ticket: null });
  t.match(await book("2026-03-02T02:00:00Z"), { status: 201 }, "the same time, otherwise written");
  t.match(await slots("2026-03-02"), [{ free: 2 }, { slotAt: "2026-03-02T10:00:00.000+08:00", free: 0 }]);
  const path = `/appointments/${body.id}`;
  const move = { slotAt: "2026-03-02T10:30:00+08:00" };
  t.match(await call("POST", api(`${path}/move`), move), {
    body: { slotAt: "2026-03-02T10:30:00.000+08:00" },
  });

  clock.at += 65 * MINUTE;
  const checkIn = { lane: "appointment", appointment: body.id };
  const ticket = await issue(call, "tax-return", checkIn);
  t.match(ticket, { lane: "appointment", appointment: body.id, state: "waiting" });
  t.match(await call("GET", api(path)), { body: { state: "checked-in", ticket: ticket.id } });
  t.match(await call("GET", api("/appointments/x")), { status: 404, body: { code: "unknown-appointment" } });

  const other = await book("2026-03-02T11:00:00+08:00");
  const cancelled = await call("POST", api(`/appointments/${other.body.id}/cancel`));
  t.match(cancelled, { status: 200, body: { state: "cancelled" } });
  t.equal(loop.state.appointments.get(String(other.body.id))?.state, "cancelled");
});

t.test("a holder is sealed and known by a hash of the day only", async (t) => {
  const id = "11010519491231002X";
  const appended: string[] = [];
  const hall = await opened(t, {
    change: (rules) => Object.assign(rules.holders, { ticketsPerDayAndQueue: 2, hoardingFlagAt: 2 }),
  });
  const { call, journal, loop, answers, clock } = hall;
  const append = journal.append.bind(journal);
  journal.append = (entry) => {
    appended.push(JSON.stringify(entry));
    return append(entry);
  };
  const key = { "idempotency-key": "held" };
  const body = { service: "tax-return", holder: "110105-19491231-002x" };
  const first = await call("POST", api("/tickets"), body, key);
  t.notMatch(first.response.body, "1949");
  await issue(call, "tax-advice", { holder: id });
  const [entry = "", flagged = ""] = appended;
  const { events, remembered } = JSON.parse(entry) as {
    events: { data: Record<string, unknown>; personal?: object }[];
    remembered: { bodyHash: string };
  };
  t.strictSame(events[0]?.personal, { holder: id }, "what is sealed, and nothing else holds it");
  t.notMatch(JSON.stringify({ ...events[0], personal: null }), "1949");
  t.match(flagged, "holder-flagged");
  t.notMatch(JSON.stringify([...loop.state.tickets.values()]), "1949");
  t.not(answers.find({ key: "held", actor: "anyone", bodyHash: remembered.bodyHash }, clock.at), "conflict");

  const { secret } = hall.hall;
  const ofDay = (day: string, hallId = "test", by = secret) => holderOf(by, hallId, day, id).hash;
  t.equal(events[0]?.data.holder, ofDay("2026-03-02"));
  const others = [
    ofDay("2026-03-03"),
    ofDay("2026-03-02", "other"),
    ofDay("2026-03-02", "test", Buffer.from("x")),
  ];
  t.equal(new Set([ofDay("2026-03-02"), ...others]).size, 4, "nobody is followed from day to day");
  t.match(await call("POST", api("/tickets"), { ...body, holder: "张三" }), { status: 400 });
});

t.test("somebody goes along", async (t) => {
  const { call } = await opened(t);
  const ticket = await issue(call, "tax-return", { escort: true, channel: "guide" });
  t.match(ticket, { escort: "asked" });
  t.match(await call("POST", api(`/tickets/${ticket.number}/escort/take`)), { body: { escort: "taken" } });
  t.match(await call("POST", api(`/tickets/${ticket.id}/escort/done`)), { body: { escort: "done" } });
  t.match(await issue(call), { escort: null });
});
