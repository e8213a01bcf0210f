import t, { type Test } from "tap";
import { wireDecoder } from "../../simulators/wire/decode.ts";
import type { SimulatedPrinter } from "../../simulators/world/handles.ts";
import { startWorld, type World } from "../../simulators/world/world.ts";
import { type Host, hex, openHost, portPath, until } from "./host.ts";

const STATUS = "100401 100402 100403 100404";
const ALL_WELL = "12121212";
const SAY_WHEN_PRINTED = "1d2848060030 3041424344".replaceAll(" ", "");
const PRINTED = "37224142434400";
const CLEAR = "10140801031401060208";
const CUT = "1d5600";

interface Desk {
  readonly world: World;
  readonly printer: SimulatedPrinter;
  readonly host: Host;
}

async function desk(t: Test, profile: string, baud = 115_200): Promise<Desk> {
  const path = portPath("printer");
  const device = { id: "printer", kind: "escpos-printer", address: 0, profile, paperWidthMm: 58 } as const;
  const world = await startWorld({ seed: 3, wires: [{ id: "line", path, baud, devices: [device] }] });
  const host = await openHost(path, baud);
  t.teardown(async () => {
    await host.close();
    await world.close();
  });
  return { world, printer: world.printer("printer"), host };
}

function text(line: string): string {
  return Buffer.from(line).toString("hex");
}

/** One row of 48 bytes each, all dots black. */
function image(rows: number): string {
  return `1d7630003000${rows.toString(16).padStart(2, "0")}00${"ff".repeat(48 * rows)}`;
}

t.test("a ticket comes out as text and as a picture", async (t) => {
  const { printer, host } = await desk(t, "epson");
  host.write("1b40 1c26 1b6101 1d2122 c7eb41303031bac5 0a 1d2100 b5bd33bac5b4b0bfda 0a 1b6100");
  host.write(`${text("left")}1b24b400${text("right")}0a1c2e1b4501c7eb0a1b4500`);
  host.write(`1d286b0300314303 1d286b0300314531 1d286b0f00315030${text("http://h/t/1")}1d286b0300315130`);
  host.write(`${image(2)}1d6b04${text("123")}00${"8230"}1d564203`);
  await until(() => printer.papers.length === 1);
  const [paper] = printer.papers;
  t.equal(
    paper?.text,
    [
      "请A001号",
      "到3号窗口",
      "left           right",
      "??",
      "[QR http://h/t/1]",
      "[image 384×2]",
      "[barcode 123]",
    ].join("\n"),
    "Chinese while it is on, columns where they were put",
  );
  t.same(paper?.qr, ["http://h/t/1"]);
  t.equal(paper?.torn, false);
  const picture = (await paper?.png()) ?? Buffer.alloc(0);
  t.equal(picture.subarray(0, 8).toString("hex"), "89504e470d0a1a0a", "a PNG");
  t.equal(picture.readUInt32BE(16), 58 * 8, "as wide as the paper");
  t.equal(picture.readUInt32BE(20), (paper?.lengthMm ?? 0) * 8 + 32, "as long as it, and a margin");
});

t.test("characters are those of the printer's fonts", async (t) => {
  for (const [profile, rare] of [
    ["epson", "㐂𠮷号"],
    ["clone", "?9?1?4?5号"],
  ] as const) {
    const { printer, host } = await desk(t, profile);
    host.write(`1b40 1c26 8139ef31 9534b235 bac5 0a ${CUT}`);
    await until(() => printer.papers.length === 1);
    t.equal(printer.papers[0]?.text, rare, `four-byte characters on ${profile}`);
  }
});

t.test("status is told in real time, also inside image data", async (t) => {
  const { printer, host } = await desk(t, "epson");
  const asked = async () => {
    host.write(STATUS);
    return host.take(4);
  };
  t.equal(await asked(), ALL_WELL);
  printer.setPaper("near-end");
  t.equal(await asked(), "1212121e", "near end does not stop it");
  printer.setPaper("out");
  t.equal(await asked(), "1a32127e");
  printer.loadPaper();
  printer.setCover("open");
  t.equal(await asked(), "1a161212");
  printer.setCover("closed");
  t.equal(await asked(), ALL_WELL);

  host.write("1d763000 3000 0200");
  host.write(STATUS);
  t.equal(await host.take(4), ALL_WELL, "while it waits for 96 bytes of dots");
  host.write(`${"00".repeat(96 - 12)}${text("on")}0a${CUT}`);
  await until(() => printer.papers.length === 1);
  t.equal(printer.papers[0]?.text, "[image 384×2]\non", "to which the questions' own bytes counted");
});

