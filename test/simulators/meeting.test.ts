/**
 * Drivers and simulators were written apart, from the same public descriptions. Here they meet: a mistake of
 * either shows as a misunderstanding.
 */
import { join } from "node:path";
import t from "tap";
import { realClock } from "../../devices/clock.ts";
import type { DeviceSpec, Role } from "../../devices/device.ts";
import { type Devices, openDevices } from "../../devices/open.ts";
import type { Paper } from "../../devices/printer/paper.ts";
import type { SimulatedDeviceKind } from "../../simulators/world/plan.ts";
import { startWorld } from "../../simulators/world/world.ts";
import { portPath, until } from "./host.ts";

interface Pair {
  readonly id: string;
  readonly role: Role;
  readonly driver: string;
  readonly kind: SimulatedDeviceKind;
  readonly address?: number;
  /** The driver's profile and the simulator's. */
  readonly profiles?: readonly [string, string];
}

const CALL_PAD = { role: "call-pad", driver: "ff68-keypad", kind: "ff68-keypad" } as const;
const DIGITS = { role: "window-display", driver: "ff68-display", kind: "ff68-display" } as const;
const RATING = { role: "rating-pad", driver: "ff68-rating", kind: "ff68-rating" } as const;
const SCREEN = { role: "window-display", driver: "a090", kind: "a090-screen" } as const;
const CARD = { role: "window-display", driver: "onbon-bx5k", kind: "onbon-card" } as const;
const LED = { role: "window-display", driver: "modbus-led", kind: "modbus-led" } as const;
const BOARD = { role: "window-display", driver: "counter-board", kind: "counter-board" } as const;
const LINES = { role: "window-display", driver: "line-display", kind: "line-display" } as const;
const PRINTER = { role: "ticket-printer", kind: "escpos-printer" } as const;

const WIRES: Readonly<Record<string, readonly Pair[]>> = {
  ff68: [
    { ...CALL_PAD, id: "pad", address: 1 },
    { ...CALL_PAD, role: "ticket-buttons", id: "buttons", address: 2 },
    { ...DIGITS, id: "digits", address: 33 },
    { ...RATING, id: "high", address: 1, profiles: ["high-short", "high-short"] },
    { ...RATING, id: "own", address: 4, profiles: ["own-value", "own-value"] },
  ],
  a090: [
    { ...SCREEN, id: "colour", address: 3 },
    { ...SCREEN, id: "mono", address: 4, profiles: ["mono", "mono"] },
    { ...SCREEN, id: "long", address: 5, profiles: ["colour", "colour-long"] },
  ],
  onbon: [
    { ...CARD, id: "5k", address: 1, profiles: ["5k-96x16", "bx-5k"] },
    { ...CARD, id: "6k", address: 90, profiles: ["6k-96x16", "bx-6k"] },
  ],
  modbus: [
    { ...LED, id: "ascii", address: 1 },
    { ...LED, id: "integer", address: 2, profiles: ["armfly-integer", "armfly-libmodbus"] },
    { ...LED, id: "at-0", address: 3, profiles: ["number-at-0", "plain"] },
  ],
  boards: [
    { ...BOARD, id: "plain", address: 5, profiles: ["plain", "plain"] },
    { ...BOARD, id: "plain-6", address: 6, profiles: ["plain", "plain"] },
  ],
  xunpeng: [
    { ...BOARD, id: "lead", address: 7, profiles: ["xunpeng", "xunpeng"] },
    { ...BOARD, id: "column", address: 8, profiles: ["xunpeng-sum-from-column", "xunpeng-col"] },
  ],
  epson: [{ ...LINES, id: "dm-d" }],
  cd5220: [{ ...LINES, id: "cd", profiles: ["cd5220", "cd5220"] }],
  reader: [{ role: "reader", driver: "reader", kind: "serial-reader", id: "scanner" }],
  "printer-epson": [{ ...PRINTER, driver: "escpos", id: "tm", profiles: ["default", "epson"] }],
  "printer-clone": [{ ...PRINTER, driver: "escpos-cn", id: "clone", profiles: ["default", "clone"] }],
};

const folder = portPath("ports");
const pathOf = (wire: string) => join(folder, wire);
const baudOf = (wire: string) => (wire.startsWith("printer") ? 115_200 : 9600);

const world = await startWorld({
  seed: 11,
  wires: Object.entries(WIRES).map(([id, pairs]) => ({
    id,
    path: pathOf(id),
    baud: baudOf(id),
    devices: pairs.map(({ id, kind, address = 0, profiles }) => ({
      id,
      kind,
      address,
      ...(profiles === undefined ? {} : { profile: profiles[1] }),
    })),
  })),
  keyboards: [{ id: "keys", path: pathOf("keys") }],
});

function specs(): DeviceSpec[] {
  const wired = Object.entries(WIRES).flatMap(([link, pairs]) =>
    pairs.map(({ id, role, driver, address, profiles }) => ({
      id,
      role,
      driver,
      link,
      ...(address === undefined ? {} : { address }),
      ...(profiles === undefined ? {} : { profile: profiles[0] }),
    })),
  );
  return [...wired, { id: "keys", role: "reader", driver: "evdev-keys", link: "keys", profile: "reader" }];
}

