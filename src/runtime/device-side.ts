import type { DeviceStatus } from "../../devices/device.ts";
import type { Devices } from "../../devices/open.ts";
import { CANNOT_CONFIRM } from "../../devices/printer/outcome.ts";
import type { DevicePlan, WindowDevices } from "../config/device-plan.ts";
import { callableFor } from "../core/callable.ts";
import { askedAt, displayOf, type Effect, type WindowStanding } from "../core/effects.ts";
import type { DispenserId, QueueId, WindowId } from "../core/ids.ts";
import type { PrintJob } from "../core/jobs.ts";
import type { HallState } from "../core/state.ts";
import { plainWaitRange } from "../core/waits.ts";
import { paperOf } from "../papers/paper-of.ts";
import type { JobResult } from "./outbox.ts";
import type { Router } from "./router.ts";

/** A cable that hangs loose for less is left alone. */
const UNPLUGGED_AFTER_MS = 5_000;

/** The same in each language of the hall, in their order: the sentence, and where to go. */
export type TextsFor = (
  window: WindowId,
  shown: { number: string | null; standing: WindowStanding; sign: readonly QueueId[] },
) => { texts: string[]; places: string[] };

/** The hall's devices by the windows and dispensers they belong to: what lights up, prints and is pressed. */
export class DeviceSide {
  #plan: DevicePlan;
  #devices: Devices;
  #windows: Map<WindowId, WindowDevices>;
  #textsFor: TextsFor;

  /** @param textsFor what a screen with letters says over a window */
  constructor(plan: DevicePlan, devices: Devices, textsFor: TextsFor) {
    this.#plan = plan;
    this.#textsFor = textsFor;
    this.#devices = devices;
    this.#windows = new Map(plan.windows.map((each) => [each.window, each]));
  }

  /** From now on keys are heard. */
  connect(router: Router): void {
    for (const { window, callPad, ratingPad } of this.#plan.windows) {
      if (callPad) router.callPad(window, this.#devices.callPad(callPad));
      if (ratingPad) router.ratingPad(window, this.#devices.ratingPad(ratingPad));
    }
    for (const { dispenser, buttons, reader } of this.#plan.dispensers) {
      if (buttons) router.ticketButtons(dispenser, this.#devices.ticketButtons(buttons));
      if (reader) router.reader(dispenser, this.#devices.reader(reader));
    }
  }

  /** Shows the whole hall as it is: after a start, and after the journal's recovery. */
  showAll(state: HallState): void {
    for (const window of state.windows.values()) {
      this.apply(displayOf(state, window.id));
      this.apply(askedAt(state, window.id));
      this.apply({ kind: "waiting", window: window.id, count: callableFor(state, window) });
    }
  }

  apply(effect: Effect): void {
    if (effect.kind === "job") return;
    const { display, callPad } = this.#windows.get(effect.window) ?? { display: null, callPad: null };
    if (effect.kind === "display" && display)
      this.#devices
        .windowDisplay(display)
        .show({ number: effect.number, ...this.#textsFor(effect.window, effect) });
    else if (effect.kind === "waiting" && callPad) this.#devices.callPad(callPad).showWaiting(effect.count);
    else if (effect.kind === "asked" && callPad) this.#devices.callPad(callPad).ask(effect.isAsked);
    else if (effect.kind === "arrival-at-idle" && callPad) this.#devices.callPad(callPad).beep();
  }

  /** Whether this dispenser's own printer can print now. */
  printerReady(dispenser: DispenserId): boolean {
    const { printer } = this.#dispenser(dispenser);
    return printer !== null && this.#devices.ticketPrinter(printer).ready;
  }

  /** Whether a printer that cannot print stays so until somebody sees to it. @param nowMs wire time */
  printerStuck(dispenser: DispenserId, nowMs: number): boolean {
    const { printer } = this.#dispenser(dispenser);
    const status = this.#devices.statuses().find(({ id }) => id === printer);
    if (status?.state === "closed") return nowMs - status.sinceMs >= UNPLUGGED_AFTER_MS;
    return !status || status.state === "error";
  }

  /** Whether a paper asked for at this dispenser would come out now, here or at its stand-in. */
  paperReady(dispenser: DispenserId): boolean {
    const { standIn } = this.#dispenser(dispenser);
    return this.printerReady(dispenser) || (standIn !== null && this.printerReady(standIn));
  }

  async print(state: HallState, job: PrintJob): Promise<JobResult> {
    const { printer, widthMm } = this.#dispenser(job.dispenser);
    const paper = printer && paperOf(state, job, { widthMm, estimate: plainWaitRange });
    if (!printer || !paper) return { result: "give-up", reason: "nothing to print, or to print with" };
    const outcome = await this.#devices.ticketPrinter(printer).print({ id: job.id, paper });
    if (outcome.outcome === "printed") return { result: "done" };
    const { reason } = outcome;
    if (outcome.outcome === "not-printed") return { result: "not-done", reason };
    return { result: reason === CANNOT_CONFIRM ? "unconfirmable" : "unconfirmed", reason };
  }

  /** A paper was on its way to this printer when the daemon ended. */
  paperWasTorn(dispenser: DispenserId): void {
    const { printer } = this.#dispenser(dispenser);
    if (printer) this.#devices.ticketPrinter(printer).paperWasTorn();
  }

  /** People pass a dispenser by; shown at what they would touch there, or would take their paper from. */
  unused(dispenser: DispenserId, isUnused: boolean): void {
    const { buttons, printer } = this.#dispenser(dispenser);
    const device = buttons ?? printer;
    if (device !== null) this.#devices.condition(device, "unused", isUnused);
  }

  /** The dispenser whose printer this is. */
  dispenserOf(device: string): DispenserId | undefined {
    return this.#plan.dispensers.find(({ printer }) => printer === device)?.dispenser;
  }

  statuses(): DeviceStatus[] {
    return this.#devices.statuses();
  }

  close(): Promise<void> {
    return this.#devices.close();
  }

  #dispenser(id: DispenserId) {
    return (
      this.#plan.dispensers.find(({ dispenser }) => dispenser === id) ?? {
        buttons: null,
        reader: null,
        printer: null,
        widthMm: 80 as const,
        standIn: null,
      }
    );
  }
}
