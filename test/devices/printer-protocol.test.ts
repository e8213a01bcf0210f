import t from "tap";
import { escpos } from "../../devices/drivers/escpos.ts";
import { escposCn } from "../../devices/drivers/escpos-cn.ts";
import type { Link, LinkFault, LinkOwner } from "../../devices/link/link.ts";
import { testPaper } from "../../devices/printer/test-paper.ts";
import { hex } from "./hall.ts";
import { drawnLines, PrinterBench, ticketLines } from "./printer-bench.ts";

const epson = { driver: escpos, simulated: "epson-no-handshake" } as const;
const clone = { driver: escposCn, simulated: "clone" } as const;

const has = (bytes: number[], text: string) => Buffer.from(bytes).includes(Buffer.from(text, "hex"));

for (const make of [epson, clone]) {
  const { name } = make.driver;

  t.test(`${name}: a paper comes out whole and is confirmed`, async (t) => {
    const bench = new PrinterBench(make);
    t.equal(await bench.ended(bench.print("A001")), "printed");
    t.equal(await bench.ended(bench.print("A002")), "printed");
    t.equal(bench.papers.length, 2);
    t.match(bench.papers[0], "[A001]");
    t.match(bench.papers[0], `前面等待${" ".repeat(35)}12 人`);
    t.same(bench.printer.papers[1]?.qr, ["https://hall/t/A002"]);
    t.equal(bench.role.ready, true);
    t.match(bench.status, { state: "idle", reason: null, conditions: [] });
    t.equal(has(bench.sent, "1d2848"), make === epson, "process ids are asked of those only that know them");
  });

  t.test(`${name}: the technician's test paper fills its width and lacks nothing`, async (t) => {
    const bench = new PrinterBench(make);
    const { lines } = testPaper("printer-1", 80, { profile: "default" });
    t.equal(await bench.ended(bench.print("test", lines)), "printed");
    const [paper = ""] = bench.papers;
    t.match(paper, "123456789012345678901234567890123456789012345678\n");
    t.match(paper, `profile${" ".repeat(34)}default`);
    t.match(paper, "┃ printer-1  ┃");
    t.match(paper, /\[image 576×\d+\]/, "rare names are a picture as wide as the paper");
    t.notMatch(paper, "?");
  });

  t.test(
    `${name}: without paper or with an open cover a job is handed back, and nothing comes later`,
    async (t) => {
      const bench = new PrinterBench(make);
      for (const [spoil, mend, condition] of [
        [() => bench.printer.setPaper("out"), () => bench.printer.loadPaper(), "receipt-empty"],
        [() => bench.printer.setCover("open"), () => bench.printer.setCover("closed"), "cover-open"],
      ] as const) {
        spoil();
        await bench.pass(6_000);
        t.match(bench.status, { state: "error", reason: condition, conditions: [condition] });
        t.equal(bench.role.ready, false);
        const atMs = bench.clock.nowMs();
        t.equal(await bench.ended(bench.print("A001")), `not-printed: ${condition}`);
        t.ok(bench.clock.nowMs() - atMs < 50, "at once");
        mend();
        await bench.pass(3_000);
        t.match(bench.status, { state: "idle", conditions: [] });
        t.same(bench.papers, []);
      }
      t.equal(await bench.ended(bench.print("A002")), "printed");
      t.equal(bench.papers.length, 1);
    },
  );

  t.test(`${name}: near the end of the roll it warns and goes on printing`, async (t) => {
    const bench = new PrinterBench(make);
    await bench.pass(1_000);
    bench.printer.setPaper("near-end");
    await bench.pass(6_000);
    t.match(bench.status, { state: "idle", conditions: ["receipt-near-end"] });
    t.equal(await bench.ended(bench.print("A001")), "printed");
  });

  t.test(`${name}: unplugged in the middle of a picture`, async (t) => {
    const bench = new PrinterBench(make);
    await bench.pass(1_000);
    const printing = bench.print("A001", drawnLines("A001"));
    await bench.sending(2_000);
    bench.line.unplug();
    t.equal(await bench.ended(printing), "not-printed: link-down");
    t.equal(bench.status.state, "closed");
    const next = bench.print("A002");
    await bench.pass(2_000);
    bench.line.plug();
    t.equal(await bench.ended(next), "printed", "a cable that is soon back costs nothing");
    t.equal(bench.papers.length, 2);
    t.match(bench.papers[0], /\[A001\].*VOID/s, "what was begun is marked void and cut off");
    t.match(bench.papers[1], /^\s*\[A002\].*end of A002/s);
  });

  t.test(`${name}: restarted in the middle of a picture`, async (t) => {
    const bench = new PrinterBench(make);
    await bench.pass(1_000);
    const printing = bench.print("A001", drawnLines("A001"));
    await bench.sending(2_000);
    await bench.restart();
    t.equal(await printing, "not-printed: shut-down");
    bench.role.paperWasTorn();
    await bench.pass(20_000);
    t.equal(bench.status.state, "idle");
    t.equal(await bench.ended(bench.print("A002")), "printed");
    t.same(
      bench.papers.map((text) => text.includes("VOID")),
      [true, false],
    );
    t.match(bench.papers[1], /^\s*\[A002\].*end of A002/s);
  });

  t.test(`${name}: a printer that does not answer`, async (t) => {
    const bench = new PrinterBench(make);
    bench.outlet.faults = { silent: true };
    const atMs = bench.clock.nowMs();
    t.equal(await bench.ended(bench.print("A001")), "not-printed: silent");
    t.ok(bench.clock.nowMs() - atMs <= 5_100);
    t.match(bench.status, { state: "error", reason: "silent", conditions: ["silent"] });
    bench.outlet.faults = {};
    await bench.pass(10_000);
    t.same(bench.papers, []);
    const printing = bench.print("A002");
    await bench.pass(30);
    bench.outlet.faults = { silent: true };
    t.equal(await bench.ended(printing), "unconfirmed: silent");
    t.equal(bench.papers.length, 1, "it came out, but nobody could know");
  });

  t.test(`${name}: the power fails after the last byte`, async (t) => {
    const bench = new PrinterBench(make);
    await bench.pass(1_000);
    const printing = bench.print("A001", drawnLines("A001"));
    while (!has(bench.sent, "656e64206f662041303031")) await bench.pass(5);
    bench.printer.powerCut();
    t.equal(await bench.ended(printing), "unconfirmed: no-confirmation");
    t.equal(await bench.ended(bench.print("A002")), "printed");
    bench.printer.setPaper("near-end");
    await bench.pass(2_500);
    t.same(bench.status.conditions, ["receipt-near-end"]);
  });
}