t.test("automatic status tells each change until the power goes", async (t) => {
  const { printer, host } = await desk(t, "epson");
  host.write("1d610e");
  t.equal(await host.take(4), "1000000f", "once when it is switched on");
  printer.setPaper("near-end");
  t.equal(await host.take(4), "1000030f");
  printer.setPaper("out");
  t.equal(await host.take(4), "18000f0f");
  printer.loadPaper();
  t.equal(await host.take(4), "1000000f");
  printer.setCover("open");
  t.equal(await host.take(4), "3800000f");
  printer.powerCut();
  printer.setCover("closed");
  host.write("100402");
  t.equal(await host.take(1), "12", "after which it has to be switched on again");
});

t.test("a job is confirmed when it is printed, and not before", async (t) => {
  const { world, printer, host } = await desk(t, "epson");
  let confirmedAtMs = 0;
  world.onBytes((event) => {
    if (event.direction === "from-device") confirmedAtMs = event.atMs;
  });
  const beganMs = performance.timeOrigin + performance.now();
  host.write(`${"0a".repeat(10)}${text("A001")}0a${CUT}${SAY_WHEN_PRINTED}1d7201`);
  t.equal(await host.take(8), `${PRINTED}00`);
  const printedMs = (11 * 30 * 1000) / 8 / 200;
  t.ok(confirmedAtMs - beganMs >= printedMs, "eleven lines of 3.75 mm at 200 mm/s");
  t.equal(printer.papers.length, 1);
});

t.test("without paper it stops in the middle, and goes on when there is some", async (t) => {
  const { printer, host } = await desk(t, "epson");
  printer.setPaper("out");
  host.write(`${text("A002")}0a${CUT}${SAY_WHEN_PRINTED}1d7201${STATUS}`);
  t.equal(await host.take(4), "1a32127e", "real-time answers only");
  t.ok(printer.state.bufferedBytes > 0 && printer.papers.length === 0, "the job waits");
  printer.setPaper("near-end");
  t.equal(await host.take(8), `${PRINTED}03`, "then it is printed and confirmed");
  t.equal(printer.papers[0]?.text, "A002");

  printer.loadPaper(10);
  host.write(`${text("A003")}0a${"0a".repeat(5)}${text("end of A003")}0a${CUT}${SAY_WHEN_PRINTED}`);
  await until(() => printer.state.paper === "out");
  t.equal(printer.papers.length, 1, "the roll ended in the middle of a ticket");
  printer.loadPaper();
  t.equal(await host.take(7), PRINTED);
  t.same(
    printer.papers.slice(1).map((paper) => [paper.text.trim(), paper.torn]),
    [
      ["A003", true],
      ["end of A003", false],
    ],
    "of which each roll has a part",
  );
});

t.test("a job cut off inside an image eats what follows, until the buffers are cleared", async (t) => {
  const { printer, host } = await desk(t, "epson");
  host.write(`1d763000 3000 6400 ${"00".repeat(480)}`);
  host.write(`${text("A004")}0a${CUT}${STATUS}`);
  t.equal(await host.take(4), ALL_WELL);
  t.equal(printer.papers.length, 0, "A004 was taken for dots");
  host.write(CLEAR);
  t.equal(await host.take(3), "372500");
  host.write(`${text("A005")}0a${CUT}${SAY_WHEN_PRINTED}`);
  t.equal(await host.take(7), PRINTED);
  t.equal(printer.papers[0]?.text, "[image 384×10]\nA005");
});

t.test("a power cut loses what was not printed", async (t) => {
  const { world, printer, host } = await desk(t, "epson");
  printer.setPaper("out");
  host.write(`${text("A006")}0a${CUT}${SAY_WHEN_PRINTED}100401`);
  t.equal(await host.take(1), "1a");
  world.kill("printer");
  t.notOk(printer.state.powered);
  world.revive("printer");
  printer.setPaper("ok");
  host.write("1d7201");
  t.equal(await host.take(1), "00", "nothing but the answer comes");
  t.equal(printer.papers.length, 0);
});

