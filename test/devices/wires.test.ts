import { execFileSync } from "node:child_process";
import {
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  symlinkSync,
  writeSync,
} from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t from "tap";
import { realClock } from "../../devices/clock.ts";
import type { LinkFault, LinkSpec } from "../../devices/link/link.ts";
import { createLink } from "../../devices/link/open-link.ts";
import { ReopeningLink, retryDelayMs } from "../../devices/link/reopening.ts";
import { tcpWire } from "../../devices/link/tcp.ts";
import { unacknowledged, unacknowledgedIn } from "../../devices/link/unacknowledged.ts";
import type { PadPress } from "../../devices/roles/call-pad.ts";
import { openPty } from "../../simulators/wire/pty.ts";
import { startWorld } from "../../simulators/world/world.ts";
import { hex, openForTest, toHex } from "./hall.ts";

const folder = mkdtempSync(join(tmpdir(), "halld-devices-"));
t.teardown(() => rmSync(folder, { recursive: true, force: true }));

/** Waits for what is bound to become true; the test's own time limit ends the wait. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}

/** One window and one dispenser on a shared wire, a second display on a wire of its own. */
async function hall(name: string) {
  const shared = join(folder, `${name}-shared`);
  const lone = join(folder, `${name}-lone`);
  const world = await startWorld({
    seed: 5,
    wires: [
      {
        id: "shared",
        path: shared,
        baud: 9_600,
        devices: [
          { id: "pad", kind: "ff68-keypad", address: 1, label: "pad" },
          { id: "buttons", kind: "ff68-keypad", address: 2, label: "buttons" },
          { id: "faces", kind: "ff68-rating", address: 1, label: "faces" },
          { id: "near", kind: "ff68-display", address: 3, label: "near" },
        ],
      },
      {
        id: "lone",
        path: lone,
        baud: 9_600,
        devices: [{ id: "far", kind: "ff68-display", address: 4, label: "far" }],
      },
    ],
  });
  const devices = openForTest({
    clock: realClock,
    links: [
      { id: "shared", kind: "serial", path: shared, baud: 9_600 },
      { id: "lone", kind: "serial", path: lone, baud: 9_600 },
    ],
    devices: [
      { id: "pad", role: "call-pad", driver: "ff68-keypad", link: "shared", address: 1 },
      { id: "buttons", role: "ticket-buttons", driver: "ff68-keypad", link: "shared", address: 2 },
      { id: "faces", role: "rating-pad", driver: "ff68-rating", link: "shared", address: 1 },
      { id: "near", role: "window-display", driver: "ff68-display", link: "shared", address: 3 },
      { id: "far", role: "window-display", driver: "ff68-display", link: "lone", address: 4 },
    ],
  });
  const stateOf = (id: string) => devices.statuses().find((status) => status.id === id)?.state;
  return {
    world,
    devices,
    stateOf,
    async close() {
      await devices.close();
      await world.close();
    },
  };
}

t.test("keys, ratings and numbers cross real serial ports", async (t) => {
  const { world, devices, close } = await hall("plain");
  t.teardown(close);
  await until(() => devices.statuses().every(({ state }) => state === "idle"));
  const acts: string[] = [];
  devices.callPad("pad").onPress((press: PadPress) => {
    acts.push(`${press.act} ${press.digits}`);
    devices.windowDisplay("near").show({ number: "A023" });
    devices.windowDisplay("far").show({ number: "A023" });
    press.accept();
  });
  devices.ticketButtons("buttons").onPress(({ key, accept, refuse }) => {
    acts.push(`key ${key}`);
    if (key === 12) accept();
    else refuse();
  });
  devices.ratingPad("faces").onRating(({ level, accept }) => {
    acts.push(`level ${level}`);
    accept();
  });
  devices.callPad("pad").showWaiting(7);
  await until(() => world.keypad("pad").digits === "     7");
  t.same(await world.keypad("pad").press("call"), { echoed: true, repeats: 0 });
  await until(() => world.display("near").digits === "   023" && world.display("far").digits === "   023");
  await until(() => devices.windowDisplay("near").shown()?.number === "A023");
  t.equal((await world.keypad("pad").press("1 4 transfer")).echoed, true);
  t.equal((await world.keypad("buttons").press("12 start")).echoed, true);
  t.equal((await world.keypad("buttons").press("13 start")).echoed, true);
  t.equal((await world.ratingPad("faces").rate(3)).acknowledged, true);
  await until(() => world.keypad("buttons").tones >= 1 && world.keypad("pad").digits === "     7");
  t.same(acts, ["call ", "transfer 14", "key 12", "key 13", "level 5"]);

  devices.windowDisplay("near").show({ number: null });
  await until(() => world.display("near").digits === "      ");
  t.equal(world.display("near").misunderstood, 0);
});

