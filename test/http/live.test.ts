import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { mock } from "node:test";
import fc from "fast-check";
import { pino } from "pino";
import t, { type Test } from "tap";
import WebSocket from "ws";
import { event, type HallEvent } from "../../src/core/events.ts";
import { isoTime } from "../../src/core/time-zone.ts";
import { plainWaitRange } from "../../src/core/waits.ts";
import { canonicalJson } from "../../src/http/canonical.ts";
import { liveMessages } from "../../src/http/projections.ts";
import { MINUTE, rules } from "../core/given.ts";
import { DEVICE, type GivenHall, type GivenOptions, givenHall } from "./given.ts";

interface Message {
  type: "snapshot" | "event";
  seq: number;
  prev?: number;
  event?: string;
  [field: string]: unknown;
}

/** A page: reads what comes, in order. */
class Page {
  readonly socket: WebSocket;
  readonly #messages: Message[] = [];
  #wake: () => void = () => {};

  constructor(url: string) {
    this.socket = new WebSocket(url);
    this.socket.on("message", (data) => {
      this.#messages.push(JSON.parse(String(data)));
      this.#wake();
    });
  }

  async next(): Promise<Message> {
    for (;;) {
      const message = this.#messages.shift();
      if (message) return message;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async nextIs(event: string): Promise<Message> {
    const message = await this.next();
    if (message.event !== event)
      throw new Error(`${event} expected: ${JSON.stringify(message).slice(0, 300)}`);
    return message;
  }

  get unread(): number {
    return this.#messages.length;
  }

  async closed(): Promise<[number, string]> {
    const [code, reason] = await once(this.socket, "close");
    return [code, String(reason)];
  }
}

async function opened(t: Test, options: GivenOptions = {}) {
  const given = await givenHall({ ...options, live: { movedEveryMs: 5, ...options.live } });
  await given.app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = given.app.server.address() as AddressInfo;
  const pages: Page[] = [];
  t.teardown(async () => {
    for (const page of pages) page.socket.terminate();
    await given.app.close();
  });
  const follow = (topic: string, since?: number) => {
    const resume = since === undefined ? "" : `&since=${since}`;
    const page = new Page(`ws://127.0.0.1:${port}/live?topic=${encodeURIComponent(topic)}${resume}`);
    pages.push(page);
    return page;
  };
  return { ...given, follow };
}

async function issue({ loop, hall }: GivenHall, service = "tax-return"): Promise<string> {
  const ticket = hall.newSecretId();
  await loop.submit({ type: "issue-ticket", ticket, service, channel: "kiosk", by: "kiosk" });
  return ticket;
}

t.test("the hall's topic: a picture, then what happens, without ids", async (t) => {
  const hall = await opened(t, { change: (rules) => Object.assign(rules.voice, { enabled: true }) });
  const { loop, follow, clock, live } = hall;
  const page = follow("hall");
  const snapshot = await page.next();
  t.match(snapshot, {
    type: "snapshot",
    seq: loop.state.seq,
    hall: { queues: [{ id: "tax", waiting: 0 }, {}, {}] },
  });

  const by = "clerk:li";
  const at = { window: "1", by };
  const ids = [await issue(hall), await issue(hall)];
  await loop.submit({ type: "call-next", ...at });
  clock.at += MINUTE;
  await loop.submit({ type: "recall", ...at });
  await loop.submit({ type: "start", ...at });
  await loop.submit({ type: "park", ...at });
  await loop.submit({ type: "unpark", ...at, ticket: ids[0] ?? "" });
  await loop.submit({ type: "transfer", ...at, to: { queue: "cars" }, keepPlace: false });
  await loop.submit({ type: "call-next", ...at });
  await loop.submit({ type: "no-show", ...at });
  await loop.submit({ type: "walk-in", ...at, service: "tax-advice", ticket: hall.hall.newSecretId() });
  await loop.submit({ type: "finish", ...at, outcome: "papers-missing" });
  await loop.submit({ type: "cancel-ticket", ticket: ids[0] ?? "", by: "holder" });
  await loop.submit({ type: "pause", ...at, reason: "tea" });
  await loop.submit({ type: "resume", ...at });
  await loop.submit({ type: "close-window", ...at, reason: "evening" });
  await loop.submit({ type: "open-window", ...at });
  live.deviceChanged({ ...DEVICE, state: "error" });

  const names = (
    "ticket-issued ticket-issued ticket-called announcement ticket-recalled announcement visit-started ticket-parked " +
    "ticket-called announcement ticket-transferred ticket-called announcement ticket-no-show ticket-issued " +
    "visit-started visit-finished ticket-cancelled window-paused window-resumed window-closed window-opened device-changed"
  ).split(" ");
  let prev = snapshot.seq;
  const messages: Message[] = [];
  for (const name of names) {
    const message = await page.nextIs(name);
    t.equal(message.prev, prev, `${name}: no gap`);
    prev = message.seq;
    messages.push(message);
  }
  t.match(messages[0], { number: "A001", queue: "tax", queues: [{ id: "tax", waiting: 1 }] });
  t.match(messages[2], {
    number: "A001",
    window: "1",
    windows: [{ id: "1", state: "called", ticket: "A001" }],
  });
  t.match(messages[3], {
    number: "A001",
    window: "1",
    recalled: false,
    text: { "zh-CN": /A001/, bo: /A001/, en: /A001.*Window 1/ },
    words: { en: ["Number", "A", "zero", "zero", "one", "please go to", "Window", "one"] },
  });
  t.match(messages.at(-1), {
    device: { id: "display-1", state: "error", health: "bad" },
    seq: loop.state.seq,
  });
  const text = JSON.stringify([snapshot, ...messages]);
  for (const id of loop.state.tickets.keys())
    t.notOk(text.includes(id), "a ticket's id is its holder's alone");
  t.notMatch(text, /papers-missing|clerk:li/);
});

t.test("a window's topic, a holder's and a manager's", async (t) => {
  const hall = await opened(t);
  const { loop, follow } = hall;
  const [first, second] = [await issue(hall), await issue(hall)];
  await loop.submit({ type: "call-next", window: "2", by: "x" });
  await loop.submit({ type: "park", window: "2", by: "x" });
  const [window, holder, manager] = [follow("window:2"), follow(`ticket:${second}`), follow("manager")];
  t.match(await window.next(), {
    window: { id: "2", state: "idle" },
    waiting: 1,
    parked: [{ number: "A001" }],
    visit: null,
  });
  t.match(await holder.next(), { type: "snapshot", ticket: { id: second, number: "A002", ahead: 0 } });
  t.match(await manager.next(), {
    hall: { seq: loop.state.seq },
    devices: [{ id: "display-1", driver: "ff68-display" }],
  });

  await issue(hall, "car-plates");
  t.match(await window.nextIs("ticket-issued"), { number: "B001", waiting: 2 });
  await loop.submit({ type: "unpark", window: "2", ticket: first, by: "x" });
  t.match(await window.nextIs("ticket-called"), {
    number: "A001",
    window: { state: "called" },
    visit: { number: "A001" },
  });
  await loop.submit({ type: "finish", window: "2", outcome: "referred", inviteRating: true, by: "x" });
  t.match(await window.nextIs("visit-finished"), {
    visit: null,
    lastVisit: { number: "A001", rated: false },
  });
  await window.nextIs("rating-invited");
  await loop.submit({ type: "rate-at-window", window: "2", level: 1, channel: "pad" });
  t.match(await window.nextIs("visit-rated"), { lastVisit: { rated: true } });
  await manager.nextIs("ticket-issued");
  await manager.nextIs("ticket-called");
  t.match(await manager.nextIs("visit-finished"), { outcome: "referred", by: "x" });
  await manager.nextIs("rating-invited");
  t.match(await manager.nextIs("visit-rated"), { level: 1, channel: "pad" });

  await loop.submit({ type: "transfer", window: "2", to: { queue: "tax" }, keepPlace: false, by: "x" });
  await loop.submit({ type: "call-next", window: "2", by: "x" });
  const seen = [await holder.next()];
  while (seen.at(-1)?.event === "ticket-moved") seen.push(await holder.next());
  t.match(seen.at(-1), { event: "ticket-called", ticket: { id: second, state: "called", window: "2" } });
  t.equal(seen.at(-1)?.prev, seen.at(-2)?.seq ?? seen.at(-1)?.prev);
});

t.test("a window that closes tells everybody who waits again elsewhere", async (t) => {
  const hall = await opened(t);
  const { loop, follow } = hall;
  const by = "clerk:li";
  for (let i = 0; i < 2; i += 1) await issue(hall);
  await loop.submit({ type: "call-next", window: "1", by });
  await loop.submit({ type: "park", window: "1", by });
  await loop.submit({ type: "call-next", window: "2", by });
  await loop.submit({ type: "transfer", window: "2", to: { window: "1" }, keepPlace: true, by });
  const [wall, first, second] = [follow("hall"), follow("window:1"), follow("window:2")];
  t.match(await first.next(), { waiting: 1, parked: [{ number: "A001" }] });
  t.match(await second.next(), { waiting: 0 });
  await wall.next();
  await loop.submit({ type: "close-window", window: "1", reason: "lunch", by });
  t.match(await wall.nextIs("ticket-transferred"), { number: "A001" });
  t.match(await wall.nextIs("window-closed"), { queues: [{ id: "tax", waiting: 2 }, { id: "cars" }] });
  t.match(await first.nextIs("ticket-transferred"), { number: "A001", window: { id: "1" } });
  await second.nextIs("ticket-transferred");
  t.match(await second.nextIs("window-closed"), { waiting: 2 });
});

t.test("a holder is told when the line before them gets shorter", async (t) => {
  const hall = await opened(t);
  const { loop, follow } = hall;
  await issue(hall);
  const holder = follow(`ticket:${await issue(hall)}`);
  t.match(await holder.next(), { ticket: { ahead: 1 } });
  await loop.submit({ type: "call-next", window: "1", by: "x" });
  t.match(await holder.nextIs("ticket-moved"), { ticket: { ahead: 0 }, seq: loop.state.seq });
});

t.test("who was away goes on where they were, or gets the whole picture", async (t) => {
  const hall = await opened(t, { live: { recentLength: 3 } });
  const { follow, live, loop } = hall;
  const stays = follow("hall");
  const { seq } = await stays.next();
  await issue(hall);
  live.deviceChanged({ ...DEVICE, state: "busy" });
  await issue(hall);
  const last = loop.state.seq;

  const back = follow("hall", seq);
  t.match(await back.nextIs("ticket-issued"), { prev: seq, seq: seq + 1 });
  t.match(await back.nextIs("device-changed"), { prev: seq + 1, seq: seq + 1 });
  t.match(await back.nextIs("ticket-issued"), { prev: seq + 1, seq: last });
  const later = follow("hall", seq + 1);
  await later.nextIs("device-changed");
  await later.nextIs("ticket-issued");

  await issue(hall);
  await issue(hall);
  t.match(await follow("hall", seq).next(), { type: "snapshot" }, "too long ago");
  t.match(await follow("hall", last + 1000).next(), { type: "snapshot" }, "from another hall");
  t.match(await follow("hall", Number.NaN).next(), { type: "snapshot" });
  const current = follow("hall", loop.state.seq);
  await once(current.socket, "open");
  await issue(hall);
  t.match(await current.next(), { event: "ticket-issued", prev: last + 2 });
});

t.test("a picture is told when it is durable, and what follows has no gap", async (t) => {
  const hall = await opened(t);
  const { journal, follow, loop } = hall;
  journal.hold();
  const first = issue(hall);
  const page = follow("hall");
  await once(page.socket, "open");
  const second = issue(hall);
  await journal.holding(2);
  await new Promise((resolve) => setTimeout(resolve, 20));
  t.equal(page.unread, 0);
  journal.release();
  await Promise.all([first, second]);
  const snapshot = await page.next();
  t.match(snapshot, { type: "snapshot" });
  if (snapshot.seq < loop.state.seq)
    t.match(await page.next(), { event: "ticket-issued", prev: snapshot.seq });
  await issue(hall);
  t.match(await page.nextIs("ticket-issued"), { number: "A003", prev: loop.state.seq - 1 });

  journal.hold();
  const lost = issue(hall).catch(() => "lost");
  await journal.holding(1);
  const late = follow("hall");
  await once(late.socket, "open");
  journal.fail();
  t.equal(await lost, "lost");
  t.strictSame(await late.closed(), [1013, "journal unavailable"]);
  t.equal(page.unread, 0, "what is not durable is never told");
});

t.test("a new configuration or day is a new picture for everybody", async (t) => {
  const hall = await opened(t);
  const { loop, follow } = hall;
  const pages = [follow("hall"), follow("window:1"), follow(`ticket:${await issue(hall)}`)];
  for (const page of pages) t.match(await page.next(), { type: "snapshot" });
  const renamed = rules((it) => Object.assign(it.hall, { name: { "zh-CN": "新大厅" } }));
  await loop.submit({ type: "adopt-config", rules: renamed, hash: "h2", by: "x" });
  t.match(await pages[0]?.next(), { type: "snapshot", seq: loop.state.seq, hall: { name: "新大厅" } });
  for (const page of pages.slice(1)) t.match(await page.next(), { type: "snapshot" });
  const gone = pages[2]?.closed();
  await loop.submit({ type: "open-day", day: "2026-03-03" });
  t.match(await pages[0]?.next(), { type: "snapshot", hall: { day: "2026-03-03" } });
  t.strictSame(await gone, [4404, "unknown topic"], "yesterday's ticket");
});

t.test("who may follow what", async (t) => {
  const { follow, signIn } = await opened(t, {
    change: (rules) => Object.assign(rules.hall, { access: "sign-in" }),
  });
  for (const topic of ["", "halls", "window:9", "ticket:A001", "ticket:"])
    t.strictSame(await follow(topic).closed(), [4404, "unknown topic"], topic);
  t.strictSame(await follow("manager").closed(), [4401, "not signed in"]);
  const token = await signIn("li", "1");
  const { url } = follow("hall").socket;
  const signedIn = new WebSocket(url.replace("topic=hall", "topic=manager"), {
    headers: { cookie: `halld_session=${token}` },
  });
  const [data] = await once(signedIn, "message");
  t.match(JSON.parse(String(data)), { type: "snapshot" });
  signedIn.terminate();
  const foreign = new WebSocket(url, { headers: { origin: "http://evil.example" } });
  t.match(await once(foreign, "error"), [/403/]);
});

t.test("a page that reads too slowly gets one fresh picture instead of all it missed", async (t) => {
  const hall = await opened(t, { live: { lagLimitBytes: 64 * 1024 } });
  const { follow, live, loop } = hall;
  const page = follow("hall");
  await page.next();
  page.socket.pause();
  const conditions = ["x".repeat(64 * 1024)];
  // More than the sockets of both sides hold.
  for (let count = 0; count < 400; count += 1) live.deviceChanged({ ...DEVICE, conditions });
  await issue(hall);
  page.socket.resume();
  const seen = [await page.next()];
  while (seen.at(-1)?.type !== "snapshot") seen.push(await page.next());
  t.ok(seen.length < 400, `${seen.length} of 400`);
  t.match(seen.at(-1), { seq: loop.state.seq, hall: { queues: [{ id: "tax", waiting: 1 }, {}, {}] } });
  await issue(hall);
  t.match(await page.nextIs("ticket-issued"), { number: "A002", prev: loop.state.seq - 1 });
});

t.test("a dead connection is dropped, a living one stays", async (t) => {
  mock.timers.enable({ apis: ["setInterval"] });
  t.teardown(() => mock.timers.reset());
  const { follow } = await opened(t, { live: { heartbeatMs: 30_000 } });
  const living = follow("hall");
  await living.next();
  const dead = new WebSocket(living.socket.url, { autoPong: false });
  await once(dead, "open");
  const closed = once(dead, "close");
  mock.timers.tick(30_000);
  await Promise.all([once(living.socket, "ping"), once(dead, "ping")]);
  // Its answer has come when a later ping of its own is answered.
  living.socket.ping();
  await once(living.socket, "pong");
  mock.timers.tick(30_000);
  t.match(await closed, [1006]);
  t.equal(living.socket.readyState, WebSocket.OPEN);
});

t.test("a frame that is too long ends its own connection, and is one line in the log", async (t) => {
  const lines: string[] = [];
  const log = pino({ level: "warn" }, { write: (line: string) => lines.push(line) });
  const { follow } = await opened(t, { log });
  const [page, other] = [follow("hall"), follow("hall")];
  await Promise.all([page.next(), other.next()]);
  page.socket.send("x".repeat(5_000));
  t.match(await page.closed(), [1009]);
  t.match(
    lines.map((line) => JSON.parse(line)),
    [{ level: 40, code: "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH", from: "127.0.0.1" }],
  );
  t.equal(lines.length, 1);
  t.notMatch(lines[0], /stack/);
  t.equal(other.socket.readyState, WebSocket.OPEN);
});

t.test("the hall stops though a page is dead and another is no page at all", async (t) => {
  const { follow, app } = await opened(t);
  const page = follow("hall");
  await page.next();
  const dead = follow("hall");
  await dead.next();
  dead.socket.pause();
  const { port } = app.server.address() as AddressInfo;
  const garbage = connect(port, "127.0.0.1").end("no http\r\n\r\n");
  const [answer] = await once(garbage, "data");
  t.match(String(answer), /^HTTP\/1.1 400 /);
  t.match(String(answer), "content-type: application/problem+json");
  t.match(String(answer), '"code":"malformed"');
  const [closed] = await Promise.all([page.closed(), app.close()]);
  t.strictSame(closed, [1001, "the hall is stopping"]);
});

t.test("staff are told more, and still neither ids nor holders", async (t) => {
  const hall = await opened(t);
  const { loop } = hall;
  const ticket = await issue(hall);
  await loop.submit({ type: "call-next", window: "1", by: "x" });
  const visit = loop.state.tickets.get(ticket)?.visit ?? "";
  const events: HallEvent[] = [
    event("holder-flagged", { ticket, holder: "a-hash", tickets: 7 }),
    event("escort-taken", { ticket, by: "guide" }),
    event("visit-overran", { visit, window: "1", normMinutes: 8 }),
    event("window-handed-over", { window: "2", from: "1", to: "li" }),
    event("job-ended", { job: "J1", outcome: "done" }),
    event("job-ended", { job: "J2", outcome: "given-up", reason: "paper" }),
  ];
  const messages = liveMessages(loop.state, events, 100, loop.now(), plainWaitRange);
  const told = messages.map((message) =>
    message.kind === "event" ? [message.seq, message.topic, message.event] : [],
  );
  t.strictSame(told, [
    [100, "manager", "holder-flagged"],
    [101, "manager", "escort-taken"],
    [102, "manager", "visit-overran"],
    [102, "window:1", "visit-overran"],
    [103, "manager", "window-handed-over"],
    [103, "window:2", "window-handed-over"],
    [105, "manager", "job-ended"],
  ]);
  t.match(messages[0], { body: { number: "A001", tickets: 7 } });
  t.notMatch(JSON.stringify(messages), new RegExp(`${ticket}|a-hash`));
});

t.test("times and canonical bodies", async (t) => {
  const zones = ["Asia/Shanghai", "Asia/Kathmandu", "America/St_Johns", "Europe/Warsaw", "UTC"];
  const days = fc.date({ min: new Date("2001-01-01"), max: new Date("2060-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(days, fc.constantFrom(...zones), (date, zone) => {
      const text = isoTime(date.getTime(), zone);
      const wall = new Intl.DateTimeFormat("sv-SE", {
        timeZone: zone,
        dateStyle: "short",
        timeStyle: "medium",
      }).format(date);
      return (
        Date.parse(text) === date.getTime() &&
        text.startsWith(wall.replace(" ", "T")) &&
        /[+-]\d\d:\d\d$/.test(text)
      );
    }),
  );
  t.equal(isoTime(Date.parse("2026-03-29T00:59:59Z"), "Europe/Warsaw"), "2026-03-29T01:59:59.000+01:00");
  t.equal(isoTime(Date.parse("2026-03-29T01:00:00Z"), "Europe/Warsaw"), "2026-03-29T03:00:00.000+02:00");
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (body) => {
      const turned = Object.fromEntries(Object.entries(body).reverse());
      return (
        canonicalJson(turned) === canonicalJson(body) &&
        canonicalJson(JSON.parse(canonicalJson(body))) === canonicalJson(body)
      );
    }),
  );
});
