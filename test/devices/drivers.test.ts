import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import t from "tap";
import { VirtualClock } from "../../devices/clock.ts";
import { FRAME_DRIVERS } from "../../devices/drivers/catalogue.ts";
import { gb2312 } from "../../devices/drivers/gb2312.ts";
import { FrameScanner } from "../../devices/framing/scanner.ts";
import { MemoryLine } from "../../devices/link/memory.ts";
import { conforms } from "./conformance.ts";
import { hex, openForTest } from "./hall.ts";
import { ff68DisplayVectors, ff68KeypadVectors, ff68RatingVectors } from "./vectors/ff68.ts";
import { evdevKeysVectors, readerVectors } from "./vectors/inputs.ts";
import { counterBoardVectors, lineDisplayVectors, modbusLedVectors } from "./vectors/numbers.ts";
import { a090Vectors, onbonVectors } from "./vectors/screens.ts";

const ALL = [
  ff68KeypadVectors,
  ff68DisplayVectors,
  ff68RatingVectors,
  a090Vectors,
  onbonVectors,
  modbusLedVectors,
  counterBoardVectors,
  lineDisplayVectors,
  readerVectors,
  evdevKeysVectors,
];

t.test("every driver is held to its vectors", async (t) => {
  t.same(ALL.map(({ driver }) => driver.name).sort(), [...FRAME_DRIVERS.keys()].sort());
});
for (const vectors of ALL) conforms(t, vectors);

const project = resolve(import.meta.dirname, "../..");

t.test("the walk-through's own driver is held to the same", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "halld-walk-through-"));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const text = readFileSync(join(project, "docs/adding-a-device.md"), "utf8");
  const files = [...text.matchAll(/```ts\n\/\/ (\S+)\n([\s\S]*?)\n```/g)].map(([, path = "", code = ""]) => ({
    path,
    code,
  }));
  const written = new Set(files.map(({ path }) => path));
  for (const { path, code } of files) {
    const placed = code.replace(/from "(\.[^"]+)"/g, (_, target: string) => {
      const wanted = join(dirname(path), target);
      return `from "${pathToFileURL(join(written.has(wanted) ? folder : project, wanted))}"`;
    });
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), placed);
  }
  const { lumenVectors } = await import(join(folder, "test/devices/vectors/lumen.ts"));
  conforms(t, lumenVectors);
  // Each answer there is, and behind it noise that would go on after a lead byte.
  const answers = Array.from({ length: 256 }, (_, address) => [0xba, 2, address, 6, (8 + address) & 0xff]);
  const found = (chunksOf: (bytes: Uint8Array) => Uint8Array[]) =>
    answers.filter((answer) => {
      const scanner = new FrameScanner(lumenVectors.driver.framing);
      return chunksOf(Uint8Array.of(...answer, 2)).flatMap((chunk) => scanner.push(chunk)).length === 1;
    }).length;
  t.equal(
    found((bytes) => [bytes]),
    256,
  );
  t.equal(
    found((bytes) => Array.from(bytes, (byte) => Uint8Array.of(byte))),
    256,
  );
});

t.test("the technician's list names every driver and profile", async (t) => {
  const text = readFileSync(join(project, "docs/devices.md"), "utf8");
  for (const { name, profiles } of FRAME_DRIVERS.values()) {
    const row = text.split("\n").find((line) => line.startsWith(`| \`${name}\``)) ?? "";
    for (const profile of Object.keys(profiles)) t.ok(row.includes(`\`${profile}\``), `${name}: ${profile}`);
  }
});

t.test("GB2312 takes what a screen's font has, and nothing else", async (t) => {
  t.same(gb2312("A窗"), [[0x41], [0xb4, 0xb0]]);
  t.same(gb2312("𠮷䶮㐂€"), [[0x3f], [0x3f], [0x3f], [0x3f]], "characters that need more than GB2312");
});

