import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { emptyHall } from "../../src/core/state.ts";
import { tabletToken } from "../../src/http/hall-tokens.ts";
import { HallMetrics } from "../../src/http/metrics.ts";
import { opened } from "./calling.ts";
import { DEVICE, type GivenHall, type GivenOptions } from "./given.ts";

const signIn: GivenOptions = { change: (rules) => Object.assign(rules.hall, { access: "sign-in" }) };

/** A visit that was finished at window 1 just now, and the ticket of whoever was served. */
async function served({ hall }: GivenHall): Promise<{ ticket: string; path: string }> {
  const ticket = hall.newSecretId();
  const { loop } = hall;
  const by = "test";
  if (!loop.state.windows.get("1")?.open) await loop.submit({ type: "open-window", window: "1", by });
  await loop.submit({ type: "issue-ticket", ticket, service: "tax-return", channel: "kiosk", by });
  await loop.submit({ type: "call-next", window: "1", by });
  await loop.submit({ type: "finish", window: "1", by });
  return { ticket, path: `/api/v1/visits/${loop.state.tickets.get(ticket)?.visit}/rating` };
}

t.test("where clerks sign in, a window obeys only who is signed in at it", async (t) => {
  const hall = await opened(t, signIn);
  const { call, loop } = hall;
  t.match(await call("POST", "/api/v1/windows/1/open"), { status: 401, body: { code: "not-signed-in" } });
  const token = await hall.signIn("li", "1");
  const bearer = { authorization: `Bearer ${token}` };
  const cookie = { cookie: `theme=dark; halld_session=${token}` };
  t.match(await call("POST", "/api/v1/windows/1/pause", undefined, bearer), { status: 200 });
  t.match(await call("POST", "/api/v1/windows/1/resume", undefined, bearer), { status: 200 });
  t.equal(loop.state.lastActor.get("1"), "clerk:li");
  t.match(await call("POST", "/api/v1/windows/1/pause", { reason: "tea" }, cookie), { status: 200 });
  t.match(await call("POST", "/api/v1/windows/2/open", undefined, bearer), {
    status: 403,
    body: { code: "not-allowed" },
  });
  t.match(await call("POST", "/api/v1/windows/9/open", undefined, bearer), {
    status: 404,
    body: { code: "unknown-window" },
  });
  t.match(await call("POST", "/api/v1/windows/1/resume", undefined, { authorization: "Bearer x" }), {
    status: 401,
  });
  t.match(await call("GET", "/api/v1/windows/1/tablet-token"), { status: 401 });
  t.match(await call("GET", "/api/v1/windows/1/tablet-token", undefined, bearer), { status: 403 });
  t.match(
    await call("POST", "/api/v1/tickets", { service: "tax-return" }),
    { status: 201 },
    "citizens need no session",
  );
  await loop.submit({ type: "sign-out", window: "1", clerk: "li", reason: "evening" });
  t.match(await call("POST", "/api/v1/windows/1/resume", undefined, bearer), { status: 401 });
});

t.test("only the window's tablet or the ticket's holder rates, in an open hall too", async (t) => {
  const hall = await opened(t);
  const { call, hall: port } = hall;
  const first = await served(hall);
  const level = { level: 2, channel: "tablet" };
  const withToken = (token: string) => ({ authorization: `Bearer ${token}` });
  const session = await hall.signIn("li", "1");

  t.match(await call("POST", first.path, level), { status: 401, body: { code: "not-signed-in" } });
  t.match(await call("POST", first.path, level, withToken("nonsense")), { status: 401 });
  t.match(await call("POST", first.path, level, withToken(session)), {
    status: 403,
    body: { code: "not-allowed" },
  });
  t.match(
    await call("POST", first.path, { ...level, ticket: first.ticket }, withToken(session)),
    { status: 403 },
    "a clerk has seen the ticket",
  );
  t.match(await call("POST", first.path, level, withToken(tabletToken(port.secret, "2"))), {
    status: 403,
    body: { code: "not-the-holder" },
  });
  const { body } = await call("GET", "/api/v1/windows/1/tablet-token");
  t.match(await call("POST", first.path, level, withToken(String(body.token))), { status: 201 });
  t.match(await call("GET", "/api/v1/windows/9/tablet-token"), {
    status: 404,
    body: { code: "unknown-window" },
  });
  const second = await served(hall);
  t.match(await call("POST", second.path, { ...level, channel: "phone", ticket: second.ticket }), {
    status: 201,
  });
});

t.test("a page of another site presses no keys here", async (t) => {
  const { call } = await opened(t, {
    change: (rules) => Object.assign(rules.hall, { publicAddress: "http://hall.example" }),
  });
  const open = (headers: Record<string, string>) =>
    call("POST", "/api/v1/tickets", { service: "tax-return" }, headers);
  t.match(await open({ origin: "http://evil.example" }), { status: 403, body: { code: "not-allowed" } });
  t.match(await open({ origin: "null" }), { status: 403 });
  t.match(await open({ origin: "http://localhost:8080", host: "localhost:8080" }), { status: 201 });
  t.match(
    await open({ origin: "http://hall.example", host: "127.0.0.1:8080" }),
    { status: 201 },
    "behind a proxy",
  );
});

