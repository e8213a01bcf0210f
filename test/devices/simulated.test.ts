import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t from "tap";
import { realClock } from "../../devices/clock.ts";
import type { DeviceSpec } from "../../devices/device.ts";
import type { LinkSpec } from "../../devices/link/link.ts";
import type { SimulatedDeviceKind, WirePlan } from "../../simulators/world/plan.ts";
import { startWorld } from "../../simulators/world/world.ts";
import { openForTest } from "./hall.ts";

const folder = mkdtempSync(join(tmpdir(), "halld-signs-"));
t.teardown(() => rmSync(folder, { recursive: true, force: true }));

/** A sign as the world builds it, and as the daemon is told of it. */
interface Sign {
  wire: string;
  id: string;
  kind: SimulatedDeviceKind;
  simulated?: string;
  driver: string;
  profile?: string;
  address: number;
  lit: string;
}

/** Shown is number A007 with a text in three languages; each sign shows of it what it can. */
const SIGNS: Sign[] = [
  { wire: "a090", id: "colour", kind: "a090-screen", driver: "a090", address: 1, lit: "请到3号窗口" },
  {
    ...{ wire: "a090", id: "mono", kind: "a090-screen", simulated: "mono", driver: "a090" },
    ...{ profile: "mono", address: 2, lit: "请到3号窗口" },
  },
  {
    ...{ wire: "a090", id: "long", kind: "a090-screen", simulated: "colour-long", driver: "a090" },
    ...{ address: 3, lit: "请到3号窗口" },
  },
  // Eight columns: the Chinese sentence has eleven.
  { wire: "onbon", id: "card", kind: "onbon-card", driver: "onbon-bx5k", address: 1, lit: "Window 3" },
  {
    ...{ wire: "onbon", id: "card-6k", kind: "onbon-card", simulated: "bx-6k", driver: "onbon-bx5k" },
    ...{ profile: "6k-128x32", address: 0x5aa5, lit: "请到3号窗口" },
  },
  { wire: "modbus", id: "armfly", kind: "modbus-led", driver: "modbus-led", address: 1, lit: "A007" },
  {
    ...{ wire: "modbus", id: "libmodbus", kind: "modbus-led", simulated: "armfly-libmodbus" },
    ...{ driver: "modbus-led", profile: "armfly-integer", address: 2, lit: "7" },
  },
  {
    ...{ wire: "modbus", id: "other", kind: "modbus-led", simulated: "plain", driver: "modbus-led" },
    ...{ profile: "number-at-0", address: 3, lit: "7" },
  },
  { wire: "counter", id: "plain", kind: "counter-board", driver: "counter-board", address: 5, lit: "7" },
  {
    ...{ wire: "xunpeng", id: "xunpeng", kind: "counter-board", simulated: "xunpeng" },
    ...{ driver: "counter-board", profile: "xunpeng", address: 1, lit: "7" },
  },
  {
    ...{ wire: "xunpeng", id: "column", kind: "counter-board", simulated: "xunpeng-col" },
    ...{ driver: "counter-board", profile: "xunpeng-sum-from-column", address: 2, lit: "7" },
  },
  {
    wire: "epson",
    id: "epson",
    kind: "line-display",
    driver: "line-display",
    address: 0,
    lit: "A007\nWindow3",
  },
  {
    ...{ wire: "cd5220", id: "cd5220", kind: "line-display", simulated: "cd5220" },
    ...{ driver: "line-display", profile: "cd5220", address: 0, lit: "A007\nWindow3" },
  },
];
const BAUD = 9_600;

const wires = [...new Set(SIGNS.map(({ wire }) => wire))];
const pathOf = (wire: string) => join(folder, wire);
const plan: WirePlan[] = wires.map((id) => ({
  id,
  path: pathOf(id),
  baud: BAUD,
  devices: SIGNS.filter(({ wire }) => wire === id).map((sign) => ({
    id: sign.id,
    kind: sign.kind,
    address: sign.address,
    ...(sign.simulated === undefined ? {} : { profile: sign.simulated }),
  })),
}));
const specs: DeviceSpec[] = SIGNS.map((sign) => ({
  id: sign.id,
  role: "window-display",
  driver: sign.driver,
  link: sign.wire,
  address: sign.address,
  ...(sign.profile === undefined ? {} : { profile: sign.profile }),
}));
const serial = (id: string): LinkSpec => ({ id, kind: "serial", path: pathOf(id), baud: BAUD });

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 3));
}

