import t from "tap";
import { MINUTE } from "../core/given.ts";
import { api, atWindow, issue, opened, type Ticket } from "./calling.ts";

t.test("a citizen's way: services, ticket, call, visit, rating", async (t) => {
  const { call, clock } = await opened(t);
  const services = await call("GET", api("/services"));
  t.match(services.body[0], {
    id: "tax-return",
    name: "报税",
    queue: "tax",
    windows: ["1", "2"],
    openNow: true,
  });

  const ticket = await issue(call, "tax-return", { language: "en", channel: "kiosk", dispenser: "D1" });
  t.match(ticket, {
    number: "A001",
    state: "waiting",
    queue: "tax",
    lane: "ordinary",
    language: "en",
    ahead: 0,
  });
  t.match(ticket, { issuedAt: "2026-03-02T09:00:00.000+08:00", windows: ["1", "2"], window: null });
  const second = await issue(call);
  t.match((await call("GET", api(`/tickets/${second.id}`))).body, { number: "A002", ahead: 1 });

  const called = await atWindow(call, "1/call-next");
  t.match(called, { ticket: { id: ticket.id, state: "called", window: "1" }, visit: { number: "A001" } });
  t.match((await call("GET", api("/hall"))).body, {
    queues: [{ id: "tax", waiting: 1 }, { id: "cars" }, { id: "id-cards" }],
    windows: [{ id: "1", state: "called", ticket: "A001" }, { id: "2" }, { id: "3" }],
    devices: [{ id: "display-1", health: "good" }],
  });
  clock.at += 11_000;
  t.match(await atWindow(call, "1/recall"), { ticket: { state: "called" }, visit: { recalls: 1 } });
  t.match(await atWindow(call, "1/start"), { ticket: { state: "serving" } });
  clock.at += 5 * MINUTE;
  t.match(await atWindow(call, "1/finish", { outcome: "done", inviteRating: true }), {
    ticket: { state: "finished", window: null },
    visit: { outcome: "done", finishedAt: "2026-03-02T09:05:11.000+08:00" },
  });

  const rating = { level: 5, channel: "phone", ticket: ticket.id };
  const rated = await call("POST", api(`/visits/${called.visit?.id}/rating`), rating);
  t.equal(rated.status, 201);
  t.match(rated.body, { visit: "20260302-0001", level: 5, channel: "phone" });

  t.match((await call("POST", api(`/tickets/${second.id}/cancel`))).body, { state: "cancelled" });
  t.match((await call("GET", api("/devices"))).body[0], { id: "display-1", counters: { framesOut: 2 } });
});

t.test("a clerk's keys: each frees or fills the window as it says", async (t) => {
  const { call, clock } = await opened(t);
  const [a, b] = [await issue(call), await issue(call)];
  clock.at += MINUTE;
  const c = await issue(call, "car-plates");

  t.match(await atWindow(call, "1/call", { ticket: b.number, reason: "with a child" }), {
    ticket: { id: b.id },
  });
  t.match(await atWindow(call, "1/park"), { ticket: { state: "parked" }, visit: { number: b.number } });
  t.match(await atWindow(call, "1/call-next"), { ticket: { id: a.id } });
  t.match(await atWindow(call, "1/no-show"), { ticket: { id: a.id, state: "no-show" }, visit: null });
  t.match(await atWindow(call, "1/unpark", { ticket: b.id }), { ticket: { id: b.id, state: "called" } });
  t.match(await atWindow(call, "1/transfer", { queue: "cars", keepPlace: true }), {
    ticket: { id: b.id, number: b.number, queue: "cars", state: "waiting" },
  });
  t.match(
    await atWindow(call, "2/call-next"),
    { ticket: { id: b.id } },
    "it kept its place before the other",
  );
  t.match(await atWindow(call, "2/transfer", { window: "1" }), { ticket: { windows: ["1"] } });
  t.match(await atWindow(call, "2/call-next"), { ticket: { id: c.id } }, "reserved for another window");
  t.match(await atWindow(call, "1/call-next"), { ticket: { id: b.id } });
  await atWindow(call, "1/finish");

  const walkIn = await call("POST", api("/windows/3/walk-in"), { service: "id-card" });
  t.equal(walkIn.status, 201);
  t.match(walkIn.body, { ticket: { number: "C001", state: "serving" }, visit: { walkIn: true } });

  t.strictSame(await atWindow(call, "1/pause", { reason: "tea" }), { ticket: null, visit: null });
  t.match((await call("GET", api("/hall"))).body, {
    windows: [{ state: "paused", pauseReason: "tea" }, {}, {}],
  });
  await atWindow(call, "1/resume");
  await atWindow(call, "1/close", { reason: "evening" });
  t.match((await call("GET", api("/hall"))).body, { windows: [{ state: "closed" }, {}, {}] });
  await atWindow(call, "1/open");
});

