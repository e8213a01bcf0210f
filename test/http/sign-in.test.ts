import { readFileSync, statSync, writeFileSync } from "node:fs";
import t from "tap";
import type { CallPad, PadAct, PadPress } from "../../devices/roles/call-pad.ts";
import { SCHEDULER_DEFAULTS } from "../../src/core/scheduling.ts";
import { operatorToken } from "../../src/http/hall-tokens.ts";
import { sessionFile } from "../../src/http/session-file.ts";
import { Sessions } from "../../src/http/sessions.ts";
import { hashPin, pinFits } from "../../src/runtime/pins.ts";
import { Router } from "../../src/runtime/router.ts";
import { MINUTE } from "../core/given.ts";
import { api, atWindow, issue, opened } from "./calling.ts";
import type { Call } from "./described.ts";
import { type GivenHall, type GivenOptions, PIN } from "./given.ts";

const signInMode: GivenOptions = { change: (rules) => Object.assign(rules.hall, { access: "sign-in" }) };
const bearer = (token: unknown) => ({ authorization: `Bearer ${token}` });

const signIn = (call: Call, clerk: string, window: string, more: object = {}) =>
  call("POST", api(`/windows/${window}/sign-in`), { clerk, pin: PIN, ...more });

t.test("a clerk's day: sign in, act, hand over, leave", async (t) => {
  const { call, loop, journal } = await opened(t, signInMode);
  const windowOf = (id: string) => loop.state.windows.get(id);
  t.equal(windowOf("1")?.open, false, "nobody opens the windows for clerks");
  const li = await signIn(call, "li", "1");
  t.match(li, { status: 200, body: { clerk: "li", window: "1" } });
  t.match(windowOf("1"), { open: true, clerk: "li" });
  const cookie = String(li.response.headers["set-cookie"]);
  t.match(cookie, `halld_session=${li.body.token}; Path=/; HttpOnly; SameSite=Strict`);
  const { appended } = journal;
  t.equal((await signIn(call, "li", "1")).body.token, li.body.token, "as before");
  t.equal(journal.appended, appended);

  await issue(call);
  t.match(await call("POST", api("/windows/1/call-next"), {}, bearer(li.body.token)), { status: 200 });
  t.equal(loop.state.lastActor.get("1"), "clerk:li");
  t.match(await call("POST", api("/windows/2/call-next"), {}, bearer(li.body.token)), { status: 403 });
  t.match(await call("POST", api("/windows/1/sign-out"), {}, bearer(li.body.token)), {
    body: { code: "window-busy" },
  });

  const relief = await signIn(call, "drolma", "1", { handOver: true });
  t.match(relief, { status: 200 });
  t.match(windowOf("1"), { clerk: "drolma", ticket: /./ }, "in mid-visit");
  t.match(await call("POST", api("/windows/1/start"), {}, bearer(li.body.token)), { status: 401 });
  const finish = await call("POST", api("/windows/1/finish"), { outcome: "done" }, bearer(relief.body.token));
  const visit = (finish.body.visit as { id: string }).id;
  const correct = (token: unknown) =>
    call("POST", api(`/visits/${visit}/outcome`), { outcome: "accepted" }, bearer(token));
  t.match(await correct(li.body.token), { status: 401 });
  t.match(await correct(relief.body.token), { status: 200, body: { outcome: "accepted" } });
  const elsewhere = await signIn(call, "li", "2");
  t.match(await correct(elsewhere.body.token), { status: 403 }, "the visit was at another window");

  const key = { ...bearer(relief.body.token), "idempotency-key": "leave" };
  const left = await call("POST", api("/windows/1/sign-out"), { reason: "evening" }, key);
  t.match(left, { status: 200, body: { window: "1", clerk: null } });
  t.match(String(left.response.headers["set-cookie"]), "halld_session=;");
  t.match(windowOf("1"), { open: false, clerk: null });
  t.match(await call("POST", api("/windows/1/open"), {}, bearer(relief.body.token)), { status: 401 });
  const again = await call("POST", api("/windows/1/sign-out"), { reason: "evening" }, key);
  t.equal(again.response.body, left.response.body, "an answer that was lost is given again");

  const back = await signIn(call, "drolma", "1");
  t.not(back.body.token, relief.body.token, "another sign-in, another token");
  t.match(await call("POST", api("/windows/1/pause"), {}, bearer(relief.body.token)), { status: 401 });
  await loop.submit({ type: "open-day", day: "2026-03-03" });
  t.match(
    await call("POST", api("/windows/1/pause"), {}, bearer(back.body.token)),
    { status: 401 },
    "the night ends all sessions",
  );
});