/** A device opened by its role, on a line in memory. */
function open(role: "reader" | "ticket-buttons" | "window-display", driver: string, profile?: string) {
  const clock = new VirtualClock(1_000);
  const line = new MemoryLine({ clock, baud: null });
  const devices = openForTest({
    clock,
    links: [{ id: "wire", kind: "memory", line }],
    devices: [{ id: "it", role, driver, link: "wire", address: 1, ...(profile ? { profile } : {}) }],
  });
  clock.advance(10);
  return { clock, line, devices };
}

/** A key of an input device, each at its own microsecond. */
let microsecond = 0;
function key(code: number, value: number): Uint8Array {
  const record = new DataView(new ArrayBuffer(24));
  record.setUint32(0, 1_700_000_000, true);
  record.setUint32(8, ++microsecond, true);
  record.setUint16(16, 1, true);
  record.setUint16(18, code, true);
  record.setInt32(20, value, true);
  return new Uint8Array(record.buffer);
}

t.test("a reader tells whole texts, from a line or from keys", async (t) => {
  const texts = (driver: string, frames: Uint8Array[]) => {
    const { clock, line, devices } = open("reader", driver);
    const read: string[] = [];
    devices.reader("it").onRead(({ device, text }) => read.push(`${device}: ${text}`));
    for (const frame of frames) line.say(frame);
    clock.advance(10);
    return read;
  };
  t.same(texts("reader", [hex("41 30"), hex("30 31 0D 0A 42 0D")]), ["it: A001", "it: B"]);
  const SHIFT = 42;
  const typed = [
    key(SHIFT, 1),
    key(30, 1),
    key(30, 0),
    key(SHIFT, 0),
    key(48, 1),
    key(48, 0),
    key(2, 1),
    key(2, 0),
    key(2, 1),
    key(28, 1),
    key(28, 1),
  ];
  t.same(texts("evdev-keys", typed), ["it: Ab11"]);
});

t.test("a number pad on a dispenser tells equal keys apart", async (t) => {
  const { clock, line, devices } = open("ticket-buttons", "evdev-keys");
  const keys: number[] = [];
  devices.ticketButtons("it").onPress((press) => {
    keys.push(press.key);
    press.accept();
  });
  for (const code of [79, 79, 96]) {
    line.say(key(code, 1));
    line.say(key(code, 0));
  }
  clock.advance(10);
  t.same(keys, [11]);
});

t.test("a display that answers is asked for while nothing is shown, and its return is noticed", async (t) => {
  const { clock, line, devices } = open("window-display", "modbus-led");
  let isThere = false;
  let polls = 0;
  line.onHeard = (bytes) => {
    if (bytes[1] !== 3) return;
    polls += 1;
    if (isThere) line.say(hex("01 03 02 00 01 79 84"));
  };
  clock.advance(10_000);
  t.ok(polls >= 5, "asked at least every two seconds");
  t.match(devices.statuses()[0], { state: "error", conditions: ["silent"], reason: "silent" });
  isThere = true;
  clock.advance(3_000);
  t.match(devices.statuses()[0], { state: "idle", conditions: [] });
  t.not(devices.statuses()[0]?.lastSeenMs, null);
});

t.test("a display that says no is told apart from one that says nothing", async (t) => {
  const said = (profile: string | undefined, driver: string, refusal: string) => {
    const { clock, line, devices } = open("window-display", driver, profile);
    line.onHeard = () => line.say(hex(refusal));
    devices.windowDisplay("it").show({ number: "23" });
    clock.advance(1_000);
    return devices.statuses()[0];
  };
  const registerless = said("armfly-integer", "modbus-led", "01 86 02 C3 A1");
  t.match(registerless, { state: "error", reason: "refuses", detail: "no such register", conditions: [] });
  // Only what was asked at the opening, before anybody answered, timed out.
  t.match(registerless, { counters: { timeouts: 1, discardedBytes: 0 } });
  t.not(registerless?.lastSeenMs, null, "it was heard");
  const busy = "A5*8 00 80 00 80 00*6 FE 02 05 00 A0 01 03 00 00 A6 02 10 5A";
  t.match(said(undefined, "onbon-bx5k", busy), {
    state: "error",
    reason: "refuses",
    detail: "busy",
    conditions: [],
  });
});