t.test(
  "escpos: stopped in the middle, it takes the rest back, so another printer may take over",
  async (t) => {
    for (const condition of ["receipt-empty", "cover-open"]) {
      const bench = new PrinterBench(epson);
      await bench.pass(1_000);
      const printing = bench.print("A001", drawnLines("A001"));
      const queued = bench.print("A002");
      await bench.sending(2_000);
      if (condition === "receipt-empty") bench.printer.setPaper("out");
      else bench.printer.setCover("open");
      t.equal(await bench.ended(printing, 2_000), `not-printed: ${condition}`);
      t.equal(await bench.ended(queued, 100), `not-printed: ${condition}`);
      bench.printer.setPaper("ok");
      bench.printer.setCover("closed");
      await bench.pass(3_000);
      t.same(bench.papers, [], "nothing comes by itself");
      t.equal(await bench.ended(bench.print("A003")), "printed");
      t.same(
        bench.papers.map((text) => text.includes("VOID")),
        [true, false],
      );
    }
  },
);

t.test(
  "escpos-cn: stopped in the middle, the rest comes when paper returns, and nobody prints it again",
  async (t) => {
    const bench = new PrinterBench(clone);
    await bench.pass(1_000);
    const printing = bench.print("A001");
    await bench.pass(35);
    bench.printer.setPaper("out");
    t.equal(await bench.ended(printing), "unconfirmed: receipt-empty");
    bench.printer.setPaper("ok");
    await bench.pass(6_000);
    t.equal(bench.papers.length, 1);
    t.equal(await bench.ended(bench.print("A002")), "printed");
    t.equal(bench.papers.length, 2);
  },
);

t.test("escpos-cn, clears-on-request: the rest is taken back", async (t) => {
  const bench = new PrinterBench({ ...clone, profile: "clears-on-request" });
  await bench.pass(1_000);
  const printing = bench.print("A001");
  await bench.pass(35);
  bench.printer.setPaper("out");
  t.equal(await bench.ended(printing), "not-printed: receipt-empty");
  bench.printer.setPaper("ok");
  await bench.pass(2_000);
  t.equal(await bench.ended(bench.print("A002")), "printed");
  t.equal(bench.whole.length, 1);
});