const quiet = { info() {}, warn() {}, error() {} };
const devices: Devices = openDevices({
  links: [
    ...Object.keys(WIRES).map((id) => ({ id, kind: "serial", path: pathOf(id), baud: baudOf(id) }) as const),
    { id: "keys", kind: "file", path: pathOf("keys") },
  ],
  devices: specs(),
  clock: realClock,
  log: quiet,
  onStatus() {},
});
t.teardown(async () => {
  await devices.close();
  await world.close();
});

t.test("keys, digits, tones and ratings of an FF68 bus", async (t) => {
  const acts: string[] = [];
  devices.callPad("pad").onPress((press) => {
    acts.push(`${press.digits} ${press.act}`.trim());
    press.accept();
  });
  for (const [keys, act] of [
    ["call", "call"],
    ["12 call", "12 call"],
    ["recall", "recall"],
    ["evaluate", "finish-and-rate"],
    ["cancel", "no-show"],
    ["pause", "pause"],
    ["7 transfer", "7 transfer"],
    ["0 function", "park"],
  ] as const) {
    t.match(await world.keypad("pad").press(keys), { echoed: true });
    t.equal(acts.at(-1), act);
  }
  t.equal(acts.length, 8, "each once");

  let pressed = -1;
  devices.ticketButtons("buttons").onPress((press) => {
    pressed = press.key;
    press.accept();
  });
  t.match(await world.keypad("buttons").press("42 start"), { echoed: true });
  t.equal(pressed, 42);

  devices.windowDisplay("digits").show({ number: "A017" });
  devices.callPad("pad").showWaiting(12);
  devices.callPad("pad").beep();
  await until(() => world.keypad("pad").tones === 1);
  await until(() => world.display("digits").digits === "   017" && world.keypad("pad").digits === "    12");
  t.equal(world.display("digits").misunderstood, 0);

  for (const pad of ["high", "own"]) {
    const levels: number[] = [];
    devices.ratingPad(pad).onRating((rating) => {
      levels.push(rating.level);
      rating.accept();
    });
    t.match(await world.ratingPad(pad).rate(3), { acknowledged: true });
    t.same(levels, [5]);
  }
});

t.test("every sign shows what it is told", async (t) => {
  const chinese = "请A017号到3号窗口";
  const content = { number: "A017", texts: ["ཨང་A017", chinese, "A017 to 3"] };
  const expected: Readonly<Record<string, string>> = {
    colour: chinese,
    mono: chinese,
    long: chinese,
    "5k": "A017 to 3",
    "6k": "A017 to 3",
    ascii: "A017",
    integer: "17",
    "at-0": "17",
    plain: "17",
    "plain-6": "17",
    lead: "17",
    column: "17",
    "dm-d": "A017\nA017 to 3",
    cd: "A017\nA017 to 3",
  };
  for (const id of Object.keys(expected)) devices.windowDisplay(id).show(content);
  for (const [id, text] of Object.entries(expected)) {
    await until(() => world.sign(id).text === text);
    t.equal(world.sign(id).misunderstood, 0, `${id} shows ${text}`);
  }
});

t.test("readers and keyboards are read", async (t) => {
  const texts: string[] = [];
  for (const id of ["scanner", "keys"]) devices.reader(id).onRead(({ text }) => texts.push(text));
  world.reader("scanner").scan("https://hall/t/A017");
  await until(() => texts.length === 1);
  world.keyboard("keys").type("a017\n");
  await until(() => texts.length === 2);
  t.same(texts, ["https://hall/t/A017", "a017"]);
});

const TICKET: Paper = {
  widthMm: 80,
  lines: [
    { kind: "text", text: "玛沁县政务服务大厅", align: "center", bold: true },
    { kind: "text", text: "A017", align: "center", size: 3 },
    { kind: "pair", left: "前面等候", right: "5 人" },
    { kind: "rule" },
    { kind: "qr", text: "https://hall/t/A017" },
    { kind: "cut" },
  ],
};

t.test("a ticket is printed, and known to be", async (t) => {
  for (const id of ["tm", "clone"]) {
    await until(() => devices.ticketPrinter(id).ready);
    const outcome = await devices.ticketPrinter(id).print({ id: `job-${id}`, paper: TICKET });
    t.same(outcome, { outcome: "printed" }, id);
    const [paper] = world.printer(id).papers;
    const lines = paper?.text.split("\n").filter((line) => line.trim() !== "") ?? [];
    t.equal(lines[0], "玛沁县政务服务大厅");
    t.equal(lines[1], "A017");
    t.match(lines[2], /^前面等候 {34,36}5 人$/, "the right end stands at the right margin");
    t.same(paper?.qr, ["https://hall/t/A017"]);
    t.equal(world.printer(id).papers.length, 1);
  }
});

t.test("a cable pulled and put back, and paper that runs out, are survived", async (t) => {
  world.unplug("ff68");
  devices.windowDisplay("digits").show({ number: "A018" });
  await world.replug("ff68");
  const shown = until(() => world.display("digits").digits === "   018");
  await t.resolves(shown, "the display is right again");

  world.printer("tm").setPaper("out");
  await until(() =>
    devices.statuses().some((one) => one.id === "tm" && one.conditions.includes("receipt-empty")),
  );
  world.printer("tm").loadPaper();
  await until(() => devices.ticketPrinter("tm").ready);
  const outcome = await devices.ticketPrinter("tm").print({ id: "job-again", paper: TICKET });
  t.same(outcome, { outcome: "printed" });
  t.equal(world.printer("tm").papers.length, 2);
});
