import { NoiseGuard } from "../bus/noise-guard.ts";
import type { Attachment } from "../device.ts";
import type { LinkFault } from "../link/link.ts";
import { type ComposedPaper, composePaper, type Draw } from "../printer/compose.ts";
import { drawAside } from "../printer/drawing.ts";
import { JobMarks } from "../printer/job-mark.ts";
import { undrawn } from "../printer/layout.ts";
import { PrinterMachine } from "../printer/machine.ts";
import type { PrintOutcome } from "../printer/outcome.ts";
import type { Paper } from "../printer/paper.ts";
import type { PrinterDriver, PrinterProfile } from "../printer/profile.ts";
import type { Effect } from "../printer/talk.ts";

export interface TicketPrinter {
  /**
   * Prints a paper, after those asked for before. It is sent at most once. While the printer stands still the
   * answer comes at once; while it is coming back, within five seconds.
   */
  print(job: { id: string; paper: Paper }): Promise<PrintOutcome>;
  /** Whether a paper asked for now would be sent. */
  readonly ready: boolean;
  /**
   * Says that a job was on its way to this printer when an earlier process ended: whatever hangs there is
   * marked void and cut off before the next paper.
   */
  paperWasTorn(): void;
}

/** Every condition a printer's status may show. */
const CONDITIONS = [
  "cover-open",
  "receipt-empty",
  "receipt-near-end",
  "cutter-error",
  "unrecoverable-error",
  "recoverable-error",
  "offline",
  "silent",
];

/** How long a wire that took no bytes is let go, in milliseconds. */
const REOPEN_AFTER_MS = 1_000;

/**
 * Opens the printer at the end of `attachment.link`, which it has for itself.
 * @param driver escpos or escpos-cn; the profile is `attachment.spec.profile`, `default` where none is named.
 * @param draw for what the printer's own font lacks.
 * @throws RangeError when the driver has no such profile.
 */
export function createTicketPrinter(
  attachment: Attachment,
  driver: PrinterDriver,
  draw: Draw = drawAside,
): TicketPrinter & { close(): Promise<void> } {
  const name = attachment.spec.profile ?? "default";
  const profile = driver.profiles[name];
  if (profile === undefined) throw new RangeError(`driver ${driver.name} has no profile ${name}`);
  return new LinkedPrinter(attachment, profile, draw);
}

/** Carries out what the protocol machine wants, on a real wire and clock. */
class LinkedPrinter implements TicketPrinter {
  readonly #at: Attachment;
  readonly #profile: PrinterProfile;
  readonly #draw: Draw;
  readonly #machine: PrinterMachine;
  readonly #unsettled = new Map<number, { id: string; resolve: (outcome: PrintOutcome) => void }>();
  #lastSerial = 0;
  #composed: Promise<void> = Promise.resolve();
  #cancelTick = () => {};
  #isClosed = false;
  #wasUp = false;
  /** Why the wire is down; null while it is not, and before it was tried. */
  #fault: LinkFault | null = null;
  readonly #noise: NoiseGuard;

  constructor(at: Attachment, profile: PrinterProfile, draw: Draw) {
    this.#at = at;
    this.#profile = profile;
    this.#draw = draw;
    this.#noise = new NoiseGuard(at.clock);
    this.#machine = new PrinterMachine({
      profile,
      baud: at.link.baud,
      marks: new JobMarks(`${at.spec.id} ${at.clock.nowMs()}`),
      counters: at.status.counters,
    });
    at.link.open({
      up: () => {
        if (this.#wasUp) at.status.counters.reconnects += 1;
        this.#wasUp = true;
        this.#fault = null;
        this.#run(this.#machine.linkUp(at.clock.nowMs()));
      },
      down: (fault) => {
        this.#fault = fault;
        this.#run(this.#machine.linkDown(at.clock.nowMs()));
      },
      bytes: (bytes) => this.#hear(bytes),
    });
  }

  get ready(): boolean {
    return this.#machine.isReady;
  }

  print({ id, paper }: { id: string; paper: Paper }): Promise<PrintOutcome> {
    const serial = ++this.#lastSerial;
    return new Promise((resolve) => {
      this.#unsettled.set(serial, { id, resolve });
      // A paper that takes long to draw is not overtaken by a later one.
      this.#composed = this.#composed.then(() => this.#submit(serial, id, paper));
    });
  }

  paperWasTorn(): void {
    this.#machine.paperWasTorn();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#run(this.#machine.close());
    await this.#at.link.close();
    this.#at.status.enter("closed");
  }

  async #submit(serial: number, id: string, paper: Paper): Promise<void> {
    const composed = await this.#compose(id, paper);
    if (this.#isClosed) this.#settle(serial, { outcome: "not-printed", reason: "shut-down" });
    else this.#run(this.#machine.print({ serial, id, ...composed }, this.#at.clock.nowMs()));
  }

  async #compose(id: string, paper: Paper): Promise<ComposedPaper> {
    try {
      return await composePaper(paper, this.#profile, this.#draw);
    } catch (error) {
      this.#at.log.error({ device: this.#at.spec.id, job: id, error }, "cannot draw a paper; it has gaps");
      return composePaper(undrawn(paper, this.#profile.characters), this.#profile, this.#draw);
    }
  }

  #hear(bytes: Uint8Array): void {
    const { counters } = this.#at.status;
    const framesBefore = counters.framesIn;
    const noiseBefore = counters.discardedBytes;
    const effects = this.#machine.received(bytes, this.#at.clock.nowMs());
    if (counters.framesIn > framesBefore) this.#at.status.seen();
    this.#run(effects);
    const shutOffMs = this.#noise.noise(counters.discardedBytes - noiseBefore);
    if (shutOffMs > 0) this.#at.link.shutOff(shutOffMs, "nothing but noise on the wire");
  }

  #run(effects: Effect[]): void {
    for (const effect of effects) {
      if (effect.kind === "write") this.#write(effect.bytes, effect.serial);
      else if (effect.kind === "outcome") this.#settle(effect.job, effect.outcome);
      else this.#at.link.shutOff(REOPEN_AFTER_MS, effect.reason);
    }
    this.#tell();
    this.#cancelTick();
    const { wakeAtMs } = this.#machine;
    if (wakeAtMs === null || this.#isClosed) return;
    const { clock } = this.#at;
    const tick = () => this.#run(this.#machine.tick(clock.nowMs()));
    this.#cancelTick = clock.after(Math.max(0, wakeAtMs - clock.nowMs()), tick);
  }

  /** A chunk has left when the system has taken it and its time on the wire is over. */
  #write(bytes: Uint8Array, serial: number | null): void {
    const { clock, link } = this.#at;
    const gone = () => {
      if (serial !== null && !this.#isClosed) this.#run(this.#machine.gone(serial, clock.nowMs()));
    };
    const leavesMs = link.write(bytes, (fault) => {
      if (fault === null) clock.after(Math.max(0, leavesMs - clock.nowMs()), gone);
    });
  }

  #settle(serial: number, outcome: PrintOutcome): void {
    const job = this.#unsettled.get(serial);
    if (job === undefined) return;
    this.#unsettled.delete(serial);
    if (outcome.outcome !== "printed")
      this.#at.log.warn({ device: this.#at.spec.id, job: job.id, ...outcome }, "a paper is not confirmed");
    job.resolve(outcome);
  }

  #tell(): void {
    const { status } = this.#at;
    const present = this.#machine.conditions;
    if (this.#fault) status.lost(this.#fault);
    else status.enter(this.#machine.state, this.#machine.reason);
    for (const name of CONDITIONS) status.condition(name, present.includes(name));
  }
}