t.test("a cable that is pulled and put back", async (t) => {
  const { world, devices, stateOf, close } = await hall("replug");
  t.teardown(close);
  devices.windowDisplay("near").show({ number: "A001" });
  await until(() => world.display("near").digits === "   001");

  world.unplug("shared");
  await until(() => stateOf("near") === "closed");
  t.equal(stateOf("far"), "idle", "the other wire lives on");
  devices.windowDisplay("near").show({ number: "A002" });
  devices.windowDisplay("near").show({ number: "A003" });
  await world.replug("shared");
  await until(() => world.display("near").digits === "   003");
  t.same(
    world.display("near").history.map(({ text }) => text),
    ["   001", "   003"],
    "what was overtaken meanwhile is not shown",
  );
  t.equal(stateOf("near"), "idle");
  t.equal(devices.statuses().find(({ id }) => id === "near")?.counters.reconnects, 1);

  let pressed = 0;
  devices.callPad("pad").onPress(({ accept }) => {
    pressed += 1;
    accept();
  });
  t.equal((await world.keypad("pad").press("recall")).echoed, true);
  t.equal(pressed, 1);
});

t.test("a wire that floods noise is shut off and retried, and the others live on", async (t) => {
  const { world, devices, stateOf, close } = await hall("noise");
  t.teardown(close);
  await until(() => stateOf("near") === "idle" && stateOf("far") === "idle");
  world.noise("shared", hex("FF 68 03 03"));
  const noise = Uint8Array.from({ length: 4_096 }, (_, at) => (at * 37) & 0xff);
  world.noise("shared", noise);
  await until(() => devices.told.some(({ id, reason }) => id === "near" && reason === "shut-off"));
  devices.windowDisplay("far").show({ number: "B008" });
  devices.windowDisplay("near").show({ number: "B009" });
  await until(() => world.display("far").digits === "   008");
  await until(() => world.display("near").digits === "   009");
  const discarded = devices.statuses().find(({ id }) => id === "near")?.counters.discardedBytes ?? 0;
  t.ok(discarded >= 1_024, `${discarded} bytes of noise counted`);
});

/** What a link tells, and the bytes it brings. */
function watched(link: ReturnType<typeof createLink>) {
  const seen = { ups: 0, faults: [] as LinkFault[], heard: "" };
  link.open({
    up: () => {
      seen.ups += 1;
    },
    down: (fault) => seen.faults.push(fault),
    bytes: (bytes) => {
      seen.heard += `${toHex(bytes)} `;
    },
  });
  return seen;
}

t.test("a port's path that leads to another device is followed", async (t) => {
  const path = join(folder, "moved");
  const first = openPty(path, () => {});
  const link = createLink({ id: "l", kind: "serial", path, baud: 9_600 }, realClock, () => 0.5);
  const seen = watched(link);
  await until(() => seen.ups === 1);
  const second = openPty(join(folder, "elsewhere"), () => {});
  rmSync(path);
  symlinkSync(second.slavePath, path);
  await until(() => seen.ups === 2);
  t.match(seen.faults, [{ message: "the path no longer leads to the open device" }]);
  second.write(hex("AA"));
  await until(() => seen.heard === "AA ");
  await link.close();
  first.close();
  second.close();
});

t.test("why a port did not open is told by the system's codes, without the binding's dressing", async (t) => {
  const path = join(folder, "told");
  const open = (kind: "serial" | "file") => {
    const spec = kind === "serial" ? { kind, path, baud: 9_600 } : { kind, path };
    const link = createLink({ id: "l", ...spec } as LinkSpec, realClock, () => 0.5);
    return { link, seen: watched(link) };
  };
  const first = open("serial");
  const file = open("file");
  await until(() => first.seen.faults.length > 0 && file.seen.faults.length > 0);
  t.same(first.seen.faults[0], { code: "ENOENT", message: `No such file or directory, cannot open ${path}` });
  t.same(file.seen.faults[0], { code: "ENOENT", message: `no such file or directory, open '${path}'` });
  await file.link.close();
  const pty = openPty(path, () => {});
  await until(() => first.seen.ups === 1);
  const second = open("serial");
  await until(() => second.seen.faults.length > 0);
  t.match(second.seen.faults[0], { code: "EBUSY", message: /Cannot lock port/ });
  await Promise.all([first.link.close(), second.link.close()]);
  pty.close();
});

t.test("attempts to open come soon at first, and never further apart than a second", async (t) => {
  const delays = (random: number) =>
    Array.from({ length: 8 }, (_, attempt) => retryDelayMs(attempt, () => random));
  t.same(delays(0), [50, 100, 200, 400, 500, 500, 500, 500]);
  t.same(delays(1), [100, 200, 400, 800, 1_000, 1_000, 1_000, 1_000]);
});