t.test("a jammed cutter is told to recover when it is free again", async (t) => {
  const bench = new PrinterBench(epson);
  await bench.pass(1_000);
  bench.printer.setCutter("jammed");
  t.equal(await bench.ended(bench.print("A001")), "unconfirmed: cutter-error");
  bench.printer.setCutter("ok");
  await bench.pass(3_000);
  t.equal(bench.status.state, "idle");
  t.equal(await bench.ended(bench.print("A002")), "printed");
});

t.test("escpos: changes are told at once, also after a power cut that nobody saw", async (t) => {
  const bench = new PrinterBench(epson);
  await bench.pass(1_000);
  bench.printer.powerCut();
  await bench.pass(6_000);
  bench.printer.setCover("open");
  await bench.pass(20);
  t.match(bench.status, { conditions: ["cover-open"] });
  t.equal(bench.role.ready, false);
});

t.test("profiles that cannot confirm, or cannot recover, say so", async (t) => {
  for (const [driver, profile, first, second] of [
    [escpos, "write-only", "unconfirmed: printer-cannot-confirm", "unconfirmed: printer-cannot-confirm"],
    [escposCn, "write-only", "unconfirmed: printer-cannot-confirm", "unconfirmed: printer-cannot-confirm"],
    [
      escposCn,
      "no-paper-status",
      "unconfirmed: printer-cannot-confirm",
      "unconfirmed: printer-cannot-confirm",
    ],
    [escpos, "no-clear", "unconfirmed: not-recovered", "printed"],
  ] as const) {
    const simulated = driver === escpos ? epson.simulated : clone.simulated;
    const bench = new PrinterBench({ driver, profile, simulated });
    t.equal(await bench.ended(bench.print("A001")), first);
    t.equal(await bench.ended(bench.print("A002")), second);
    t.equal(bench.papers.length, 2);
  }
  t.throws(() => new PrinterBench({ ...epson, profile: "nonsense" }), RangeError);
});

t.test("what comes out at a slow baud rate is waited for", async (t) => {
  const bench = new PrinterBench({ ...epson, baud: 9600 });
  const printing = bench.print("A001", [...drawnLines("x").slice(0, 3), ...drawnLines("A001")]);
  await bench.sending(1);
  const startedMs = bench.clock.nowMs();
  t.equal(await bench.ended(printing), "printed");
  t.ok(bench.clock.nowMs() - startedMs > 10_000);
});

/** A wire that takes bytes until it is held, as a handshake does; what it was given then never leaves. */
class HeldLink implements Link {
  isHeld = false;
  readonly #inner: Link;
  shutOffs: string[] = [];

  constructor(inner: Link) {
    this.#inner = inner;
  }

  get id() {
    return this.#inner.id;
  }

  get baud() {
    return this.#inner.baud;
  }

  get isUp() {
    return this.#inner.isUp;
  }

  open(owner: LinkOwner) {
    this.#inner.open(owner);
  }

  write(bytes: Uint8Array, taken?: (fault: LinkFault | null) => void) {
    return this.isHeld ? 0 : this.#inner.write(bytes, taken);
  }

  shutOff(forMs: number, reason: string) {
    this.isHeld = false;
    this.shutOffs.push(reason);
    this.#inner.shutOff(forMs, reason);
  }

  close() {
    return this.#inner.close();
  }
}

t.test("a wire that takes no bytes any more is let go, and the job with it", async (t) => {
  let held: HeldLink | undefined;
  const wrapLink = (inner: Link) => {
    held = new HeldLink(inner);
    return held;
  };
  const bench = new PrinterBench({ ...clone, wrapLink });
  await bench.pass(1_000);
  const printing = bench.print("A001", drawnLines("A001"));
  await bench.sending(2_000);
  if (held) held.isHeld = true;
  t.equal(await bench.ended(printing), "not-printed: link-down");
  t.same(held?.shutOffs, ["the printer takes no bytes"]);
  await bench.pass(10_000);
  t.equal(await bench.ended(bench.print("A002")), "printed");
  t.equal(bench.whole.length, 1);
  t.match(bench.status.counters, { reconnects: 1 });
});

