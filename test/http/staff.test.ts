import { readFileSync, statSync } from "node:fs";
import t from "tap";
import { staffSessionFile } from "../../src/http/session-file.ts";
import { StaffSessions } from "../../src/http/staff-sessions.ts";
import { MINUTE } from "../core/given.ts";
import { api, atWindow, issue, opened } from "./calling.ts";
import type { Call } from "./described.ts";
import { type GivenOptions, PIN } from "./given.ts";

const withStaff: GivenOptions = {
  change(rules) {
    Object.assign(rules.hall, { access: "sign-in" });
    rules.staff = [
      { id: "pema", name: "白玛", role: "manager" },
      { id: "dawa", name: "达娃", role: "guide" },
    ];
  },
};
const bearer = (token: unknown): Record<string, string> => ({ authorization: `Bearer ${token}` });
const signIn = (call: Call, staff: string, pin = PIN) => call("POST", api("/staff/sign-in"), { staff, pin });
const tokenOf = async (call: Call, staff: string) => bearer((await signIn(call, staff)).body.token);

t.test("managers and guides sign in with a PIN, until they leave or the day ends", async (t) => {
  const { call, loop, app, clock } = await opened(t, withStaff);
  t.match(await signIn(call, "pema", "0000"), { status: 401, body: { code: "wrong-pin" } });
  t.match(await signIn(call, "nobody"), { status: 401, body: { code: "wrong-pin" } });
  t.match(await signIn(call, "li"), { status: 401, body: { code: "wrong-pin" } }, "a clerk has a window");
  t.match(await call("GET", api("/staff/me")), { status: 401, body: { code: "not-signed-in" } });

  const { status, body, response } = await signIn(call, "pema");
  t.match({ status, body }, { status: 200, body: { staff: "pema", name: "白玛", role: "manager" } });
  t.match(response.headers["set-cookie"], /^halld_staff=[\w-]+; Path=\/; HttpOnly; SameSite=Strict$/);
  const cookies = { cookie: `halld_staff=${body.token}` };
  t.match(await call("GET", api("/staff/me"), undefined, cookies), { status: 200, body: { staff: "pema" } });
  const other = await tokenOf(call, "pema");
  await call("POST", api("/staff/sign-out"), {}, cookies);
  t.match(await call("GET", api("/staff/me"), undefined, cookies), { status: 401 });
  t.match(await call("GET", api("/staff/me"), undefined, other), { status: 200 }, "the other device stays");
  t.match(await call("POST", api("/staff/sign-out"), {}), { status: 200 }, "twice does no harm");

  for (let guess = 0; guess < 5; guess += 1) await signIn(call, "dawa", `000${guess}`);
  t.match(await signIn(call, "dawa"), { status: 429, body: { code: "too-many" } });
  const elsewhere = { method: "POST", url: api("/staff/sign-in"), remoteAddress: "192.0.2.9" } as const;
  const answer = await app.inject({ ...elsewhere, payload: { staff: "pema", pin: PIN } });
  t.equal(answer.statusCode, 200, "guesses at one do not shut out others elsewhere");

  clock.at += 24 * 60 * MINUTE;
  await loop.submit({ type: "open-day", day: "2026-03-03" });
  t.match(await call("GET", api("/staff/me"), undefined, other), { status: 401 }, "a new day");
});

t.test("whom the config no longer knows is nobody", async (t) => {
  const { call, loop } = await opened(t, withStaff);
  const guide = await tokenOf(call, "dawa");
  t.match(await call("GET", api("/devices"), undefined, guide), { status: 200 });
  const { rules } = loop.state;
  if (!rules) throw new Error("no rules");
  const without = { ...rules, staff: rules.staff?.filter(({ id }) => id !== "dawa") ?? [] };
  await loop.submit({ type: "adopt-config", rules: without, hash: "other", by: "operator" });
  t.match(await call("GET", api("/devices"), undefined, guide), { status: 401 });
});

