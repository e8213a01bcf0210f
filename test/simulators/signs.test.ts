import { createReadStream } from "node:fs";
import t, { type Test } from "tap";
import { wireDecoder } from "../../simulators/wire/decode.ts";
import type { SimulatedDevicePlan } from "../../simulators/world/plan.ts";
import { startWorld, type World } from "../../simulators/world/world.ts";
import { type Host, hex, openHost, portPath, silence, until } from "./host.ts";

const PING = `${"a5".repeat(8)} 0100 0080 000000000000 fe 02 0500 a200010000 68f8 5a`.replaceAll(" ", "");
const PONG = `${"a5".repeat(8)} 0080 feff 000000000000 fe 02 0500 a000000000 14ac 5a`.replaceAll(" ", "");
const REFUSED_CRC = `${"a5".repeat(8)} 0080 feff 000000000000 fe 02 0500 a001050000`.replaceAll(" ", "");
/** 请A1 in red. */
const CALL_A1 = "a090 03 a5 0007 c7eb00 4100 3100";

async function wire(
  t: Test,
  ...devices: readonly SimulatedDevicePlan[]
): Promise<{ world: World; host: Host }> {
  const path = portPath("wire");
  const world = await startWorld({ seed: 5, wires: [{ id: "wire", path, baud: 9600, devices }] });
  const host = await openHost(path, 9600);
  t.teardown(async () => {
    await host.close();
    await world.close();
  });
  return { world, host };
}

function xored(digits: string): Buffer {
  const frame = hex(digits);
  const xor = frame.subarray(2).reduce((all, byte) => all ^ byte, 0);
  return Buffer.concat([frame, Buffer.of(xor)]);
}

t.test("an A0 90 screen shows and answers what is right", async (t) => {
  const screen = { id: "screen", kind: "a090-screen", address: 3 } as const;
  const mono = { id: "mono", kind: "a090-screen", address: 4, profile: "mono" } as const;
  const long = { id: "long", kind: "a090-screen", address: 5, profile: "colour-long" } as const;
  const { world, host } = await wire(t, screen, mono, long);
  host.write(`a0 90 ${CALL_A1} 00`);
  host.write(xored(CALL_A1));
  t.equal(await host.take(5), "a09003a5aa", "no answer to a wrong xor");
  t.equal(world.sign("screen").text, "请A1");
  host.write(xored("a090 04 a5 0004 c7eb4131"));
  t.equal(await host.take(5), "a09004a5aa");
  t.equal(world.sign("mono").text, "请A1");
  host.write(xored("a090 05 a5 0002 4109"));
  t.equal(await host.take(9), "a0900501a5aa00a5aa", "answers differ in length");
  t.equal(world.sign("long").misunderstood, 1, "there is no such colour");
});

t.test("an Onbon card answers pings and keeps areas until the power goes", async (t) => {
  const { world, host } = await wire(t, { id: "card", kind: "onbon-card", address: 1 });
  host.write(PING);
  t.equal(await host.take(PONG.length / 2), PONG, "the maker's own example");
  host.write(PING.replace("68f8", "68f9"));
  const refusal = await host.take(PONG.length / 2);
  t.ok(refusal.startsWith(REFUSED_CRC), "a wrong CRC is refused as such");

  const area = `00 0080 0000 4080 1000 02 00 00 0000 000000 01 01 01 00 06 00 04000000 c7eb4131`;
  const text = `a306 01 0000 00 01 1f00 ${area}`.replaceAll(" ", "");
  const header = "0100 0080 000000000000 fe 02 2800".replaceAll(" ", "");
  host.write(onbon(header + text));
  t.equal(await host.take(PONG.length / 2), PONG);
  t.equal(world.sign("card").text, "请A1");
  host.write(onbon(`ffff${header.slice(4)}${text.replace("c7eb4131", "c7eb4132")}`));
  await until(() => world.sign("card").text === "请A2");
  host.write(onbon(header + text.replace("02000000", "09000000")));
  t.match(
    await host.take(PONG.length / 2),
    "a001040000",
    "nine areas are too many; a broadcast had no answer",
  );
  world.kill("card");
  t.equal(world.sign("card").text, "");
});