t.test("a visit is rated once, in its time", async (t) => {
  const { call, clock } = await opened(t);
  const rate = (ticket: Ticket, visit?: string) =>
    call("POST", api(`/visits/${visit}/rating`), { level: 4, channel: "guide", ticket: ticket.id });
  const serve = async () => {
    const ticket = await issue(call);
    const { visit } = await atWindow(call, "1/call-next");
    return { ticket, visit: visit?.id };
  };
  const first = await serve();
  t.match(
    await rate(first.ticket, first.visit),
    { status: 409, body: { code: "rating-closed" } },
    "not before the finish",
  );
  await atWindow(call, "1/finish");
  t.match(await rate(first.ticket, first.visit), { status: 201 });
  t.match(await rate(first.ticket, first.visit), { status: 409, body: { code: "already-rated" } });
  const second = await serve();
  await atWindow(call, "1/finish");
  clock.at += 6 * MINUTE;
  t.match(
    await rate(second.ticket, second.visit),
    { status: 409, body: { code: "rating-closed" } },
    "too late",
  );
});

t.test("a request that is not as described changes nothing", async (t) => {
  const { call, journal, app } = await opened(t);
  const appended = journal.appended;
  const json = { "content-type": "application/json" };
  const big = JSON.stringify({ service: "x".repeat(65 * 1024) });
  const cases: [string, object | string | undefined, Record<string, string>, number, string][] = [
    ["/tickets", undefined, {}, 400, "malformed"],
    ["/tickets", "{", json, 400, "malformed"],
    ["/tickets", '{"service":"a","__proto__":{"x":1}}', json, 400, "malformed"],
    ["/tickets", { service: 7 }, {}, 400, "malformed"],
    ["/tickets", { service: "tax-return", lane: "vip" }, {}, 400, "malformed"],
    ["/tickets", { service: "tax-return", vip: true }, {}, 400, "malformed"],
    ["/tickets", { service: "tax-return", channel: "walk-in" }, {}, 400, "malformed"],
    ["/tickets", ["tax-return"], {}, 400, "malformed"],
    ["/tickets", { service: "x".repeat(90) }, {}, 404, "unknown-service"],
    ["/windows/1/call", { ticket: "A001" }, {}, 400, "malformed"],
    ["/windows/1/call-next", "null", json, 400, "malformed"],
    ["/windows/1/finish", { outcome: "gone" }, {}, 400, "malformed"],
    ["/windows/1/transfer", { queue: "tax", window: "1" }, {}, 400, "malformed"],
    ["/windows/1/transfer", { queue: "tax", keepPlace: "true" }, {}, 400, "malformed"],
    ["/visits/x/rating", { level: "5", channel: "phone", ticket: "x" }, {}, 400, "malformed"],
    ["/visits/x/rating", { level: 6, channel: "phone", ticket: "x" }, {}, 400, "malformed"],
    ["/windows/1/open", {}, { "idempotency-key": "" }, 400, "malformed"],
    ["/tickets", big, json, 413, "too-large"],
    [
      "/tickets",
      "service=x",
      { "content-type": "application/x-www-form-urlencoded" },
      415,
      "wrong-content-type",
    ],
    ["/tickets", "service", { "content-type": "text/plain" }, 415, "wrong-content-type"],
  ];
  for (const [path, body, headers, status, code] of cases) {
    const answer = await call("POST", api(path), body, headers);
    t.match(answer, { status, body: { code, status } }, `${path} ${String(body).slice(0, 40)}`);
  }
  t.match((await call("POST", api("/tickets"), { service: 7 })).body, {
    facts: { errors: [{ at: "/service", message: "must be string" }] },
  });
  for (const [method, url, status, code] of [
    ["GET", "/api/v1/nothing", 404, "not-found"],
    ["DELETE", "/api/v1/hall", 404, "not-found"],
    ["GET", "/nothing", 404, "not-found"],
    ["GET", "/%E0%A4", 400, "malformed"],
    ["GET", `/api/v1/tickets/${"x".repeat(300)}`, 404, "not-found"],
    ["GET", `/api/v1/tickets/${"x".repeat(90)}`, 404, "unknown-ticket"],
    ["POST", "/api/v1/windows//call-next", 404, "unknown-window"],
    ["GET", "/live?topic=hall", 426, "upgrade-required"],
  ] as const) {
    const answer = await app.inject({ method, url });
    t.equal(answer.headers["content-type"], "application/problem+json; charset=utf-8", url);
    t.match(answer.json(), { status, code });
  }
  t.equal(journal.appended, appended);
  t.match(await call("POST", api("/windows/1/close"), "", json), { status: 200 }, "an empty body is none");
});