t.test("an address of the network is limited, the hall's own machine is not", async (t) => {
  const { app, journal } = await opened(t, { requestsPerSecond: 3 });
  const issue = (remoteAddress: string) =>
    app.inject({ method: "POST", url: "/api/v1/tickets", remoteAddress, payload: { service: "tax-return" } });
  const many = async (remoteAddress: string) => {
    const answers = await Promise.all(Array.from({ length: 300 }, () => issue(remoteAddress)));
    return answers.filter(({ statusCode }) => statusCode === 429);
  };
  const before = journal.appended;
  const limited = await many("192.0.2.7");
  t.ok(limited.length > 0);
  t.equal(journal.appended - before, 300 - limited.length, "what was refused changed nothing");
  t.match(limited[0]?.json(), { status: 429, code: "too-many" });
  t.equal(limited[0]?.headers["content-type"], "application/problem+json; charset=utf-8");
  t.ok(limited[0]?.headers["retry-after"]);
  for (const address of ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
    t.equal((await many(address)).length, 0, address);
});

t.test("pages come under a policy that runs nothing but their own files", async (t) => {
  const pagesDir = t.testdir({
    kiosk: { "index.html": "<p>kiosk" },
    clerk: { "index.html": "<p>clerk" },
    assets: {},
  });
  mkdirSync(join(pagesDir, "home"));
  writeFileSync(join(pagesDir, "home/index.html"), "<p>home");
  writeFileSync(join(pagesDir, "assets/a-1234.js"), "1");
  const { app } = await opened(t, { pagesDir });
  for (const [url, text] of [
    ["/", "<p>home"],
    ["/kiosk", "<p>kiosk"],
    ["/clerk", "<p>clerk"],
    ["/clerk/7", "<p>clerk"],
  ] as const) {
    const answer = await app.inject(url);
    t.match(
      answer,
      { statusCode: 200, body: text, headers: { "content-type": "text/html; charset=utf-8" } },
      url,
    );
    t.match(answer.headers["content-security-policy"], /^default-src 'self';/);
    t.notMatch(answer.headers["content-security-policy"], /unsafe|upgrade-insecure/);
    t.match(answer.headers["cache-control"], "max-age=0");
  }
  t.match((await app.inject("/assets/a-1234.js")).headers["cache-control"], "immutable");
  t.match((await app.inject("/screen")).json(), { status: 404, code: "not-found" }, "not built");
  t.match((await app.inject("/assets/../kiosk/index.html")).statusCode, 404);
  const docs = await app.inject("/docs/");
  t.match(docs, { statusCode: 200 });
  t.notMatch(docs.headers["content-security-policy"], /upgrade-insecure/);
});

t.test("a device's conditions are figures to raise alarms by", async (t) => {
  const { registry } = new HallMetrics({
    state: () => emptyHall(),
    liveClients: () => 0,
    devices: () => [{ ...DEVICE, conditions: ["flapping", "unused"] }],
  });
  const figures = await registry.metrics();
  for (const condition of ["flapping", "unused"]) {
    const labels = `device="display-1",role="window-display",condition="${condition}"`;
    t.ok(figures.includes(`halld_device_condition{${labels}} 1\n`), condition);
  }
  const device = 'device="display-1",role="window-display"';
  const since = `halld_device_state_since_seconds{${device}} ${DEVICE.sinceMs / 1000}\n`;
  t.ok(figures.includes(since), "and since when");
  t.notOk(figures.includes("halld_device_last_seen_seconds{"), "who was never heard has no such figure");
});

t.test("figures and pictures", async (t) => {
  const hall = await opened(t);
  const { ticket } = await served(hall);
  await hall.call("POST", "/api/v1/windows/9/open");
  const figures = (await hall.app.inject("/metrics")).body;
  for (const line of [
    'halld_intents_total{type="issue-ticket",outcome="done"} 1',
    'halld_intents_total{type="open-window",outcome="unknown-window"} 1',
    'halld_queue_waiting{queue="tax"} 0',
    'halld_device_state{device="display-1",role="window-display",state="idle"} 1',
    'halld_device_events_total{device="display-1",counter="framesOut"} 2',
    "halld_live_clients 0",
    "halld_windows_open 3",
  ])
    t.ok(figures.includes(`\n${line}\n`), line);
  t.match(figures, /\nhalld_commit_seconds_count [1-9]/);
  t.match(figures, /\nnodejs_eventloop_lag_seconds /);

  const qr = await hall.call("GET", `/api/v1/tickets/${ticket}/qr.svg`);
  t.match(qr.response.body, /^<svg /);
  t.match(
    await hall.call("GET", "/api/v1/tickets/A001/qr.svg"),
    { status: 404, body: { code: "unknown-ticket" } },
    "a number is no secret",
  );
  t.match(await hall.call("GET", "/api/v1/tickets/A001"), { status: 404, body: { code: "unknown-ticket" } });
});
