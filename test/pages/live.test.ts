import fc from "fast-check";
import t from "tap";
import {
  type Freshness,
  firstRetryMs,
  type Live,
  type LiveMessage,
  type LiveSocket,
  longestRetryMs,
  openLive,
  staleAfterMs,
} from "../../src/pages/shared/live.ts";

interface Timer {
  atMs: number;
  run: () => void;
}

/** A network and a clock in the test's hands. */
class World {
  nowMs = 0;
  timers: Timer[] = [];
  sockets: { query: string; openedAtMs: number; socket: LiveSocket }[] = [];
  heard: LiveMessage[] = [];
  freshness: Freshness[] = [];

  open(topic = "hall"): Live {
    return openLive(
      topic,
      { onMessage: (message) => this.heard.push(message), onFreshness: (next) => this.freshness.push(next) },
      {
        connect: (query) => {
          const socket: LiveSocket = { onopen: null, onmessage: null, onclose: null, close: () => {} };
          this.sockets.push({ query, openedAtMs: this.nowMs, socket });
          return socket;
        },
        after: (delayMs, run) => {
          const timer = { atMs: this.nowMs + delayMs, run };
          this.timers.push(timer);
          return () => {
            this.timers = this.timers.filter((each) => each !== timer);
          };
        },
        random: () => 1,
      },
    );
  }

  get last() {
    const last = this.sockets.at(-1);
    if (last === undefined) throw new Error("nothing was opened");
    return last;
  }

  say(message: object | string) {
    this.last.socket.onmessage?.({ data: typeof message === "string" ? message : JSON.stringify(message) });
  }

  drop() {
    this.last.socket.onclose?.();
  }

  pass(ms: number) {
    const until = this.nowMs + ms;
    for (;;) {
      const next = this.timers.filter(({ atMs }) => atMs <= until).sort((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined) break;
      this.nowMs = next.atMs;
      this.timers = this.timers.filter((each) => each !== next);
      next.run();
    }
    this.nowMs = until;
  }
}

t.test("given a snapshot, when events follow without a gap, then all are heard in order", async (t) => {
  const world = new World();
  world.open();
  world.say({ type: "snapshot", seq: 5, hall: {} });
  world.say({ type: "event", seq: 7, prev: 5, event: "ticket-issued" });
  world.say({ type: "event", seq: 7, prev: 7, event: "device-changed" });
  world.say({ type: "event", seq: 9, prev: 7, event: "ticket-called" });
  t.strictSame(
    world.heard.map(({ seq }) => seq),
    [5, 7, 7, 9],
  );
  t.strictSame(world.freshness, ["live"]);
  t.equal(world.sockets.length, 1);
});

t.test("given a gap, then the message is not heard and a whole picture is asked for", async (t) => {
  const world = new World();
  world.open("window:3");
  world.say({ type: "snapshot", seq: 5 });
  world.say({ type: "event", seq: 9, prev: 8, event: "ticket-called" });
  t.equal(world.heard.length, 1);
  t.equal(world.sockets.length, 2);
  t.equal(world.last.query, "topic=window%3A3");
});

t.test("given a loss, then it resumes where it stopped, and is stale only when the loss lasts", async (t) => {
  const world = new World();
  world.open();
  world.say({ type: "snapshot", seq: 5 });
  world.drop();
  world.pass(firstRetryMs);
  t.equal(world.last.query, "topic=hall&since=5");
  world.last.socket.onopen?.();
  world.pass(staleAfterMs * 2);
  t.strictSame(world.freshness, ["live"], "a short loss shows nothing");
  world.drop();
  world.pass(staleAfterMs);
  t.strictSame(world.freshness, ["live", "stale"]);
  world.pass(longestRetryMs);
  world.say({ type: "snapshot", seq: 2, hall: {} });
  t.strictSame(world.freshness, ["live", "stale", "live"], "whatever the daemon's new seq is");
});

t.test(
  "given a daemon that stays away, then tries come at growing pauses, never longer than the longest",
  async (t) => {
    const world = new World();
    world.open();
    for (let tries = 0; tries < 12; tries += 1) {
      world.drop();
      world.pass(longestRetryMs);
    }
    const pauses = world.sockets
      .slice(1)
      .map(({ openedAtMs }, index) => openedAtMs - (world.sockets[index]?.openedAtMs ?? 0));
    t.ok(world.sockets.length >= 12);
    t.ok(pauses.every((pause) => pause <= longestRetryMs * 2));
    t.equal(world.freshness.at(-1), "stale", "a page that never connected says so too");
  },
);

t.test("given tries that fail at once, then they do not put off that the page is stale", async (t) => {
  const world = new World();
  world.open();
  world.say({ type: "snapshot", seq: 5 });
  world.drop();
  for (let waitedMs = 0; waitedMs < staleAfterMs; waitedMs += 100) {
    const { length } = world.sockets;
    world.pass(100);
    if (world.sockets.length > length) world.drop();
  }
  t.ok(world.sockets.length > 2, "it was tried");
  t.strictSame(world.freshness, ["live", "stale"]);
});

t.test("given close, then nothing more is opened or heard", async (t) => {
  const world = new World();
  const live = world.open();
  world.say({ type: "snapshot", seq: 5 });
  live.close();
  world.drop();
  world.say({ type: "event", seq: 6, prev: 5 });
  world.pass(60_000);
  t.equal(world.sockets.length, 1);
  t.equal(world.heard.length, 1);
});

t.test("property: noise is never heard and never breaks what follows", async (t) => {
  const property = fc.property(fc.array(fc.oneof(fc.string(), fc.json())), (noise) => {
    const world = new World();
    world.open();
    world.say({ type: "snapshot", seq: 1 });
    for (const words of noise) if (!/"type"/.test(words)) world.say(words);
    world.say({ type: "event", seq: 2, prev: 1 });
    return world.heard.length === 2;
  });
  t.doesNotThrow(() => fc.assert(property));
});

t.test("property: however messages are lost, no event is heard out of its chain", async (t) => {
  const property = fc.property(fc.array(fc.boolean(), { maxLength: 50 }), (arrives) => {
    const world = new World();
    world.open();
    world.say({ type: "snapshot", seq: 0 });
    let opened = world.sockets.length;
    arrives.forEach((arrived, index) => {
      if (arrived) world.say({ type: "event", seq: index + 1, prev: index });
      if (world.sockets.length > opened) {
        opened = world.sockets.length;
        world.say({ type: "snapshot", seq: index + 1 });
      }
    });
    return world.heard.every(
      (message, index) => message.type === "snapshot" || message.prev === world.heard[index - 1]?.seq,
    );
  });
  t.doesNotThrow(() => fc.assert(property));
});
