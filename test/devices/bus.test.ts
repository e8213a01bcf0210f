import t from "tap";
import { Bus, SILENCE_MS } from "../../devices/bus/bus.ts";
import type { Priority, Transaction, TransactionOutcome } from "../../devices/bus/transaction.ts";
import { VirtualClock, type WireClock } from "../../devices/clock.ts";
import { writeFf68 } from "../../devices/framing/ff68/writer.ts";
import { wireMs } from "../../devices/link/link.ts";
import { MemoryLine, MemoryLink } from "../../devices/link/memory.ts";
import { toHex } from "./hall.ts";

const BAUD = 9_600;
const FRAME_MS = wireMs(15, BAUD);

interface Heard {
  bytes: string;
  startedMs: number;
  endedMs: number;
}

/** A bus on a line in memory, and everything that was said on it. */
function bench(busClock?: (clock: VirtualClock) => WireClock) {
  const clock = new VirtualClock(1_000);
  const line = new MemoryLine({ clock, baud: BAUD });
  const link = new MemoryLink({ id: "wire", line, clock });
  const bus = new Bus({
    clock: busClock?.(clock) ?? clock,
    write: (bytes, taken) => link.write(bytes, taken),
    isMidFrame: () => false,
  });
  const heard: Heard[] = [];
  const outcomes = new Map<string, TransactionOutcome>();
  const late: string[] = [];
  let onHeard = (_bytes: Uint8Array) => {};
  line.onHeard = (bytes, startedMs, endedMs) => {
    heard.push({ bytes: toHex(bytes), startedMs, endedMs });
    onHeard(bytes);
  };
  link.open({
    up: () => bus.wireUp(),
    down: () => bus.wireDown(),
    bytes: (bytes) => {
      bus.heard();
      if (!bus.offer(bytes)) late.push(toHex(bytes));
    },
  });
  clock.advance(100);
  return {
    clock,
    line,
    bus,
    heard,
    outcomes,
    late,
    answerWith(answer: (bytes: Uint8Array) => void) {
      onHeard = answer;
    },
    say(name: string, options: Partial<Transaction> & { priority: Priority }): void {
      bus.submit({
        station: name,
        bytes: show(0, name.length),
        reply: null,
        done: (outcome) => outcomes.set(name, outcome),
        ...options,
      });
    },
  };
}

const show = (address: number, number: number) => writeFf68(address, 2, [10, 10, 10, 10, 10, number % 10]);
/** The answer that a device with answers would give: address and the number shown. */
const answerTo = (bytes: Uint8Array) => Uint8Array.of(0xaa, bytes[5] ?? 0, bytes[12] ?? 0);
const isAnswerTo = (request: Uint8Array) => (frame: Uint8Array) => toHex(frame) === toHex(answerTo(request));

t.test("an answer that came while the machine was busy is read before the device is blamed", async (t) => {
  for (const hasAnswered of [true, false]) {
    let busyMs = 0;
    const { bus, clock, outcomes, say } = bench((inner) => ({
      nowMs: () => inner.nowMs() + busyMs,
      after: (delayMs, run) => inner.after(delayMs, run),
    }));
    let timeouts = 0;
    const timedOut = () => {
      timeouts += 1;
    };
    const reply = { timeoutMs: 80, attempts: 1, isAnswer: isAnswerTo(show(0, 4)) };
    say("poll", { priority: "poll", reply, timedOut });
    clock.advance(FRAME_MS + 75);
    busyMs = 200;
    clock.advance(5.5);
    t.equal(timeouts, 0, "the time is over, and what came meanwhile is not read yet");
    if (hasAnswered) bus.offer(answerTo(show(0, 4)));
    clock.advance(100);
    t.equal(timeouts, hasAnswered ? 0 : 1);
    t.equal(outcomes.get("poll"), hasAnswered ? "answered" : "unanswered");
  }
});