t.test("a request with a key happens once", async (t) => {
  const hall = await opened(t);
  const { call, journal } = hall;
  const key = { "idempotency-key": "k1" };
  const first = await call("POST", api("/tickets"), { service: "tax-return", channel: "phone" }, key);
  const again = await call("POST", api("/tickets"), { channel: "phone", service: "tax-return" }, key);
  t.equal(again.response.body, first.response.body);
  t.equal(again.response.headers["content-type"], first.response.headers["content-type"]);
  t.equal(again.status, 201);
  t.equal(
    (await call("GET", api(`/tickets/${first.body.id}`))).response.body,
    first.response.body,
    "as without a key",
  );
  t.match(await call("POST", api("/tickets"), { service: "tax-advice" }, key), {
    status: 422,
    body: { code: "key-reused" },
  });
  t.match(
    await call("POST", api("/windows/1/call-next"), undefined, key),
    { status: 422 },
    "another call is another request",
  );

  const refused = await call("POST", api("/windows/3/call-next"), undefined, { "idempotency-key": "k2" });
  await issue(call, "id-card");
  const repeated = await call("POST", api("/windows/3/call-next"), {}, { "idempotency-key": "k2" });
  t.match(refused, { status: 409, body: { code: "queue-empty" } });
  t.equal(repeated.response.body, refused.response.body, "a refusal stays one");
  t.equal(repeated.response.headers["content-type"], refused.response.headers["content-type"]);

  journal.hold();
  const both = [1, 2].map(() => call("POST", api("/windows/1/call-next"), {}, { "idempotency-key": "k3" }));
  await journal.holding(1);
  journal.release();
  const [one, two] = await Promise.all(both);
  t.equal(one?.response.body, two?.response.body, "also while the first is on its way to the disk");

  hall.clock.at += 25 * 60 * MINUTE;
  t.match(
    await call("POST", api("/tickets"), { service: "tax-advice" }, key),
    { status: 201 },
    "a day later the key is free",
  );
});

t.test("nothing is told before it is durable, and nothing happened that cannot be", async (t) => {
  const { call, journal, loop } = await opened(t);
  const { id } = await issue(call);
  journal.hold();
  const told: string[] = [];
  const issued = call("POST", api("/tickets"), { service: "tax-return" }).then((it) =>
    told.push(`issue ${it.status}`),
  );
  await journal.holding(1);
  const reads = ["/hall", "/services", `/tickets/${id}`].map((path) =>
    call("GET", api(path)).then(({ status }) => told.push(`read ${status}`)),
  );
  await new Promise((resolve) => setTimeout(resolve, 20));
  t.strictSame(told, []);
  journal.fail();
  await Promise.all([issued, ...reads]);
  t.strictSame(told.sort(), ["issue 503", "read 503", "read 503", "read 503"]);

  const answer = await call("POST", api("/tickets"), { service: "tax-return" }, { "idempotency-key": "k" });
  t.match(answer, { status: 503, body: { code: "journal-unavailable", facts: { fault: "disk-full" } } });
  t.ok(answer.response.headers["retry-after"]);
  t.match(await call("GET", "/ready"), {
    status: 503,
    body: { code: "not-ready", facts: { reasons: [/^journal: /] } },
  });
  t.match(await call("GET", "/health"), { status: 200 });
  t.match(await call("GET", api("/devices")), { status: 200 });
  t.ok(loop.fault);
});
