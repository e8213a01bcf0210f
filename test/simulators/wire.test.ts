import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import t from "tap";
import { Lateness } from "../../simulators/wire/lateness.ts";
import { openPty } from "../../simulators/wire/pty.ts";
import { type Station, Wire } from "../../simulators/wire/wire.ts";
import type { WireTime } from "../../simulators/wire/wire-time.ts";
import { startWorld } from "../../simulators/world/world.ts";
import { hex, openHost, portPath, until } from "./host.ts";

const EVERY_BYTE = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

t.test("a pseudo-terminal carries every byte value raw, whoever opens it and whenever", async (t) => {
  const path = portPath("port");
  symlinkSync("/dev/null", path);
  let heard = Buffer.alloc(0);
  const pty = openPty(path, (bytes) => {
    heard = Buffer.concat([heard, bytes]);
  });
  t.teardown(() => pty.close());
  pty.write(EVERY_BYTE);

  for (const round of ["first", "second"]) {
    const host = await openHost(path, 9600);
    pty.write(EVERY_BYTE);
    host.write(EVERY_BYTE);
    t.equal(await host.take(256), EVERY_BYTE.toString("hex"), `to the ${round} host, without stale bytes`);
    await until(() => heard.length >= 256);
    t.equal(heard.toString("hex"), EVERY_BYTE.toString("hex"), `from the ${round} host, without echo`);
    heard = Buffer.alloc(0);
    await host.close();
    pty.write(EVERY_BYTE);
  }
  pty.close();
  t.notOk(existsSync(path), "the link is gone with the cable");
});

/** Time that the test moves. */
class HandTime implements WireTime {
  #nowMs = 1000;
  #due: { dueMs: number; run: () => void }[] = [];
  nowMs(): number {
    return this.#nowMs;
  }
  at(dueMs: number, run: () => void): () => void {
    const appointment = { dueMs, run };
    this.#due.push(appointment);
    return () => {
      this.#due = this.#due.filter((one) => one !== appointment);
    };
  }
  advanceTo(endMs: number): void {
    for (;;) {
      const next = this.#due.toSorted((a, b) => a.dueMs - b.dueMs)[0];
      if (next === undefined || next.dueMs > endMs) break;
      this.#due = this.#due.filter((one) => one !== next);
      this.#nowMs = Math.max(this.#nowMs, next.dueMs);
      next.run();
    }
    this.#nowMs = endMs;
  }
}

function listeningStation(): Station & { heard: { byte: number; endMs: number }[] } {
  const heard: { byte: number; endMs: number }[] = [];
  return { heard, hear: (byte, endMs) => heard.push({ byte, endMs }) };
}

function wireInHand(time: WireTime, shared: boolean) {
  const lateness = new Lateness();
  const wire = new Wire({
    path: "",
    baud: 10_000,
    shared,
    time,
    lateness,
    random: () => 0.5,
    onTraffic: () => {},
  });
  const stations = [listeningStation(), listeningStation(), listeningStation()] as const;
  for (const station of stations) wire.attach(station);
  return { wire, stations, lateness };
}

t.test("on a shared pair everybody hears the others, ten bits a byte, and two at once garble", async (t) => {
  const time = new HandTime();
  const { wire, stations, lateness } = wireInHand(time, true);
  const [first, second, third] = stations;

  wire.speak(first, hex("010203"), 1000);
  time.advanceTo(1100);
  t.same(
    third.heard,
    [1, 2, 3].map((byte) => ({ byte, endMs: 1000 + byte })),
    "one alone is heard, a byte each millisecond",
  );
  t.same(first.heard, [], "nobody hears himself");

  third.heard.length = 0;
  wire.speak(first, hex("0102030405"), 1200);
  wire.speak(second, hex("0a0b"), 1202.5);
  time.advanceTo(1300);
  t.same(
    third.heard.map(({ byte, endMs }) => [byte, endMs]),
    [
      [1, 1201],
      [2, 1202],
      [128, 1203],
      [128, 1203.5],
      [128, 1204],
      [128, 1204.5],
      [128, 1205],
    ],
    "only the bytes that overlap are garbled",
  );
  t.equal(lateness.summary().maxMs, 1, "a byte waits for its group of two, and for nothing else");

  third.heard.length = 0;
  wire.speak(first, hex("01020304"), 1400);
  time.advanceTo(1401.5);
  wire.speakWhenQuiet(second, hex("0a"), 3, () => {});
  time.advanceTo(1500);
  t.same(
    third.heard.at(-1),
    { byte: 10, endMs: 1408 },
    "who listens first waits for the silence and is understood",
  );
});