t.test("sessions outlast the process, in a file without tokens", async (t) => {
  const path = `${t.testdir({})}/sessions.json`;
  const clerks = new Map([["1", "li"]]);
  const options = {
    secret: Buffer.from("a secret"),
    store: sessionFile(path),
    clerkAt: (window: string) => clerks.get(window) ?? null,
  };
  t.strictSame(options.store.load(), [], "at first there is none");
  const [li, drolma] = await Promise.all(
    ["li", "drolma"].map((clerk, index) =>
      new Sessions(options).open({ clerk, window: "1", seq: index + 1, day: "2026-03-02" }, true),
    ),
  );
  const sessions = new Sessions(options);
  t.equal(sessions.find(String(li), "2026-03-02"), undefined, "the last one counts");
  t.equal(sessions.find(String(drolma), "2026-03-02"), undefined, "whom the journal does not have there");
  clerks.set("1", "drolma");
  t.match(sessions.find(String(drolma), "2026-03-02"), { clerk: "drolma", window: "1" });
  t.equal(sessions.find(String(drolma), "2026-03-03"), undefined, "though nobody signed them out");
  t.notMatch(readFileSync(path, "utf8"), String(drolma));
  t.equal(statSync(path).mode & 0o777, 0o600);
  t.equal(
    new Sessions({ ...options, secret: Buffer.from("another hall's") }).find(String(drolma), "2026-03-02"),
    undefined,
  );
  writeFileSync(path, '[{"clerk":');
  t.strictSame(options.store.load(), [], "a broken file costs a sign-in");
});

t.test("guessing a PIN does not pay", async (t) => {
  const { call, clock, app, answers } = await opened(t, signInMode);
  const guess = (pin: string, clerk = "li", window = "1", remoteAddress = "192.0.2.7") =>
    app.inject({
      method: "POST",
      url: api(`/windows/${window}/sign-in`),
      remoteAddress,
      payload: { clerk, pin },
    });
  const wrong = await guess("0000");
  const unknown = await guess("0000", "nobody");
  t.match(wrong.json(), { status: 401, code: "wrong-pin" });
  t.equal(unknown.body, wrong.body, "who is a clerk is not told");
  const flood = await Promise.all(Array.from({ length: 20 }, (_, index) => guess(String(1000 + index))));
  const looked = flood.filter(({ statusCode }) => statusCode === 401);
  t.equal(looked.length, 3, "five in all, sent at once or not");
  const limited = flood.find(({ statusCode }) => statusCode === 429);
  t.match(limited?.json(), { code: "too-many", facts: { waitSeconds: 60 } });
  t.equal(limited?.headers["retry-after"], "60");
  t.equal((await guess(PIN)).statusCode, 429, "the right one too");
  t.equal((await guess(PIN, "drolma", "2")).statusCode, 429, "from this address");
  t.equal((await guess(PIN, "li", "1", "192.0.2.8")).statusCode, 429, "at this window");
  t.equal((await guess(PIN, "drolma", "2", "192.0.2.8")).statusCode, 200, "elsewhere work goes on");
  clock.at += MINUTE;
  t.equal((await guess(PIN)).statusCode, 200);
  t.match(
    await call(
      "POST",
      api("/windows/1/sign-in"),
      { clerk: "li", pin: PIN },
      { "idempotency-key": "sign-in" },
    ),
    { status: 200 },
  );
  const remembered = { key: "sign-in", actor: "clerk:li", bodyHash: "" };
  t.equal(answers.find(remembered, clock.at), undefined, "nothing made from a PIN is kept");
});