t.test("a full buffer holds the host back, or loses bytes without a handshake", async (t) => {
  const lines = `${text("B")}0a`.repeat(3000);
  const held = await desk(t, "epson");
  held.printer.setPaper("out");
  held.host.write(lines);
  await until(() => held.printer.state.bufferedBytes > 3900);
  held.host.write(`${STATUS}${CUT}${SAY_WHEN_PRINTED}`);
  held.printer.powerCut();
  held.printer.setPaper("ok");
  t.equal(await held.host.take(4), ALL_WELL, "a question gets through only when there is room again");
  t.equal(held.printer.state.lostBytes, 0);

  const losing = await desk(t, "epson-no-handshake");
  losing.printer.setPaper("out");
  losing.host.write(lines);
  losing.host.write("100404");
  t.equal(await losing.host.take(1), "7e");
  t.equal(losing.printer.state.bufferedBytes, 4096);
  t.equal(losing.printer.state.lostBytes, 6000 + 3 - 4096);
});

t.test("a jammed cutter waits to be freed and told to recover", async (t) => {
  const { printer, host } = await desk(t, "epson");
  printer.setCutter("jammed");
  host.write(`${text("A007")}0a${CUT}`);
  host.write("1d7201");
  await until(() => printer.state.bufferedBytes === 3 && !printer.state.printing);
  host.write(`100501${STATUS}`);
  t.equal(await host.take(4), "1a521a12", "an error, not yet mended");
  printer.setCutter("ok");
  host.write("100501");
  t.equal(await host.take(1), "00");
  t.equal(printer.papers[0]?.text, "A007");
});

t.test("clones lack the process id, some print it", async (t) => {
  const quiet = await desk(t, "clone");
  quiet.printer.setPaper("near-end");
  quiet.host.write(`${CLEAR}${text("A008")}0a${SAY_WHEN_PRINTED}${CUT}1d7201`);
  t.equal(await quiet.host.take(1), "0f", "neither confirmation nor clearing is known to it");
  t.equal(quiet.printer.papers[0]?.text, "A008");

  quiet.printer.setPaper("out");
  quiet.host.write(`${text("A009")}0a${CUT}100502100401`);
  t.equal(await quiet.host.take(1), "1a");
  quiet.printer.setPaper("ok");
  quiet.host.write("1d7201");
  t.equal(await quiet.host.take(1), "00");
  t.equal(quiet.printer.papers.length, 1, "it recovers, and forgets, whenever it is told to");

  const printing = await desk(t, "clone-prints-id");
  printing.host.write(`${text("A010")}0a${SAY_WHEN_PRINTED}0a${CUT}`);
  await until(() => printing.printer.papers.length === 1);
  t.equal(printing.printer.papers[0]?.text, "A010\n(H00ABCD");
});

t.test("the bytes on a printer's line can be read", async (t) => {
  const decoder = wireDecoder(["escpos-printer"]);
  const read = (direction: "to-device" | "from-device", digits: string) =>
    decoder.push({ direction, bytes: hex(digits), atMs: 5 }).map((frame) => frame.text);
  t.same(read("to-device", `1b401c26c7eb4130303 1ba`.replaceAll(" ", "")), [
    "reset",
    "Chinese on",
    "“请A001”",
  ]);
  t.same(read("to-device", `c50a1d2122${image(1).slice(0, 40)}`), ["“号⏎”", "size 34"]);
  t.same(read("to-device", `${image(1).slice(40)}${CUT}${SAY_WHEN_PRINTED}${CLEAR}1d7201${STATUS}`), [
    "image 384×1",
    "cut 0",
    "function: say when printed, “ABCD”",
    "real-time request 8 1 3 20 1 6 2 8",
    "paper? 1",
    "status? 1",
    "status? 2",
    "status? 3",
    "status? 4",
  ]);
  t.same(read("from-device", `${PRINTED}372500031a32127e3800030fff`), [
    "printed, “ABCD”",
    "buffers cleared",
    "paper: near end",
    "status 1: offline",
    "status 2: stopped: paper end",
    "status 3: all well",
    "status 4: paper near end, paper out",
    "automatic status: offline, cover open, paper near end",
    "noise",
  ]);
  t.same(read("to-device", "1dff02"), ["GS unknown", "noise"]);
  t.same(
    read("to-device", "1d5642411d564220"),
    ["cut 66 65", "cut 66 32"],
    "n is no text, whatever it spells",
  );
});