t.test("twenty displays while every window calls: the wire is used to its limit", async (t) => {
  const { clock, bus, heard } = bench();
  const rounds = 10;
  const latencies: number[] = [];
  let toCome = rounds;
  const startedMs = clock.nowMs();
  const callAll = () => {
    const calledMs = clock.nowMs();
    let open = 20;
    toCome -= 1;
    for (let address = 0; address < 20; address++)
      bus.submit({
        station: `d${address}`,
        priority: "call",
        slot: `d${address}`,
        bytes: show(address, toCome),
        reply: null,
        done: () => {
          latencies.push(clock.nowMs() - calledMs);
          open -= 1;
          if (open === 0 && toCome > 0) callAll();
        },
      });
  };
  callAll();
  clock.advance(60_000);
  t.equal(heard.length, 20 * rounds);
  const tookMs = (heard.at(-1)?.endedMs ?? 0) - startedMs;
  const leastMs = heard.length * FRAME_MS + (heard.length - 1) * SILENCE_MS;
  const utilisation = leastMs / tookMs;
  t.ok(utilisation >= 0.95, `${(utilisation * 100).toFixed(1)} % of what bytes and silences allow`);
  const worst = Math.max(...latencies);
  const theoretical = 20 * FRAME_MS + 20 * SILENCE_MS;
  t.ok(
    worst <= 1.1 * theoretical,
    `worst call ${worst.toFixed(1)} ms, in theory ${theoretical.toFixed(1)} ms`,
  );
  for (const [index, { startedMs: from }] of heard.slice(1).entries())
    if (from < (heard[index]?.endedMs ?? 0) + SILENCE_MS - 1e-6) t.fail("no silence before a frame");
});

t.test("a call in a full refresh waits for the frame in flight and no other", async (t) => {
  const { clock, heard, say } = bench();
  for (let address = 0; address < 20; address++)
    say(`refresh ${address}`, { priority: "refresh", bytes: show(address, 1) });
  clock.advance(3 * (FRAME_MS + SILENCE_MS) + 0.1);
  const calledMs = clock.nowMs();
  say("call", { priority: "call", bytes: show(77, 9) });
  say("echo", { priority: "acknowledgement", bytes: show(78, 9) });
  clock.advance(1_000);
  const [, , , inFlight, first, second] = heard;
  t.equal(first?.bytes, toHex(show(78, 9)), "acknowledgements go first");
  t.equal(second?.bytes, toHex(show(77, 9)), "then calls");
  t.ok((inFlight?.endedMs ?? 0) > calledMs && (inFlight?.startedMs ?? 0) <= calledMs);
  t.ok(Math.abs((first?.startedMs ?? 0) - (inFlight?.endedMs ?? 0) - SILENCE_MS) < 0.01);
  t.equal(heard.length, 22, "and nothing is lost");
});

t.test("it speaks in the same instant when the wire was silent, and waits when it was not", async (t) => {
  const { clock, line, heard, say } = bench();
  const askedMs = clock.nowMs();
  say("first", { priority: "call" });
  clock.advance(100);
  t.equal(heard[0]?.startedMs, askedMs);
  line.say(show(1, 1));
  clock.advance(FRAME_MS + 2);
  const endedMs = clock.nowMs() - 2;
  say("second", { priority: "call" });
  clock.advance(100);
  t.equal(heard[1]?.startedMs, endedMs + SILENCE_MS);
});

t.test("the latest content of a slot wins; without a slot nothing is lost", async (t) => {
  const { clock, heard, outcomes, say } = bench();
  say("in flight", { priority: "call", bytes: show(9, 9) });
  say("old", { priority: "refresh", slot: "d1", bytes: show(1, 1) });
  say("other", { priority: "refresh", slot: "d2", bytes: show(2, 2) });
  say("new", { priority: "call", slot: "d1", bytes: show(1, 3) });
  say("newest", { priority: "refresh", slot: "d1", bytes: show(1, 4) });
  say("echo", { priority: "acknowledgement", bytes: show(5, 5) });
  say("echo again", { priority: "acknowledgement", bytes: show(5, 5) });
  clock.advance(1_000);
  t.same(
    heard.map(({ bytes }) => bytes),
    [show(9, 9), show(5, 5), show(5, 5), show(1, 4), show(2, 2)].map(toHex),
    "the newest content in the place of the most urgent",
  );
  t.equal(outcomes.get("old"), "replaced");
  t.equal(outcomes.get("new"), "replaced");
  t.equal(outcomes.get("newest"), "sent");
});

t.test("an answer that comes late answers nothing, and the request is said again", async (t) => {
  const { clock, line, heard, outcomes, late, say, answerWith } = bench();
  const request = show(1, 1);
  let asked = 0;
  answerWith((bytes) => {
    asked += 1;
    const delayMs = asked === 1 ? 60 : 4;
    clock.after(delayMs, () => line.say(answerTo(bytes)));
  });
  say("one", {
    priority: "call",
    bytes: request,
    reply: { timeoutMs: 40, attempts: 3, isAnswer: isAnswerTo(request) },
  });
  clock.advance(70 + FRAME_MS);
  t.equal(outcomes.size, 0, "the late answer did not settle it");
  t.same(late, [toHex(answerTo(request))]);
  clock.advance(500);
  t.equal(heard.length, 2);
  t.equal(outcomes.get("one"), "answered");
  t.equal(line.collisions, 0);
});

