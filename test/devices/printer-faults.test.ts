import fc from "fast-check";
import t from "tap";
import { escpos } from "../../devices/drivers/escpos.ts";
import { escposCn } from "../../devices/drivers/escpos-cn.ts";
import { type BenchOptions, drawnLines, PrinterBench, ticketLines } from "./printer-bench.ts";

type Fault =
  | "unplug"
  | "paper-out"
  | "cover-open"
  | "power-cut"
  | "silent"
  | "late"
  | "noise"
  | "restart"
  | "jam";

const FAULTS: Fault[] = [
  "unplug",
  "paper-out",
  "cover-open",
  "power-cut",
  "silent",
  "late",
  "noise",
  "restart",
  "jam",
];

interface Act {
  isDrawn: boolean;
  fault: Fault | null;
  /** When it happens after the job was asked for, and how long it lasts, in wire milliseconds. */
  afterMs: number;
  forMs: number;
  bytes: Uint8Array;
}

const act = fc.record<Act>({
  isDrawn: fc.boolean(),
  fault: fc.oneof(fc.constant(null), fc.constantFrom(...FAULTS)),
  afterMs: fc.nat(900),
  forMs: fc.integer({ min: 10, max: 9_000 }),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
});

async function begin(bench: PrinterBench, { fault, bytes }: Act): Promise<void> {
  if (fault === "unplug") bench.line.unplug();
  if (fault === "paper-out") bench.printer.setPaper("out");
  if (fault === "cover-open") bench.printer.setCover("open");
  if (fault === "power-cut") bench.printer.powerCut();
  if (fault === "silent") bench.outlet.faults = { silent: true };
  if (fault === "late") bench.outlet.faults = { delayMs: 700 };
  if (fault === "noise") bench.line.say(bytes);
  if (fault === "jam") bench.printer.setCutter("jammed");
  if (fault === "restart") {
    await bench.restart();
    bench.role.paperWasTorn();
  }
}

function calm(bench: PrinterBench): void {
  bench.line.plug();
  bench.printer.setPaper("ok");
  bench.printer.setCover("closed");
  bench.printer.setCutter("ok");
  bench.outlet.faults = {};
}

async function play(make: BenchOptions, acts: Act[]): Promise<void> {
  const bench = new PrinterBench(make);
  const ends: string[] = [];
  for (const [at, next] of acts.entries()) {
    const id = `J${at}`;
    const printing = bench.print(id, next.isDrawn ? drawnLines(id) : ticketLines(id));
    await bench.pass(next.afterMs, 3);
    await begin(bench, next);
    await bench.pass(next.forMs, 20);
    calm(bench);
    ends.push(await bench.ended(printing));
  }
  await bench.pass(30_000, 20);
  const last = await bench.ended(bench.print("LAST", ticketLines("LAST")));
  if (bench.status.state !== "idle" || last.startsWith("not-printed"))
    throw new Error(`not well again: ${last}`);
  for (const [at, end] of ends.entries()) {
    const count = bench.whole.filter((text) => text.includes(`end of J${at}`)).length;
    if (count > 1) throw new Error(`J${at} came out ${count} times`);
    if (end === "printed" && count !== 1) throw new Error(`J${at} was confirmed and is not there`);
    if (end.startsWith("not-printed") && count !== 0) throw new Error(`J${at} is there, though ${end}`);
  }
}

for (const make of [
  { driver: escpos, simulated: "epson-no-handshake" },
  { driver: escposCn, simulated: "clone" },
  { driver: escposCn, simulated: "clone", profile: "clears-on-request" },
] as const) {
  const name = `${make.driver.name} ${"profile" in make ? make.profile : ""}`;
  t.test(`${name}: whatever happens, a job's end is true and no paper comes twice`, async () => {
    const acts = fc.array(act, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(acts, (list) => play(make, list)),
      { numRuns: 5 },
    );
  });
}