t.test("what only staff may see", async (t) => {
  const { call, app, hall, signIn: signedIn } = await opened(t, signInMode);
  t.match(await call("GET", api("/devices")), { status: 401, body: { code: "not-signed-in" } });
  const token = await signedIn("li", "1");
  t.match(await call("GET", api("/devices"), undefined, bearer(token)), { status: 200 });
  const operator = bearer(operatorToken(hall.secret));
  t.match(await call("GET", api("/devices"), undefined, operator), { status: 200 });
  t.match(await call("GET", api("/windows/1/tablet-token"), undefined, operator), { status: 200 });
  const figures = (remoteAddress: string, headers = {}) =>
    app.inject({ method: "GET", url: "/metrics", remoteAddress, headers });
  t.equal((await figures("127.0.0.1")).statusCode, 200);
  t.match((await figures("192.0.2.7")).json(), { status: 401, code: "not-signed-in" });
  t.equal((await figures("192.0.2.7", bearer(token))).statusCode, 200);
  const ticket = await issue(call, "tax-return", { escort: true });
  for (const path of ["escort/take", "reprint"])
    t.match(
      await call("POST", api(`/tickets/${ticket.id}/${path}`), path === "reprint" ? { dispenser: "D1" } : {}),
      {
        status: 401,
      },
    );
  t.match(
    await call("POST", api(`/tickets/${ticket.number}/return`)),
    { status: 404, body: { code: "unknown-ticket" } },
    "a number is no secret",
  );
  t.match(await call("POST", api(`/tickets/${ticket.id}/return`)), { body: { code: "wrong-state" } });
});

/** A call pad at window 1 of the hall: presses a key and tells what it was answered. */
function padOf({ loop, hall }: Pick<GivenHall, "loop" | "hall">) {
  let press: (press: PadPress) => void = () => {};
  const pad: CallPad = {
    onPress: (handler) => {
      press = handler;
    },
    showWaiting() {},
    ask() {},
    beep() {},
  };
  new Router({
    state: () => loop.state,
    submit: (intent) => loop.submit(intent),
    newTicketId: () => "x",
    printerReady: () => true,
    readingOf: () => null,
    nowMs: () => 0,
    pinFits: (clerk, pin, window) =>
      hall.pins.fits(
        clerk === undefined ? undefined : hall.pinOf(clerk),
        pin,
        [`window ${window}`],
        loop.now(),
      ),
  }).callPad("1", pad);
  return (act: PadAct, digits = "") =>
    new Promise<string>((resolve) =>
      press({
        device: "pad",
        act,
        digits,
        accept: () => resolve("accepted"),
        refuse: () => resolve("refused"),
      }),
    );
}

t.test("a pad's function key accepts what is proposed at its window, 9 before it declines", async (t) => {
  const { loop, hall } = await opened(t, {
    change(rules) {
      Object.assign(rules.hall, { padPin: true });
      rules.scheduler = { ...SCHEDULER_DEFAULTS, mode: "advise" };
      rules.clerks.push({ id: "103", name: "王" });
    },
  });
  const press = padOf({ loop, hall });
  const propose = (...sign: string[]) =>
    loop.submit({
      ...{ type: "propose-sign", window: "1", sign },
      expected: { kind: "relieve", reliefMinutes: 9, harmMinutes: 1 },
    });
  const signAt1 = () => loop.state.windows.get("1")?.sign;
  const before = signAt1();
  t.equal(await press("function"), "refused", "nothing is proposed");
  await propose("tax", "cars");
  t.equal(await press("function", "9"), "accepted");
  t.same(signAt1(), before);
  await propose("tax", "cars");
  t.equal(await press("function", "103"), "accepted", "an id is an id");
  t.same(signAt1(), before);
  t.equal(await press("function"), "accepted");
  t.same(signAt1(), ["tax", "cars"]);
  t.match(loop.state.scheduling.changes.at(-1), { by: "pad:1" });
});