// It is told one thing after another, or ever newer ones in the place of what was not answered yet.
for (const slot of [undefined, "dead"])
  t.test(
    `a dead address costs the others less than two hundredths, and is found again: ${slot ? "news" : "requests"}`,
    async (t) => {
      const throughput = (withDead: boolean) => {
        const { clock, line, bus, answerWith, say } = bench();
        let isDead = withDead;
        let answered = 0;
        let deadOutcome: TransactionOutcome | null = null;
        answerWith((bytes) => {
          if (bytes[5] !== 99 || !isDead) clock.after(5, () => line.say(answerTo(bytes)));
        });
        const reply = (request: Uint8Array) => ({
          timeoutMs: 40,
          attempts: 3,
          isAnswer: isAnswerTo(request),
        });
        const again = (address: number) => {
          const request = show(address, 1);
          bus.submit({
            station: `d${address}`,
            priority: "refresh",
            bytes: request,
            reply: reply(request),
            done: () => {
              answered += 1;
              again(address);
            },
          });
        };
        for (let address = 1; address <= 5; address++) again(address);
        const dead = () => {
          const request = show(99, 1);
          say("dead", {
            priority: "call",
            bytes: request,
            reply: reply(request),
            ...(slot ? { slot } : {}),
            done: (outcome) => {
              if (outcome !== "replaced") deadOutcome = outcome;
              if (!slot && isDead) clock.after(200, dead);
            },
          });
          if (slot) clock.after(30, dead);
        };
        if (withDead) dead();
        clock.advance(20_000);
        answered = 0;
        clock.advance(60_000);
        const counted = answered;
        isDead = false;
        clock.advance(5_000);
        return { counted, deadOutcome };
      };
      const alone = throughput(false).counted;
      const { counted, deadOutcome } = throughput(true);
      t.ok(counted >= 0.98 * alone, `${counted} answers in a minute, ${alone} without a dead address`);
      t.equal(deadOutcome, "answered", "the probe finds it when it is back");
    },
  );

t.test("on a wire where nobody else speaks a display that is back is found within two seconds", async (t) => {
  const { clock, line, outcomes, answerWith, say } = bench();
  let isDead = true;
  answerWith((bytes) => {
    if (!isDead) clock.after(5, () => line.say(answerTo(bytes)));
  });
  const request = show(99, 1);
  const ask = (name: string) =>
    say(name, {
      station: "dead",
      priority: "refresh",
      slot: "dead",
      bytes: request,
      reply: { timeoutMs: 40, attempts: 3, isAnswer: isAnswerTo(request) },
    });
  for (let second = 0; second < 60; second++) {
    ask(`ask ${second}`);
    clock.advance(1_000);
  }
  isDead = false;
  ask("back");
  clock.advance(2_000);
  t.equal(outcomes.get("back"), "answered");
});

t.test("a wire that goes takes everything with it, once", async (t) => {
  const { clock, line, outcomes, heard, say } = bench();
  say("in flight", { priority: "call" });
  say("waiting", { priority: "refresh" });
  clock.advance(3);
  line.unplug();
  t.same(
    [...outcomes],
    [
      ["in flight", "wire-down"],
      ["waiting", "wire-down"],
    ],
  );
  say("too late", { priority: "call" });
  clock.advance(100);
  t.equal(outcomes.get("too late"), "wire-down");
  line.plug();
  say("again", { priority: "call" });
  clock.advance(100);
  t.equal(outcomes.get("again"), "sent");
  t.equal(heard.length, 1);
});

t.test("what someone speaks into is said again; an acknowledgement is not", async (t) => {
  const { clock, line, heard, say } = bench();
  say("call", { priority: "call", bytes: show(1, 1) });
  clock.after(1, () => line.say(Uint8Array.of(1, 2, 3)));
  clock.advance(200);
  t.equal(heard.length, 2);
  say("echo", { priority: "acknowledgement", bytes: show(2, 2) });
  clock.after(1, () => line.say(Uint8Array.of(1, 2, 3)));
  clock.advance(200);
  t.equal(heard.length, 3);
});
