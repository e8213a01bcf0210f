/** Paper after paper while one fault follows another, as in a hall on its worst day: from seeds, in virtual time. */
import t from "tap";
import { escpos } from "../../devices/drivers/escpos.ts";
import { escposCn } from "../../devices/drivers/escpos-cn.ts";
import type { Paper } from "../../devices/printer/paper.ts";
import { seededRandom } from "../../simulators/world/random.ts";
import { type BenchOptions, PrinterBench } from "./printer-bench.ts";

const DAYS = 40;
const PAPERS_A_DAY = 40;
const MEAN_PAUSE_MS = 1_200;
/** As hands are: who opens a cover or changes a roll takes at least as long. */
const LASTS_AT_LEAST_MS = 300;
const LASTS_AT_MOST_MS = 2_800;
const LONGEST_NOISE = 40;

type Random = () => number;
/** What happens and how it is undone, on one thing that can suffer one fault at a time. */
interface Fault {
  on: "wire" | "printer";
  begin(bench: PrinterBench, random: Random): void;
  end?(bench: PrinterBench): void;
}

/** A roll that lasted longer than expected stays: to change it would tear what is being printed. */
function changeRoll({ printer }: PrinterBench) {
  if (printer.state.paper === "out") printer.loadPaper();
  else printer.setPaper("ok");
}

const unplugged: Fault = {
  on: "wire",
  begin: ({ line }) => line.unplug(),
  end: ({ line }) => line.plug(),
};
const noise: Fault = {
  on: "wire",
  begin({ outlet, line, clock }, random) {
    const length = 1 + Math.floor(random() * LONGEST_NOISE);
    const bytes = Uint8Array.from({ length }, () => Math.floor(random() * 256));
    for (const byte of bytes) outlet.hear(byte, clock.nowMs());
    line.say(bytes);
  },
};
const paperOut: Fault = {
  on: "printer",
  begin: ({ printer }) => printer.setPaper("out"),
  end: ({ printer }) => printer.loadPaper(),
};
/** May be over in no time, which only a printer can tell that speaks up by itself. */
const rollEnds: Fault = {
  on: "printer",
  begin: ({ printer }, random) => printer.endRollIn(random() * 150),
  end: changeRoll,
};
const coverOpen: Fault = {
  on: "printer",
  begin: ({ printer }) => printer.setCover("open"),
  end: ({ printer }) => printer.setCover("closed"),
};

function faultsFollow(bench: PrinterBench, faults: readonly Fault[], random: Random): () => void {
  const suffering = new Set<Fault["on"]>();
  let isOver = false;
  function next() {
    if (isOver) return;
    const fault = faults[Math.floor(random() * faults.length)];
    const lastsMs = LASTS_AT_LEAST_MS + random() * (LASTS_AT_MOST_MS - LASTS_AT_LEAST_MS);
    if (fault && !suffering.has(fault.on)) {
      fault.begin(bench, random);
      if (fault.end) suffering.add(fault.on);
      bench.clock.after(lastsMs, () => {
        fault.end?.(bench);
        suffering.delete(fault.on);
      });
    }
    bench.clock.after(2 * random() * MEAN_PAUSE_MS, next);
  }
  next();
  return () => {
    isOver = true;
  };
}

function ticket(number: string): Paper["lines"] {
  return [
    { kind: "text", text: number, size: 4, align: "center" },
    { kind: "pair", left: "waiting", right: "12" },
    { kind: "cut" },
  ];
}

/** @returns what is not true of the day's papers. */
async function worstDay(make: BenchOptions, faults: readonly Fault[], seed: number) {
  const random = seededRandom(seed);
  const bench = new PrinterBench(make);
  const stop = faultsFollow(bench, faults, random);
  const ends = new Map<string, string>();
  for (let nth = 0; nth < PAPERS_A_DAY; nth += 1) {
    const number = String(1000 + nth);
    ends.set(number, await bench.ended(bench.print(number, ticket(number))));
    if (random() < 0.5) await bench.pass(random() * 1_500);
  }
  stop();
  await bench.pass(20_000, 20);
  await bench.role.close();
  const untrue: string[] = [];
  for (const [number, end] of ends) {
    // Alone on its line, as a person finds it.
    const alone = new RegExp(`^ *${number} *$`, "m");
    const came = bench.whole.filter((text) => alone.test(text)).length;
    const isTrue = end === "printed" ? came === 1 : end.startsWith("not-printed") ? came === 0 : came <= 1;
    if (!isTrue) untrue.push(`seed ${seed}: ${number}, ${end}, came out ${came} times`);
  }
  return { untrue, printed: [...ends.values()].filter((end) => end === "printed").length };
}