t.test("clerks sign in with the digits of the pad, and each act has its clerk", async (t) => {
  const hall = await opened(t, {
    change(rules) {
      Object.assign(rules.hall, { access: "sign-in" });
      rules.clerks.push({ id: "103", name: "王" }, { id: "104", name: "赵" });
    },
  });
  const { loop, call } = hall;
  const pressed = padOf(hall);
  await issue(call);
  t.equal(await pressed("call"), "refused", "closed");
  t.equal(await pressed("function", "999"), "refused", "nobody's number");
  t.equal(await pressed("function"), "refused");
  t.equal(await pressed("function", "103"), "accepted");
  t.match(loop.state.windows.get("1"), { clerk: "103", open: true });
  t.equal(await pressed("call"), "accepted");
  t.equal(loop.state.lastActor.get("1"), "clerk:103");
  t.equal(await pressed("log-out"), "refused", "with a ticket in hand");
  t.equal(await pressed("function", "0104"), "accepted", "the relief comes");
  t.equal(await pressed("finish-and-rate"), "accepted");
  t.equal(loop.state.lastActor.get("1"), "clerk:104");
  t.equal(await pressed("log-out"), "accepted");
  t.match(loop.state.windows.get("1"), { clerk: null, open: false });
  t.equal(await pressed("log-out"), "refused");
});

t.test("where pads ask for PINs, the id's digits alone sign nobody in", async (t) => {
  const hall = await opened(t, {
    change(rules) {
      Object.assign(rules.hall, { access: "sign-in", padPin: true });
      rules.clerks.push({ id: "103", name: "王" }, { id: "104", name: "赵" });
    },
  });
  const clerk = () => hall.loop.state.windows.get("1")?.clerk;
  const pressed = padOf(hall);
  t.equal(await pressed("function", "103"), "accepted", "the PIN is to follow");
  t.equal(clerk(), null);
  t.equal(await pressed("function", "0000"), "refused", "a wrong one");
  t.equal(await pressed("function", PIN), "accepted", "which begins anew: these digits are an id");
  t.equal(await pressed("function", PIN), "refused", "of nobody");
  await pressed("function", "103");
  t.equal(await pressed("function", PIN), "accepted");
  t.equal(clerk(), "103");
  await pressed("function", "104");
  t.equal(await pressed("call"), "refused", "another key ends it");
  t.equal(await pressed("function", PIN), "accepted");
  t.equal(clerk(), "103", "so this was no PIN of 104");
  t.equal(await pressed("function"), "refused");

  for (let guess = 0; guess < 5; guess += 1) {
    await pressed("function", "104");
    await pressed("function", `000${guess}`);
  }
  await pressed("function", "104");
  t.equal(await pressed("function", PIN), "refused", "after five failures in a minute none is looked at");
  t.match(await signIn(hall.call, "104", "1", { handOver: true }), { status: 429 }, "on the page neither");
  hall.clock.at += MINUTE;
  await pressed("function", "104");
  t.equal(await pressed("function", PIN), "accepted", "the relief comes");
  t.equal(clerk(), "104");
});

t.test("in an open hall who signed in is known by name", async (t) => {
  const { call, loop } = await opened(t);
  const { body } = await signIn(call, "li", "1");
  await call("POST", api("/windows/1/pause"), {}, bearer(body.token));
  t.equal(loop.state.lastActor.get("1"), "clerk:li");
  await atWindow(call, "1/sign-out");
  t.equal(loop.state.windows.get("1")?.clerk, null, "anyone may sign them out");
});

t.test("a PIN fits only what was made of it, whatever a config holds", async (t) => {
  const stored = await hashPin("2580");
  t.equal(await pinFits("2580", stored), true);
  t.equal(await pinFits("2581", stored), false);
  const [scheme, N, ...rest] = stored.split(":");
  for (const text of [
    [scheme, "3", ...rest],
    [scheme, "99999999", ...rest],
    ["argon", N, ...rest],
  ])
    t.equal(await pinFits("2580", text.join(":")), false, text.slice(0, 2).join(":"));
});