t.test("who may what", async (t) => {
  const { call, loop, signIn: clerkAt } = await opened(t, withStaff);
  const [manager, guide] = [await tokenOf(call, "pema"), await tokenOf(call, "dawa")];
  const clerk = bearer(await clerkAt("li", "1"));
  const status = async (headers: Record<string, string>, path: string, body: object = {}) =>
    (await call("POST", api(path), body, headers)).status;

  for (const [path, body] of [
    ["/scheduler/mode", { mode: "off" }],
    ["/day-slip", { dispenser: "D1" }],
  ] as const) {
    t.equal(await status({}, path, body), 401, `${path} by anybody`);
    t.equal(await status(guide, path, body), 403, `${path} by a guide`);
    t.not(await status(manager, path, body), 403, `${path} by a manager`);
    t.not(await status(clerk, path, body), 403, `${path} by a clerk`);
  }
  t.equal(await status(guide, "/windows/1/pause"), 401, "a guide is at no window");
  t.equal(await status(manager, "/windows/1/pause", { reason: "fire drill" }), 200, "a manager is over all");
  t.equal(loop.state.lastActor.get("1"), "manager:pema");
  t.equal(await status(manager, "/windows/1/resume"), 200);
  t.equal(await status(manager, "/windows/1/call-next"), 401, "but calls nobody");
  t.equal(await status(manager, "/windows/1/close"), 200);
  t.equal(await status(manager, "/windows/1/open"), 200);
  t.equal(await status(manager, "/config", { config: "x" }), 403, "the config is the operator's");

  const ticket = await issue(call, "tax-return", { escort: true });
  t.equal(await status(guide, `/tickets/${ticket.number}/escort/take`), 200);
  t.match(loop.state.tickets.get(ticket.id)?.escort, { state: "taken", guide: "guide:dawa" });
});

t.test("the day slip says where the journal stands", async (t) => {
  const { call, loop, hall } = await opened(t, withStaff);
  await issue(call);
  const manager = await tokenOf(call, "pema");
  const { status, body } = await call("POST", api("/day-slip"), { dispenser: "D1" }, manager);
  t.match({ status, body }, { status: 201, body: { dispenser: "D1" } });
  const anchor = { ...hall.anchor(), seq: loop.state.seq - 1 };
  t.match(loop.state.jobs.get(String(body.job)), { paper: "day-slip", day: "2026-03-02", anchor });
  t.match(await call("POST", api("/day-slip"), { dispenser: "D2" }, manager), { status: 404 });
});

t.test("tickets are found by number, by a missed call and by who waits for company", async (t) => {
  const { call, loop, clock } = await opened(t, withStaff);
  const guide = await tokenOf(call, "dawa");
  const find = (query: string, headers: Record<string, string> = guide) =>
    call<{ number: string }[]>("GET", api(`/staff/tickets${query}`), undefined, headers);
  const at = { window: "1", by: "clerk:li" };
  await loop.submit({ type: "sign-in", window: "1", clerk: "li", handOver: false });
  await issue(call, "tax-return");
  await issue(call, "tax-return", { escort: true, language: "bo" });
  await issue(call, "car-plates");
  t.match(await find("?number=A001", {}), { status: 401 });
  t.match(await find(""), { status: 400 }, "the whole day is not for leafing through");

  const byNumber = (await find("?number=A002")).body;
  t.match(byNumber, [{ number: "A002", state: "waiting", ahead: 1, language: "bo", escort: "asked" }]);
  t.notMatch(JSON.stringify(byNumber), [...loop.state.tickets.keys()][1] ?? "", "never the holder's secret");
  t.match((await find("?number=001")).body.map(({ number }) => number).sort(), ["A001", "B001"]);
  t.match((await find("?number=A999")).body, []);

  await loop.submit({ type: "call-next", ...at });
  await loop.submit({ type: "no-show", ...at });
  t.match((await find("?state=no-show")).body, [
    { number: "A001", missedAt: "1", returnUntil: "2026-03-02T09:30:00.000+08:00", ahead: null },
  ]);
  clock.at += MINUTE;
  await call("POST", api("/tickets/A001/return"), {}, guide);
  t.match((await find("?state=no-show")).body, []);
  await loop.submit({ type: "call-next", ...at });
  await loop.submit({ type: "finish", ...at });
  t.match((await find("?escort=open")).body, [], "who was served needs nobody");

  await issue(call, "tax-return", { escort: true });
  await call("POST", api("/tickets/A003/escort/take"), {}, guide);
  t.match((await find("?escort=open")).body, [{ number: "A003", escort: "taken", guide: "guide:dawa" }]);
  await call("POST", api("/tickets/A003/escort/done"), {}, guide);
  t.match((await find("?escort=open")).body, []);
});

