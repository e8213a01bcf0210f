import { VirtualClock } from "../../devices/clock.ts";
import type { DeviceSpec, DeviceStatus } from "../../devices/device.ts";
import type { Link } from "../../devices/link/link.ts";
import { MemoryLine, MemoryLink } from "../../devices/link/memory.ts";
import type { Draw } from "../../devices/printer/compose.ts";
import { drawAside } from "../../devices/printer/drawing.ts";
import type { Paper } from "../../devices/printer/paper.ts";
import type { PrinterDriver } from "../../devices/printer/profile.ts";
import { createTicketPrinter } from "../../devices/roles/ticket-printer.ts";
import { keepStatus } from "../../devices/status.ts";
import type { PrinterProfileName } from "../../simulators/devices/escpos/profiles.ts";
import { EscPosPrinter } from "../../simulators/devices/escpos-printer.ts";
import { Outlet } from "../../simulators/devices/outlet.ts";
import { Lateness } from "../../simulators/wire/lateness.ts";
import { Wire } from "../../simulators/wire/wire.ts";
import type { WireTime } from "../../simulators/wire/wire-time.ts";

export interface BenchOptions {
  driver: PrinterDriver;
  profile?: string;
  simulated: PrinterProfileName;
  baud?: number;
  /** Default 80. */
  widthMm?: Paper["widthMm"];
  /** What stands between the role and the wire. */
  wrapLink?: (link: Link) => Link;
  draw?: Draw;
}

/** The role at one end of a wire in memory, the simulated printer at the other, both in virtual time. */
export class PrinterBench {
  readonly clock = new VirtualClock(1_000_000);
  readonly line: MemoryLine;
  readonly printer: EscPosPrinter;
  readonly outlet: Outlet;
  readonly sent: number[] = [];
  /** Every state and reason that was told, in order. */
  readonly told: string[] = [];
  readonly #options: BenchOptions;
  #drawing = 0;
  #role: ReturnType<typeof createTicketPrinter>;
  #current: () => DeviceStatus = () => {
    throw new Error("not open yet");
  };

  constructor(options: BenchOptions) {
    this.#options = options;
    this.line = new MemoryLine({ clock: this.clock, baud: options.baud ?? 115_200 });
    this.outlet = new MemoryOutlet(this.line, this.clock);
    this.printer = new EscPosPrinter({
      id: "p1",
      label: "p1",
      paperWidthMm: options.widthMm ?? 80,
      profile: options.simulated,
      outlet: this.outlet,
    });
    this.line.onHeard = (bytes, startedMs, endedMs) => {
      this.sent.push(...bytes);
      const byteMs = (endedMs - startedMs) / bytes.length;
      bytes.forEach((byte, at) => {
        this.outlet.hear(byte, startedMs + (at + 1) * byteMs);
      });
    };
    this.#role = this.#open();
  }

  get role(): ReturnType<typeof createTicketPrinter> {
    return this.#role;
  }

  get status(): DeviceStatus {
    return this.#current();
  }

  /** Papers that came out and are not marked void, as text. */
  get whole(): string[] {
    return this.papers.filter((text) => !text.includes("VOID"));
  }

  /** All papers that were cut off by the knife. */
  get papers(): string[] {
    return this.printer.papers.filter((paper) => !paper.torn).map((paper) => paper.text);
  }

  print(id: string, lines: Paper["lines"] = ticketLines(id)): Promise<string> {
    const printing = this.#role.print({ id, paper: { widthMm: this.#options.widthMm ?? 80, lines } });
    return printing.then((end) => (end.outcome === "printed" ? "printed" : `${end.outcome}: ${end.reason}`));
  }

  /** Lets wire time pass, and what waits for it be done. */
  async pass(ms: number, stepMs = 5): Promise<void> {
    const untilMs = this.clock.nowMs() + ms;
    while (this.clock.nowMs() < untilMs) {
      await this.#settled();
      this.clock.advance(Math.min(stepMs, untilMs - this.clock.nowMs()));
    }
    await this.#settled();
  }

  /** Lets time pass until a job of at least so many bytes is under way. */
  async sending(atLeastBytes: number): Promise<void> {
    while (this.status.state !== "busy" || this.status.reason !== null) await this.pass(1);
    const before = this.sent.length;
    while (this.sent.length < before + atLeastBytes) await this.pass(1);
  }

  /** Lets time pass until the promise is settled. */
  async ended<T>(promise: Promise<T>, atMostMs = 120_000): Promise<T> {
    let isSettled = false;
    const settled = promise.finally(() => {
      isSettled = true;
    });
    const untilMs = this.clock.nowMs() + atMostMs;
    while (!isSettled && this.clock.nowMs() < untilMs) await this.pass(5);
    if (!isSettled) throw new Error(`nothing within ${atMostMs} ms`);
    return settled;
  }

  /** The daemon dies and another begins on the same wire. What the first was about to do is not done. */
  async restart(): Promise<void> {
    await this.#role.close();
    this.#role = this.#open();
  }

  /** Drawing takes real time, during which no wire time passes: how fast the machine is decides nothing. */
  async #settled(): Promise<void> {
    do await new Promise(setImmediate);
    while (this.#drawing > 0);
  }

  readonly #draw: Draw = async (blocks) => {
    this.#drawing += 1;
    try {
      return await (this.#options.draw ?? drawAside)(blocks);
    } finally {
      this.#drawing -= 1;
    }
  };

  #open(): ReturnType<typeof createTicketPrinter> {
    const { profile, driver, wrapLink = (link) => link } = this.#options;
    const spec: DeviceSpec = {
      id: "p1",
      role: "ticket-printer",
      driver: driver.name,
      link: "w1",
      ...(profile === undefined ? {} : { profile }),
    };
    const status = keepStatus(spec, this.clock, ({ state, reason, detail }) => {
      const now = [state, reason, detail].filter((part) => part !== null).join(" ");
      if (this.told.at(-1) !== now) this.told.push(now);
    });
    this.#current = () => status.current();
    const link = wrapLink(new MemoryLink({ id: "w1", line: this.line, clock: this.clock }));
    const log = { info() {}, warn() {}, error() {} };
    return createTicketPrinter({ spec, link, status, clock: this.clock, log }, driver, this.#draw);
  }
}