t.test("a device server on TCP that is not there, comes, and goes", async (t) => {
  const server = createServer();
  const sockets: Socket[] = [];
  let received = "";
  server.on("connection", (socket) => {
    sockets.push(socket);
    socket.on("data", (bytes) => {
      received += toHex(bytes);
      socket.write(hex("06"));
    });
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  await new Promise((resolve) => server.close(resolve));

  const link = createLink(
    { id: "l", kind: "tcp", host: "127.0.0.1", port, baud: 9_600 },
    realClock,
    () => 0.5,
  );
  const seen = watched(link);
  await until(() => seen.faults.some(({ code }) => code === "ECONNREFUSED"));
  server.listen(port, "127.0.0.1");
  await until(() => seen.ups === 1);

  const beforeMs = realClock.nowMs();
  const taken = new Promise<LinkFault | null>((resolve) => {
    const leavesMs = link.write(hex("05 03 E7 EF"), resolve);
    t.ok(leavesMs >= beforeMs + 4.16, "four bytes take 4.17 ms at 9600 baud");
  });
  t.equal(await taken, null);
  await until(() => received === "05 03 E7 EF" && seen.heard === "06 ");

  for (const socket of sockets) socket.destroy();
  await until(() => seen.ups === 2);
  t.equal(seen.faults.at(-1)?.code, "disconnected");
  await link.close();
  const lost = await new Promise<LinkFault | null>((resolve) => link.write(hex("00"), resolve));
  t.equal(lost?.code, "closed", "a closed link says so, and throws nothing");
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

/** A connection told something four times in vain, one with a closed window, and the one that listens. */
const CONNECTIONS = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0FA1 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 615100 1 0 100 0 0 10 0
   1: 0100000A:A9C2 0200000A:0FA1 01 0000000F:00000000 01:0000015E 00000004  1000        0 615101 2 0 320 4 1 1 7
   2: 0100000A:A9C4 0200000A:0FA1 01 00001000:00000000 04:0000015E 00000000  1000       12 615102 2 0 320 4 1 1 7
`;

t.test("a device server that goes without a word", async (t) => {
  t.equal(unacknowledgedIn(CONNECTIONS, 0xa9c2, 4001), 4);
  t.equal(unacknowledgedIn(CONNECTIONS, 0xa9c4, 4001), 12);
  t.equal(unacknowledgedIn(CONNECTIONS, 0x0fa1, 0), null, "one that only listens");
  t.equal(unacknowledgedIn(CONNECTIONS, 0xa9c2, 9100), null);

  const server = createServer((socket) => socket.on("error", () => {}));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const told: (number | null)[] = [];
  let inVain: number | null = null;
  const link = new ReopeningLink({
    ...{ id: "l", baud: 9_600, clock: realClock, random: () => 0.5 },
    openWire: tcpWire("127.0.0.1", port, realClock, async (connection) => {
      told.push(await unacknowledged(connection));
      return inVain;
    }),
  });
  const seen = watched(link);
  await until(() => told.length === 1);
  t.same(
    told,
    [process.platform === "linux" ? 0 : null],
    "the system knows the connection, and that all is well",
  );
  t.equal(seen.faults.length, 0, "where the system tells nothing, nothing is made of it");
  inVain = 5;
  await until(() => seen.faults.length === 1);
  t.match(seen.faults, [{ code: "ETIMEDOUT", message: /answers no more/ }]);
  inVain = 0;
  await until(() => seen.ups === 2);
  await link.close();
  await new Promise((resolve) => server.close(resolve));
});

t.test("a FIFO in the place of a character device", async (t) => {
  const path = join(folder, "fifo");
  const link = createLink({ id: "l", kind: "file", path }, realClock, () => 0.5);
  const seen = watched(link);
  await until(() => seen.faults.some(({ code }) => code === "ENOENT"));
  execFileSync("mkfifo", [path]);
  await until(() => seen.ups === 1);
  const writer = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  writeSync(writer, hex("01 02 03"));
  await until(() => seen.heard === "01 02 03 ");
  closeSync(writer);
  t.equal(seen.ups, 1, "who writes may come and go");
  await link.close();
});

t.test("what is written into a FIFO is there for who reads it, to the last byte", async (t) => {
  const path = join(folder, "paper");
  execFileSync("mkfifo", [path]);
  const link = createLink({ id: "l", kind: "file", path }, realClock, () => 0.5);
  const seen = watched(link);
  await until(() => seen.ups === 1);
  const sent = Buffer.from(Array.from({ length: 40_000 }, (_, i) => i & 0xff));
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  for (const from of [0, 10_000, 20_000, 30_000]) {
    const part = sent.subarray(from, from + 10_000);
    t.equal(await new Promise<LinkFault | null>((resolve) => link.write(part, resolve)), null);
    // A turn in which the link could read what it wrote.
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const got = Buffer.alloc(sent.length + 1);
  t.equal(readSync(reader, got), sent.length);
  t.ok(got.subarray(0, -1).equals(sent));
  t.equal(seen.heard, "", "the daemon takes none of it for an answer");
  closeSync(reader);
  await link.close();
});