t.test("signs written from the documents alone show what the daemon's drivers say", async (t) => {
  const world = await startWorld({ seed: 3, wires: plan });
  const devices = openForTest({
    clock: realClock,
    links: wires.map(serial),
    devices: [
      ...specs,
      { id: "absent", role: "window-display", driver: "modbus-led", link: "modbus", address: 9 },
    ],
  });
  t.teardown(async () => {
    await devices.close();
    await world.close();
  });
  const statusOf = (id: string) => devices.statuses().find((status) => status.id === id);
  devices.windowDisplay("absent").show({ number: "A007" });
  for (const { id } of SIGNS)
    devices.windowDisplay(id).show({ number: "A007", texts: ["ཨང་A007", "请到3号窗口", "Window 3"] });
  const textOf = (sign: Sign) =>
    sign.kind === "line-display" ? world.sign(sign.id).text.replaceAll(" ", "") : world.sign(sign.id).text;
  await until(() => SIGNS.every((sign) => textOf(sign) === sign.lit));
  await until(() => SIGNS.every(({ id }) => devices.windowDisplay(id).shown()?.number === "A007"));
  for (const { id } of SIGNS) t.equal(world.sign(id).misunderstood, 0, `${id} understood everything`);

  await until(() => statusOf("absent")?.state === "error");
  t.same(statusOf("absent")?.conditions, ["silent"]);
  t.equal(devices.windowDisplay("absent").shown(), null, "what nobody answered was not shown");

  world.kill("card");
  await until(() => statusOf("card")?.state === "error");
  devices.windowDisplay("card").show({ number: "A008" });
  world.revive("card");
  await until(() => world.sign("card").text === "A008");
  await until(() => statusOf("card")?.state === "idle");

  world.unplug("modbus");
  devices.windowDisplay("armfly").show({ number: "A009" });
  await world.replug("modbus");
  await until(() => world.sign("armfly").text === "A009");
});

t.test("readers: a serial one, and one that types", async (t) => {
  const keyboard = join(folder, "event0");
  const world = await startWorld({
    seed: 4,
    wires: [
      {
        id: "scanner",
        path: pathOf("scanner"),
        baud: BAUD,
        devices: [{ id: "qr", kind: "serial-reader", address: 0 }],
      },
    ],
    keyboards: [{ id: "keys", path: keyboard }],
  });
  const devices = openForTest({
    clock: realClock,
    links: [serial("scanner"), { id: "keys", kind: "file", path: keyboard }],
    devices: [
      { id: "qr", role: "reader", driver: "reader", link: "scanner" },
      { id: "card", role: "reader", driver: "evdev-keys", link: "keys" },
    ],
  });
  t.teardown(async () => {
    await devices.close();
    await world.close();
  });
  const read: string[] = [];
  for (const id of ["qr", "card"])
    devices.reader(id).onRead(({ device, text }) => read.push(`${device} ${text}`));
  await until(() => devices.statuses().every(({ state }) => state === "idle"));
  world.reader("qr").scan("https://hall.example/t/7");
  await until(() => read.length === 1);
  world.keyboard("keys").type("e0045\n");
  await until(() => read.length === 2);
  world.unplug("keys");
  await until(() => devices.statuses().some(({ id, state }) => id === "card" && state === "closed"));
  await world.replug("keys");
  await until(() => devices.statuses().every(({ state }) => state === "idle"));
  world.keyboard("keys").type("77\n");
  await until(() => read.length === 3);
  t.same(read, ["qr https://hall.example/t/7", "card e0045", "card 77"]);
});