t.test("a paper that was printed while the wire was noisy is one that nobody vouches for", async (t) => {
  const bench = new PrinterBench({ driver: escpos, simulated: "epson-no-handshake" });
  await bench.pass(500, 10);
  const printing = bench.print("J1", ticketLines("J1"));
  await bench.pass(5, 1);
  bench.line.say(new Uint8Array(40).fill(0xff));
  t.equal(await bench.ended(printing), "unconfirmed: noise");
  t.equal(await bench.ended(bench.print("J2", ticketLines("J2"))), "printed", "the next one is");
});

t.test("a roll that ended in the midst of a paper and was changed at once left two halves", async (t) => {
  const bench = new PrinterBench(epson);
  await bench.pass(1_000);
  const printing = bench.print("A001", drawnLines("A001"));
  await bench.sending(2_000);
  bench.printer.setPaper("out");
  bench.printer.loadPaper();
  t.equal(await bench.ended(printing), "unconfirmed: receipt-empty");
  t.same(
    bench.printer.papers.map(({ torn }) => torn),
    [true, false],
  );
  t.equal(await bench.ended(bench.print("A002")), "printed", "the next one is");
});

t.test("noise between the answers is counted and changes nothing", async (t) => {
  const bench = new PrinterBench(epson);
  await bench.pass(1_000);
  for (const noise of ["00", "12", "ff fe 80", "37 22 41 41 41 41 00", "37 25 00", "10 08 0c 0f"]) {
    const printing = bench.print("A001", ticketLines("A001").slice(0, 1));
    await bench.sending(1);
    bench.line.say(new Uint8Array(Buffer.from(noise.replaceAll(" ", ""), "hex")));
    t.equal(await bench.ended(printing), "printed", noise);
  }
  t.ok(bench.status.counters.discardedBytes >= 15);
});

for (const driver of [epson, clone])
  t.test(
    `${driver.driver.name}: noise between two papers may have begun a picture in the printer`,
    async (t) => {
      const bench = new PrinterBench(driver);
      await bench.pass(1_000);
      t.equal(await bench.ended(bench.print("A001")), "printed");
      // Sixteen bytes wide, 256 rows high: what follows would be dots.
      const head = hex("1D 76 30 00 10 00 00 01");
      head.forEach((byte) => {
        bench.outlet.hear(byte, bench.clock.nowMs());
      });
      bench.line.say(new Uint8Array(20).fill(0xff));
      await bench.pass(15_000);
      t.equal(await bench.ended(bench.print("A002")), "printed");
      t.match(bench.whole.at(-1), /\[A002\][\s\S]*end of A002/);
    },
  );

t.test("a printer's wire that floods noise is shut off and tried again", async (t) => {
  const bench = new PrinterBench(epson);
  await bench.pass(1_000);
  bench.line.say(new Uint8Array(1_200).fill(0xff));
  await bench.pass(200);
  t.ok(bench.told.includes("closed shut-off nothing but noise on the wire"));
  await bench.pass(5_000);
  t.equal(await bench.ended(bench.print("A001")), "printed");
});

t.test("what happens is told in the words of UnifiedPOS", async (t) => {
  const bench = new PrinterBench(epson);
  await bench.pass(1_000);
  await bench.ended(bench.print("A001"));
  bench.printer.setCover("open");
  await bench.pass(100);
  bench.printer.setCover("closed");
  await bench.pass(2_000);
  bench.line.unplug();
  await bench.pass(100);
  t.same(bench.told, [
    "busy waking",
    "idle",
    "busy",
    "idle",
    "busy waking",
    "error cover-open",
    "idle",
    "closed link-down disconnected: the wire is unplugged",
  ]);
  t.ok((bench.status.lastSeenMs ?? 0) > 1_000_000);
});

t.test("a printer whose cable is loose is flapping, and one that the hall lets go is closed", async (t) => {
  const bench = new PrinterBench(epson);
  await bench.pass(1_000);
  for (let fall = 0; fall < 5; fall++) {
    t.same(bench.status.conditions, []);
    bench.line.unplug();
    await bench.pass(2_000);
    bench.line.plug();
    await bench.pass(2_000);
  }
  t.same(bench.status.conditions, ["flapping"]);
  await bench.role.close();
  t.match(bench.status, { state: "closed", reason: null });
});

t.test("a ticket that cannot be drawn comes out with gaps rather than not at all", async (t) => {
  const draw = () => Promise.reject(new Error("no fonts"));
  const bench = new PrinterBench({ ...clone, draw });
  t.equal(await bench.ended(bench.print("A001", drawnLines("A001"))), "printed");
  t.match(bench.papers[0], /\[A001\]\s+〓\s+end of A001/);
});