t.test("a line's faults flip bits and break cores", async (t) => {
  const time = new HandTime();
  const { wire, stations } = wireInHand(time, true);
  const [first, second] = stations;
  wire.setFaults({ flipOneIn: 1 });
  wire.speak(first, hex("00"), 1000);
  time.advanceTo(1100);
  t.same(second.heard, [{ byte: 1 << 4, endMs: 1001 }]);
  wire.setFaults({ broken: "from-device" });
  wire.speak(first, hex("00"), 1200);
  time.advanceTo(1300);
  t.equal(second.heard.length, 1, "nothing gets through a broken core");
});

const BUS = { id: "bus", baud: 9600 };
const PAD = { id: "pad", kind: "ff68-keypad", address: 1 } as const;
const DISPLAY = { id: "display", kind: "ff68-display", address: 2 } as const;
const SHOW_001 = "ff6808086802020a0a0a0000012316";

t.test("bytes take their time on the wire, in both directions", async (t) => {
  const path = portPath("bus");
  const world = await startWorld({ seed: 1, wires: [{ ...BUS, path, devices: [PAD, DISPLAY] }] });
  t.teardown(() => world.close());
  const host = await openHost(path, 9600);
  t.teardown(() => host.close());

  const beganMs = performance.timeOrigin + performance.now();
  for (let frame = 0; frame < 4; frame += 1) host.write(SHOW_001);
  host.write(SHOW_001.replace("01231", "02241"));
  await until(() => world.display("display").digits === "   002");
  const wireMs = (75 * 10_000) / 9600;
  t.ok(
    world.display("display").sinceMs - beganMs >= wireMs,
    "75 bytes need 78 ms, however fast they were written",
  );

  const pressedMs = performance.now();
  const press = world.keypad("pad").press("call");
  const frame = await host.take(10);
  t.equal(frame, "ff6803036801010c0e16");
  t.ok(performance.now() - pressedMs >= (10 * 10_000) / 9600, "and 10 bytes 10.4 ms on their way back");
  host.write(frame);
  await press;
  const { maxMs, p99Ms } = world.lateness();
  t.ok(p99Ms >= 0 && p99Ms <= maxMs, "and the simulator says how late it was itself");
});

/** Without blanks, whose code a terminal that is not quite raw would take for a line feed. */
function showDigit(n: number): string {
  return `ff68080868020200000000000${n}0${4 + n}16`;
}

function startHost(path: string): ChildProcess {
  return fork(join(import.meta.dirname, "host-process.ts"), [path], { execArgv: [] });
}

async function said(host: ChildProcess, event: string): Promise<string> {
  for (;;) {
    const [message] = (await once(host, "message")) as [{ event: string; hex?: string }];
    if (message.event === event) return message.hex ?? "";
  }
}

t.test(
  "a host, though started by the world's own process, may be killed, started again and unplugged as often as it likes",
  async (t) => {
    const path = portPath("bus");
    const world = await startWorld({ seed: 1, wires: [{ ...BUS, path, devices: [PAD, DISPLAY] }] });
    t.teardown(() => world.close());

    for (const n of [1, 2, 3]) {
      const digits = `00000${n}`;
      const host = startHost(path);
      await said(host, "open");
      host.send(showDigit(n));
      const shown = until(() => world.display("display").digits === digits);
      await t.resolves(shown, `${digits} shown by a host that is then killed in the middle of a frame`);
      host.send(showDigit(n).slice(0, 16));
      const ended = once(host, "exit");
      host.kill("SIGKILL");
      await ended;
    }

    const host = startHost(path);
    await said(host, "open");
    const closed = said(host, "close");
    world.unplug("bus");
    t.notOk(world.plugged("bus") || existsSync(path), "the path goes with the cable");
    await t.resolves(closed, "the host's port hangs up");

    await world.replug("bus");
    const again = startHost(path);
    await said(again, "open");
    again.send(showDigit(4));
    const shown = until(() => world.display("display").digits === "000004");
    await t.resolves(shown, "after replugging all is as before");
    const ended = once(again, "exit");
    again.kill("SIGKILL");
    await ended;
  },
);

t.test("a plan that cannot be built is refused", async (t) => {
  const path = portPath("bus");
  const printer = { id: "p", kind: "escpos-printer", address: 0 } as const;
  const start = (devices: Parameters<typeof startWorld>[0]["wires"][number]["devices"]) =>
    startWorld({ seed: 1, wires: [{ ...BUS, path, devices }] });
  await t.rejects(start([PAD, printer]), /p: cannot share a wire/);
  await t.rejects(start([{ ...PAD, profile: "golden" }]), /pad: no profile "golden" among key-by-key/);
  const world = await start([PAD]);
  t.teardown(() => world.close());
  t.throws(() => world.display("pad"), /pad is no Ff68Display/);
  t.throws(() => world.unplug("nowhere"), /no wire nowhere/);
  t.ok(existsSync(join(dirname(path), "bus")));
});
