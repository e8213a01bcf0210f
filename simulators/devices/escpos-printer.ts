import { ByteQueue } from "../wire/byte-queue.ts";
import type { PaperState, PrinterState, SimulatedPaper, SimulatedPrinter } from "../world/handles.ts";
import { type Interpretation, type Mechanics, newInterpretation } from "./escpos/interpretation.ts";
import { interpret } from "./escpos/interpreter.ts";
import { type Align, DOTS_PER_MM, type PaperItem } from "./escpos/paper.ts";
import { PaperPath } from "./escpos/paper-path.ts";
import { PRINTER_PROFILES, type PrinterProfile, type PrinterProfileName } from "./escpos/profiles.ts";
import { type RealTimeCommand, RealTimeWatch } from "./escpos/real-time.ts";
import { type PrinterCondition, realTimeStatus, StatusReporter } from "./escpos/status.ts";
import type { Outlet } from "./outlet.ts";

/** A near-end sensor looks at the side of the roll: it speaks up with so much left. */
const NEAR_END_MM = 2000;
/** The handshake line falls with so little room left, and rises with so much. */
const BUSY_BELOW_BYTES = 128;
const READY_FROM_BYTES = 256;
const CLEARED = Uint8Array.of(0x37, 0x25, 0x00);

export interface EscPosPrinterOptions {
  readonly id: string;
  readonly label: string;
  readonly paperWidthMm: 58 | 80;
  readonly profile: PrinterProfileName;
  readonly outlet: Outlet;
}

/**
 * A receipt printer: takes bytes into a buffer of finite size, reads them as fast as its mechanics follow, obeys
 * real-time commands on receipt, stops where paper or cover tell it to and goes on from there.
 */
export class EscPosPrinter implements SimulatedPrinter, Mechanics {
  readonly id: string;
  readonly label: string;
  readonly #profile: PrinterProfile;
  readonly #outlet: Outlet;
  readonly #path: PaperPath;
  readonly #paperWidthMm: 58 | 80;
  readonly #buffer = new ByteQueue();
  readonly #reporter: StatusReporter;
  #realTime = new RealTimeWatch();
  #state: Interpretation;
  #reader: Generator<undefined, never, number>;
  #condition: PrinterCondition = { paper: "ok", coverOpen: false, cutterJammed: false };
  #cutter: "ok" | "jammed" = "ok";
  #lostBytes = 0;
  /** When the motion under way ends; the next one follows without a gap if its bytes are there. */
  #motionMs = 0;
  #cancelWork: () => void = () => {};

