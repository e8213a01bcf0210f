import t from "tap";
import type { Intent } from "../../src/core/intents.ts";
import { SCHEDULER_DEFAULTS } from "../../src/core/scheduling.ts";
import { plainWaitRange } from "../../src/core/waits.ts";
import { liveMessages } from "../../src/http/projections.ts";
import { MINUTE } from "../core/given.ts";
import { api, issue, opened } from "./calling.ts";

const advised = {
  change(rules: { scheduler?: typeof SCHEDULER_DEFAULTS }) {
    rules.scheduler = { ...SCHEDULER_DEFAULTS, mode: "advise" };
  },
};
const expected = { kind: "relieve", reliefMinutes: 20, harmMinutes: 2 } as const;

t.test("a lead clerk sees what the scheduler wants, and has the last word", async (t) => {
  const { call, clock, loop } = await opened(t, advised);
  await issue(call, "car-plates");
  clock.at += 4 * MINUTE;
  const propose = (window: string, sign: string[]) =>
    loop.submit({ type: "propose-sign", window, sign, expected });
  await propose("1", ["tax", "cars"]);
  const seen = await call("GET", api("/scheduler"));
  t.match(seen, {
    status: 200,
    body: {
      mode: "advise",
      windows: [
        { id: "1", mode: "advise", pinned: false, sign: ["tax"], authorised: ["tax", "cars"] },
        {},
        {},
      ],
      queues: [{ id: "tax" }, { id: "cars", waiting: 1, oldestMinutes: 4, hotSince: null }, {}],
      proposals: [
        {
          id: "20260302-P0001",
          window: "1",
          sign: ["tax", "cars"],
          reason: { ...expected, queue: "cars", waiting: 1, oldestMinutes: 4, idleMinutes: 4, windows: 1 },
          expiresAt: "2026-03-02T09:09:00.000+08:00",
        },
      ],
      helpedToday: [],
      canUndo: false,
    },
  });
  const accepted = await call("POST", api("/scheduler/proposals/20260302-P0001/accept"));
  t.match(accepted, { status: 200, body: { proposals: [], canUndo: true } });
  t.match(await call("POST", api("/scheduler/proposals/20260302-P0001/decline")), {
    status: 404,
    body: { code: "unknown-proposal" },
  });
  t.match(await call("GET", api("/hall")), { body: { windows: [{ sign: ["tax", "cars"] }, {}, {}] } });
  t.match(await call("POST", api("/scheduler/undo")), { status: 200, body: { canUndo: false } });
  const override = await call("POST", api("/windows/1/sign"), { sign: ["cars"], reason: "a bus has come" });
  t.match(override, { status: 200, body: { windows: [{ sign: ["cars"] }, {}, {}] } });
  t.match(await call("GET", api("/scheduler")), {
    body: {
      changes: [
        { window: "1", sign: ["cars"], note: "a bus has come", by: "anyone" },
        { window: "1", sign: ["tax"], undo: true },
        { window: "1", sign: ["tax", "cars"], reason: { ...expected, queue: "cars", waiting: 1 } },
      ],
    },
  });
  t.match(await call("POST", api("/windows/1/sign"), { sign: ["id-cards"], reason: "why not" }), {
    status: 409,
    body: { code: "not-authorised" },
  });
  t.match(await call("POST", api("/windows/1/sign"), { sign: [], reason: "none" }), { status: 400 });
  t.match(await call("POST", api("/windows/1/sign/pin")), { body: { windows: [{ pinned: true }, {}, {}] } });
  t.match(await call("POST", api("/windows/1/sign/unpin")), {
    body: { windows: [{ pinned: false }, {}, {}] },
  });
  t.match(await call("POST", api("/scheduler/mode"), { mode: "off", window: "3" }), {
    body: { mode: "advise", windows: [{ ownMode: null }, {}, { mode: "off", ownMode: "off" }] },
  });
  t.match(await call("POST", api("/scheduler/mode"), { mode: null, window: "3" }), {
    body: { mode: "advise", windows: [{}, {}, { mode: "advise", ownMode: null }] },
  });
  t.match(await call("POST", api("/scheduler/mode"), { mode: "sometimes" }), { status: 400 });
});

t.test("staff are told live why, everybody that a sign has changed", async (t) => {
  const { call, loop, clock } = await opened(t, advised);
  await issue(call, "car-plates");
  const tell = async (intent: Intent) => {
    const outcome = await loop.submit(intent);
    if (outcome.kind === "refused") throw new Error(outcome.refusal.code);
    return liveMessages(loop.state, outcome.events, loop.state.seq, clock.at, plainWaitRange);
  };
  const propose = { type: "propose-sign", window: "1", expected } as const;
  t.match(await tell({ ...propose, sign: ["tax", "cars"] }), [
    { topic: "manager", event: "sign-proposed", body: { proposal: /P0001/, reason: { queue: "cars" } } },
    { topic: "window:1", event: "sign-proposed", body: { proposal: { id: /P0001/, sign: ["tax", "cars"] } } },
  ]);
  await tell({ type: "set-scheduler-mode", mode: "automatic", by: "clerk:li" });
  const told = await tell({ ...propose, sign: ["cars"] });
  const bodyFor = (topic: string) => told.find((each) => each.kind === "event" && each.topic === topic);
  t.match(bodyFor("hall"), { event: "sign-changed", body: { windows: [{ id: "1", sign: ["cars"] }] } });
  t.notMatch(bodyFor("hall"), { body: { reason: {} } });
  t.match(bodyFor("manager"), {
    body: { by: "scheduler", before: ["tax"], reason: { queue: "cars", waiting: 1 } },
  });
});

t.test("what people could do about the hour ahead is shown until somebody has noted it", async (t) => {
  const { call, loop } = await opened(t, advised);
  await issue(call, "car-plates");
  const short = { what: "open" as const, queue: "cars", windows: ["2"], workMinutes: 80, shortMinutes: 25 };
  await loop.submit({ type: "advise-hour", advice: [short] });
  t.match(await call("GET", api("/scheduler")), {
    body: { advice: [{ id: "20260302-A0001", ...short, waiting: 1, serving: 1, at: /^2026-03-02T09/ }] },
  });
  const dismissed = await call("POST", api("/scheduler/advice/20260302-A0001/dismiss"));
  t.match(dismissed, { status: 200, body: { advice: [] } });
});

t.test("it is for staff", async (t) => {
  const { call } = await opened(t, {
    change(rules) {
      rules.hall.access = "sign-in";
    },
  });
  t.match(await call("GET", api("/scheduler")), { status: 401 });
  t.match(await call("POST", api("/scheduler/mode"), { mode: "automatic" }), { status: 401 });
});