/** CRC and escapes, written for the test alone: the bytes of these frames need an escape nowhere. */
function onbon(digits: string): string {
  let crc = 0;
  for (const byte of hex(digits)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  const low = (crc & 0xff).toString(16).padStart(2, "0");
  const high = (crc >> 8).toString(16).padStart(2, "0");
  const escaped = (digits + low + high).replaceAll(
    /../g,
    (byte) => ({ a5: "a602", a6: "a601", "5a": "5b02", "5b": "5b01" })[byte] ?? byte,
  );
  return `${"a5".repeat(8)}${escaped}5a`;
}

t.test("Modbus digits follow the makers' examples", async (t) => {
  const armfly = { id: "armfly", kind: "modbus-led", address: 1 } as const;
  const slow = { id: "slow", kind: "modbus-led", address: 2, profile: "armfly-libmodbus" } as const;
  const { world, host } = await wire(t, armfly, slow);
  let heard = "";
  world.onBytes((event) => {
    if (event.direction === "to-device") heard += Buffer.from(event.bytes).toString("hex");
  });
  host.write("01 10 0090 0002 04 0002 01EA DB1C");
  t.match(await host.take(8), /^011000900002/);
  t.equal(world.sign("armfly").text, "4.90");
  host.write("01 10 0070 0006 0C 5032 2E33 0000 0000 0000 0000 3B25");
  t.match(await host.take(8), /^011000700006/);
  t.equal(world.sign("armfly").text, "P2.3");

  host.write("0106007000");
  host.write("01060001000a580d");
  t.match(await host.take(5), /^018602/, "a register that it does not have");

  await until(() => world.sign("armfly").misunderstood === 1);
  await silence();
  for (const request of ["0903002300017488", "02030023000175f3", "02030023000175f3"]) {
    host.write(request);
    await until(() => heard.includes(request));
    heard = "";
    await silence();
  }
  t.match(
    await host.take(7),
    /^0203020000/,
    "a slave that took a question for an absent one's answer is asked again",
  );
  host.write("01060024000389c0");
  t.equal(await host.take(8), "01060024000389c0", "one answer came, not two");
});

t.test("counter boards know frames by pauses or by their colon", async (t) => {
  const plain = { id: "plain", kind: "counter-board", address: 5 } as const;
  const first = await wire(t, plain);
  first.host.write("0503e7ef");
  await until(() => first.world.sign("plain").text === "999");
  const colon = { id: "colon", kind: "counter-board", address: 2, profile: "xunpeng" } as const;
  const column = { id: "column", kind: "counter-board", address: 2, profile: "xunpeng-col" } as const;
  const second = await wire(t, colon, column);
  second.host.write("3a02 e703 01 270a");
  await until(() => second.world.sign("colon").text === "999");
  t.equal(second.world.sign("column").text, "", "whose sums are made differently");
  second.host.write("3a02 e703 01 ed0a");
  await until(() => second.world.sign("column").text === "999");
  t.equal(second.world.sign("colon").text, "999", "and the first one's stays");
});

t.test("line displays place characters, and CD5220 whole lines", async (t) => {
  const epson = await wire(t, { id: "line", kind: "line-display", address: 0 });
  const text = (line: string) => Buffer.from(line).toString("hex");
  epson.host.write(`0c ${text("A001")} 1f240302 ${text("window 3")} 1f5804`);
  await until(() => epson.world.sign("line").text === "A001\n  window 3");
  epson.host.write(`1b6c0101 0b ${text("B")}`);
  await until(() => epson.world.sign("line").text === "B001\n  window 3");
  t.equal(epson.world.sign("line").misunderstood, 1, "CD5220's commands are not its own");

  const cd5220 = await wire(t, { id: "line", kind: "line-display", address: 0, profile: "cd5220" });
  cd5220.host.write(`1b5141 ${text("A001")} 0d 1b5142 ${text("window 3")} 0d ${text("lost")} 1b6c0101`);
  cd5220.host.write(`1b5142 ${text("window 4")} 0d`);
  await until(() => cd5220.world.sign("line").text === "A001\nwindow 4");
  t.equal(cd5220.world.sign("line").misunderstood, 5, "after whole lines it obeys only these");
  cd5220.host.write(`18 ${text("on")} 1b2a01`);
  await until(() => cd5220.world.sign("line").text === "on");
});

t.test("readers and keyboards tell what was held before them", async (t) => {
  const { world, host } = await wire(t, { id: "reader", kind: "serial-reader", address: 0 });
  world.reader("reader").scan("A001");
  t.equal(await host.take(5), "413030310d");

  const path = portPath("event0");
  const keys = await startWorld({ seed: 1, wires: [], keyboards: [{ id: "keys", path }] });
  t.teardown(() => keys.close());
  keys.keyboard("keys").type("9");
  const device = createReadStream(path);
  const ended = new Promise<void>((resolve) => device.on("close", resolve));
  let bytes = Buffer.alloc(0);
  device.on("data", (more) => {
    bytes = Buffer.concat([bytes, Buffer.from(more)]);
  });
  await until(() => {
    if (bytes.length === 0) keys.keyboard("keys").type("0\n");
    return bytes.length >= 8 * 24;
  });
  t.same(
    [0, 2, 4, 6].map((index) => [
      bytes.readUInt16LE(24 * index + 16),
      bytes.readUInt16LE(24 * index + 18),
      bytes.readInt32LE(24 * index + 20),
    ]),
    [
      [1, 11, 1],
      [1, 11, 0],
      [1, 28, 1],
      [1, 28, 0],
    ],
    "0 and Enter go down and up; the 9 before anybody listened is lost",
  );
  keys.unplug("keys");
  await ended;
  t.throws(() => keys.keyboard("keys").type("é"), /no key for "é"/);
});

t.test("the bytes of all of them can be read", async (t) => {
  const read = (kind: string, direction: "to-device" | "from-device", bytes: Uint8Array) =>
    wireDecoder([kind]).push({ direction, bytes, atMs: 5 })[0]?.text;
  t.equal(read("a090-screen", "to-device", xored(CALL_A1)), "“请A1” at 3");
  t.equal(read("a090-screen", "from-device", hex("a09003a5aa")), "shown at 3");
  t.equal(read("onbon-card", "to-device", hex(PING)), "ping to 1");
  t.equal(read("onbon-card", "from-device", hex(PONG)), "done");
  const decimals = hex("011000900002040002 01EADB1C".replace(" ", ""));
  t.equal(read("modbus-led", "to-device", decimals), "write 2 490 to register 90 of 1");
  t.equal(read("modbus-led", "from-device", hex("0186020000")), "refused by 1, 2");
  t.equal(read("counter-board", "to-device", hex("0503e7ef")), "999 at 5");
  t.equal(read("line-display", "to-device", hex("0c4130")), "‹0c›A0");
  t.equal(read("serial-reader", "from-device", hex("41300d")), "A0‹0d›");
  t.equal(read("counter-board", "to-device", hex("05")), "noise");
});