  constructor(options: EscPosPrinterOptions) {
    this.id = options.id;
    this.label = options.label;
    this.#profile = PRINTER_PROFILES[options.profile];
    this.#outlet = options.outlet;
    this.#paperWidthMm = options.paperWidthMm;
    this.#path = new PaperPath(options.paperWidthMm);
    this.#state = newInterpretation(this, this.#profile, options.paperWidthMm);
    this.#reader = startReading(this.#state);
    this.#reporter = new StatusReporter((status) => this.#outlet.answer(status, this.#outlet.time.nowMs()));
    options.outlet.onByte((byte, endMs) => this.#receive(byte, endMs));
  }

  get papers(): readonly SimulatedPaper[] {
    return this.#path.papers;
  }

  get state(): PrinterState {
    return {
      paper: this.#condition.paper,
      cover: this.#condition.coverOpen ? "open" : "closed",
      powered: this.#outlet.alive,
      printing: !this.#stopped && this.#motionMs > this.#outlet.time.nowMs(),
      bufferedBytes: this.#buffer.length,
      bufferBytes: this.#profile.bufferBytes,
      lostBytes: this.#lostBytes,
    };
  }

  /** A hand on the sensors: from then on the paper changes by hand only. */
  setPaper(paper: PaperState): void {
    this.#path.remainingMm = Number.POSITIVE_INFINITY;
    this.#setCondition({ paper });
  }

  setCover(cover: "open" | "closed"): void {
    this.#setCondition({ coverOpen: cover === "open" });
  }

  endRollIn(lengthMm: number): void {
    this.#path.remainingMm = lengthMm;
  }

  setCutter(cutter: "ok" | "jammed"): void {
    this.#cutter = cutter;
  }

  loadPaper(lengthMm = Number.POSITIVE_INFINITY): void {
    this.#path.separate(this.#outlet.time.nowMs(), true);
    this.#path.remainingMm = lengthMm;
    this.#setCondition({ paper: "ok", coverOpen: false });
  }

  powerCut(): void {
    this.#path.separate(this.#outlet.time.nowMs(), true);
    this.#realTime = new RealTimeWatch();
    this.#state = newInterpretation(this, this.#profile, this.#paperWidthMm);
    this.#emptyBuffers();
    this.#condition = { ...this.#condition, cutterJammed: false };
    this.#reporter.watch(0, this.#condition);
    this.#outlet.changed();
  }

  print(item: PaperItem): void {
    this.#path.put(item);
    this.#move(item.heightDots);
  }

  printRow(row: Uint8Array, align: Align): void {
    this.#path.putRow(row, align);
    this.#move(1);
  }

  cut(): void {
    if (this.#cutter === "jammed") this.#setCondition({ cutterJammed: true });
    else if (this.#path.separate(this.#motionMs, false)) this.#outlet.changed();
  }

  answer(bytes: Uint8Array): void {
    this.#outlet.answer(bytes, this.#motionMs);
  }

  setAutomaticStatus(mask: number): void {
    this.#reporter.watch(mask, this.#condition);
  }

  paperStatus(): PaperState {
    return this.#condition.paper;
  }

  get #stopped(): boolean {
    const { paper, coverOpen, cutterJammed } = this.#condition;
    return paper === "out" || coverOpen || cutterJammed;
  }

  #receive(byte: number, endMs: number): void {
    const command = this.#realTime.push(byte);
    if (this.#buffer.length === 0) this.#motionMs = Math.max(this.#motionMs, endMs);
    if (this.#buffer.length < this.#profile.bufferBytes) this.#buffer.push(Uint8Array.of(byte));
    else this.#lostBytes += 1;
    if (command !== null) this.#obeyAtOnce(command, endMs);
    this.#work();
  }

  #obeyAtOnce(command: RealTimeCommand, endMs: number): void {
    if (command.kind === "status") {
      this.#outlet.answer(Uint8Array.of(realTimeStatus(command.which, this.#condition)), endMs);
    } else if (command.kind === "recover") {
      this.#recover(command.how);
    } else if (this.#profile.clearsBuffers) {
      this.#state.line.clear();
      this.#emptyBuffers();
      this.#outlet.answer(CLEARED, endMs);
    }
  }

  #recover(how: number): void {
    const { cutterJammed } = this.#condition;
    if (!cutterJammed && this.#profile.recovers === "in-error") return;
    if (how === 2) this.#emptyBuffers();
    if (!cutterJammed || this.#cutter === "jammed") return;
    this.#path.separate(this.#motionMs, false);
    this.#setCondition({ cutterJammed: false });
  }

  #emptyBuffers(): void {
    this.#buffer.clear();
    this.#reader = startReading(this.#state);
    this.#outlet.setClearToSend(true);
  }

  /** Reads the buffer up to where the mechanics are in time. */
  #work(): void {
    const now = this.#outlet.time.nowMs();
    while (!this.#stopped && this.#motionMs <= now) {
      const byte = this.#buffer.shift();
      if (byte === undefined) break;
      this.#reader.next(byte);
    }
    this.#handshake();
    this.#cancelWork();
    if (this.#buffer.length > 0 && !this.#stopped) {
      this.#cancelWork = this.#outlet.time.at(this.#motionMs, () => this.#work());
    }
  }

  #handshake(): void {
    if (!this.#profile.handshake) return;
    const room = this.#profile.bufferBytes - this.#buffer.length;
    if (room < BUSY_BELOW_BYTES) this.#outlet.setClearToSend(false);
    else if (room >= READY_FROM_BYTES) this.#outlet.setClearToSend(true);
  }

  #move(dots: number): void {
    this.#motionMs += (dots / DOTS_PER_MM / this.#profile.printMmPerS) * 1000;
    const remainingMm = this.#path.remainingMm;
    if (remainingMm <= 0) this.#setCondition({ paper: "out" });
    else if (remainingMm < NEAR_END_MM && this.#condition.paper === "ok")
      this.#setCondition({ paper: "near-end" });
  }

  #setCondition(change: Partial<PrinterCondition>): void {
    const wasStopped = this.#stopped;
    this.#condition = { ...this.#condition, ...change };
    this.#reporter.update(this.#condition);
    this.#outlet.changed();
    if (wasStopped && !this.#stopped) {
      this.#motionMs = Math.max(this.#motionMs, this.#outlet.time.nowMs());
      this.#work();
    }
  }
}

function startReading(state: Interpretation): Generator<undefined, never, number> {
  state.text.reset();
  const reader = interpret(state);
  reader.next(0);
  return reader;
}