t.test("a clerk sees who comes next, in the order of the calls", async (t) => {
  const { call, signIn: clerkAt, clock } = await opened(t, withStaff);
  const [li, drolma] = [bearer(await clerkAt("li", "3")), bearer(await clerkAt("drolma", "2"))];
  for (let i = 0; i < 2; i += 1) {
    await issue(call, "id-card");
    clock.at += 1_000;
  }
  for (let i = 0; i < 4; i += 1) {
    await issue(call, "id-card", { lane: "priority", reason: "age" });
    clock.at += 1_000;
  }
  const waiting = async (window: string, headers = li) =>
    call("GET", api(`/windows/${window}/line`), undefined, headers);
  t.match(await waiting("3", {}), { status: 401 });
  t.match(await waiting("3", drolma), { status: 403 }, "for the window's own clerk");
  const told = (await waiting("3")).body.next as { number: string; lane: string }[];
  const numbers = told.map(({ number }) => number);
  t.strictSame(
    numbers,
    ["V001", "V002", "V003", "C001", "V004", "C002"],
    "three in a row pass over, no more",
  );
  t.match(told[0], { lane: "priority", service: "id-card" });

  const called: string[] = [];
  for (const _ of numbers) {
    const { ticket } = await callNext(call, li);
    called.push(ticket.number);
  }
  t.strictSame(called, numbers, "as they were called then");
  await call("POST", api("/windows/3/walk-in"), { service: "id-card" }, li);
  await call("POST", api("/windows/3/park"), {}, li);
  await issue(call, "id-card", { language: "bo" });
  await call("POST", api("/windows/3/call-next"), {}, li);
  t.match((await waiting("3")).body, {
    clerk: { id: "li", name: "李" },
    inHand: { number: "C004", language: "bo" },
    next: [],
    parked: [{ number: "C003", state: "parked", window: "3" }],
  });
});

async function callNext(call: Call, headers: Record<string, string>) {
  const { body } = await call<{ ticket: { number: string } }>(
    "POST",
    api("/windows/3/call-next"),
    {},
    headers,
  );
  await call("POST", api("/windows/3/finish"), {}, headers);
  return body;
}

t.test("their sessions outlast the process, in a file that opens nothing", async (t) => {
  const path = `${t.testdir({})}/staff-sessions.json`;
  const sessions = new StaffSessions(staffSessionFile(path));
  await sessions.open("pema", "2026-03-01", "yesterday");
  await sessions.open("pema", "2026-03-02", "secret");
  t.equal(statSync(path).mode & 0o777, 0o600);
  t.notMatch(readFileSync(path, "utf8"), /secret|yesterday/);
  const again = new StaffSessions(staffSessionFile(path));
  t.equal(again.find("secret", "2026-03-02"), "pema");
  t.equal(again.find("secret", "2026-03-03"), undefined);
  t.equal(again.find("yesterday", "2026-03-01"), undefined, "old days are forgotten");
  await again.close("secret");
  t.equal(new StaffSessions(staffSessionFile(path)).find("secret", "2026-03-02"), undefined);
});

t.test("in an open hall who signed in is known by name", async (t) => {
  const { call, loop } = await opened(t, {
    change: (rules) => {
      rules.staff = [{ id: "dawa", name: "达娃", role: "guide" }];
    },
  });
  const guide = await tokenOf(call, "dawa");
  const { number, id } = await issue(call, "tax-return", { escort: true });
  await call("POST", api(`/tickets/${number}/escort/take`), {}, guide);
  t.equal(loop.state.tickets.get(id)?.escort?.guide, "guide:dawa");
  t.match(await call("GET", api("/windows/1/line")), {
    status: 200,
    body: { clerk: null, inHand: null, next: [{ number }], parked: [] },
  });
  await atWindow(call, "1/call-next");
  t.match((await call("GET", api("/windows/9/line"))).status, 404);
});

t.test("staff are told what needs somebody, by names that the hall's picture explains", async (t) => {
  const { call, loop, clock } = await opened(t, {
    change(rules) {
      withStaff.change?.(rules);
      Object.assign(rules.services[0] ?? {}, {
        notice: { version: "1", validUntil: "2026-03-01", papers: [] },
      });
      rules.dispensers = [{ id: "door", name: { "zh-CN": "大门", en: "Door" }, prints: true }];
    },
  });
  t.match(await call("GET", api("/alarms")), { status: 401, body: { code: "not-signed-in" } });
  const guide = await tokenOf(call, "dawa");
  await call("POST", api("/windows/3/open"), {}, await tokenOf(call, "pema"));
  await issue(call, "id-card");
  clock.at += 10 * MINUTE;
  await loop.submit({ type: "find-empty-post", window: "3" });
  t.match(await call("GET", api("/alarms"), undefined, guide), {
    status: 200,
    body: [
      { kind: "empty-post", window: "3", waiting: 1, since: "2026-03-02T09:00:00.000+08:00" },
      { kind: "notice", service: "tax-return", validUntil: "2026-03-01", expired: true },
    ],
  });
  t.match(await call("GET", api("/hall")), {
    body: {
      dispensers: [{ id: "door", name: "大门", names: { en: "Door" }, prints: true }],
      hot: { waiting: 10, waitMinutes: 30 },
    },
  });
});