export function ticketLines(id: string): Paper["lines"] {
  return [
    { kind: "text", text: `[${id}]`, size: 4, align: "center" },
    { kind: "pair", left: "前面等待", right: "12 人" },
    { kind: "qr", text: `https://hall/t/${id}` },
    { kind: "text", text: `end of ${id}` },
    { kind: "cut" },
  ];
}

/** Long enough on the wire that something can happen in the middle of its picture. */
export function drawnLines(id: string): Paper["lines"] {
  const tibetan = "བོད་ཡིག་གི་གཞུང་ལས་ཁང་ཆེན་མོར་ཕེབས་པར་དགའ་བསུ་ཞུ།";
  return [
    { kind: "text", text: `[${id}]`, size: 4 },
    { kind: "text", text: tibetan, size: 4 },
    { kind: "text", text: `end of ${id}` },
    { kind: "cut" },
  ];
}

function wireTime(clock: VirtualClock): WireTime {
  return { nowMs: () => clock.nowMs(), at: (dueMs, run) => clock.after(dueMs - clock.nowMs(), run) };
}

/** Connects a simulated device to a wire in memory. */
class MemoryOutlet extends Outlet {
  readonly #line: MemoryLine;
  readonly #clock: VirtualClock;

  constructor(line: MemoryLine, clock: VirtualClock) {
    const time = wireTime(clock);
    const random = () => 0.5;
    const wire = new Wire({
      path: "",
      baud: 9600,
      shared: false,
      time,
      random,
      lateness: new Lateness(),
      onTraffic() {},
    });
    super({ wire, time, random, onChange() {} });
    this.#line = line;
    this.#clock = clock;
  }

  override answer(bytes: Uint8Array, startMs: number): void {
    if (!this.alive || this.faults.silent === true) return;
    const delayMs = startMs + (this.faults.delayMs ?? 0) - this.#clock.nowMs();
    this.#clock.after(delayMs, () => this.#line.say(bytes));
  }
}