const seen = [unplugged, noise, paperOut, coverOpen];
for (const [name, make, faults] of [
  ["a printer that tells its changes", { driver: escpos, simulated: "epson" }, [...seen, rollEnds]],
  ["a clone that is asked", { driver: escposCn, simulated: "clone" }, seen],
  [
    "a clone that takes back on request",
    { driver: escposCn, simulated: "clone", profile: "clears-on-request" },
    seen,
  ],
] as const)
  t.test(`${name}: no fault upon another makes an end untrue, or two papers of one`, async (t) => {
    const untrue: string[] = [];
    let printed = 0;
    for (let seed = 1; seed <= DAYS; seed += 1) {
      const day = await worstDay(make, faults, seed);
      untrue.push(...day.untrue);
      printed += day.printed;
    }
    t.strictSame(untrue, []);
    t.ok(
      printed > (DAYS * PAPERS_A_DAY) / 20,
      `${printed} papers of ${DAYS * PAPERS_A_DAY} came out all the same`,
    );
  });

for (const make of [
  { driver: escpos, simulated: "epson" },
  { driver: escpos, simulated: "epson", profile: "no-clear" },
  { driver: escposCn, simulated: "clone" },
] as const) {
  const name = `${make.driver.name} ${"profile" in make ? make.profile : ""}`;

  t.test(`${name}: a stray byte now and then voids no paper and doubts none`, async (t) => {
    const bench = new PrinterBench(make);
    const ends = new Set<string>();
    await bench.ended(bench.print("999", ticket("999")));
    for (let nth = 0; nth < 20; nth += 1) {
      bench.outlet.hear(0xe1, bench.clock.nowMs());
      bench.line.say(Uint8Array.of(0xe1));
      await bench.pass(2_000, 20);
      const number = String(1000 + nth);
      ends.add(await bench.ended(bench.print(number, ticket(number))));
    }
    t.strictSame([...ends], ["printed"]);
    t.equal(bench.papers.length, 21, "and no strip beside the papers");
  });

  t.test(`${name}: wherever the wire goes in a paper, the next is not on it`, async (t) => {
    for (let lostMs = 0; lostMs < 300; lostMs += 4) {
      const bench = new PrinterBench({ ...make, baud: 9_600 });
      await bench.ended(bench.print("999", ticket("999")));
      const printing = bench.print("1000", ticket("1000"));
      await bench.sending(1);
      await bench.pass(lostMs, 1);
      bench.line.unplug();
      await bench.pass(2_000, 20);
      bench.line.plug();
      await bench.ended(printing);
      await bench.ended(bench.print("1001", ticket("1001")));
      const both = bench.whole.filter((text) => /^ *1000 *$/m.test(text) && /^ *1001 *$/m.test(text));
      t.strictSame(both, [], `after ${lostMs} ms`);
    }
  });
}

t.test(
  "a printer that answers when changes are switched on only now and then is left in peace",
  async (t) => {
    const bench = new PrinterBench({ driver: escpos, simulated: "epson" });
    const say = bench.line.say.bind(bench.line);
    let automatic = 0;
    bench.line.say = (bytes) => {
      const isAutomatic = bytes.length === 4 && ((bytes[0] ?? 0) & 0x93) === 0x10;
      if (isAutomatic && automatic++ % 2 === 1) return;
      say(bytes);
    };
    await bench.ended(bench.print("999", ticket("999")));
    const told = bench.told.length;
    await bench.pass(600_000, 50);
    t.strictSame(bench.told.slice(told), []);
  },
);
