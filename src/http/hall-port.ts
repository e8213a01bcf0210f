import type { DeviceStatus } from "../../devices/device.ts";
import type { Change } from "../config/changes.ts";
import type { ConfigFault } from "../config/load.ts";
import type { Actor, ClerkId, DispenserId } from "../core/ids.ts";
import type { AtPrinter } from "../core/intents.ts";
import type { Anchor } from "../core/jobs.ts";
import type { Refusal } from "../core/refusals.ts";
import type { WaitEstimator } from "../core/waits.ts";
import type { HallLoop } from "../runtime/loop.ts";
import type { RememberedAnswers } from "../runtime/remembered.ts";
import type { PinGuard } from "./pin-guard.ts";

/** The loop as HTTP uses it. */
export type LoopPort = Pick<HallLoop<unknown>, "submit" | "state" | "now" | "settled" | "fault">;

/** What became of a config: it has faults, or the rules refuse it, or it is adopted (or would be). */
export type ConfigOutcome =
  | { kind: "faulty"; faults: readonly ConfigFault[] }
  | { kind: "refused"; refusal: Refusal }
  | {
      kind: "good";
      hash: string;
      changes: readonly Change[];
      /** Paths of changes to wires and devices, which wait for the next start. */
      atNextStart: readonly string[];
    };

/** A paper that is wanted at a dispenser, and what the rules have to know of its printer; nothing where none is. */
export function atPrinter(hall: HallPort, dispenser: DispenserId): AtPrinter;
export function atPrinter(hall: HallPort, dispenser: DispenserId | undefined): Partial<AtPrinter>;
export function atPrinter(hall: HallPort, dispenser: DispenserId | undefined): Partial<AtPrinter> {
  return dispenser === undefined ? {} : { dispenser, printerReady: hall.printerReady(dispenser) };
}

/** What HTTP needs of the hall. */
export interface HallPort {
  readonly loop: LoopPort;
  readonly answers: Pick<RememberedAnswers, "find">;
  readonly estimate: WaitEstimator;
  /** Known to this hall alone; the tokens of its tablets are made from it. */
  readonly secret: Buffer;
  /** What the config holds of a clerk's PIN. */
  pinOf(clerk: ClerkId): string | undefined;
  /** The same of somebody who works away from windows. */
  staffPinOf(person: string): string | undefined;
  /** One for pages and pads, so that guesses at either count. */
  readonly pins: Pick<PinGuard, "fits">;
  /** Where the journal stands durably: what proves it up to there. */
  anchor(): Anchor;
  /** Compares a config with the running one, and adopts it unless `dryRun`. */
  adoptConfig(text: string, options: { by: Actor; dryRun: boolean }): Promise<ConfigOutcome>;
  devices(): readonly DeviceStatus[];
  /** Unguessable: for tickets and appointments, whose ids are their holders' secrets, and for tokens. */
  newSecretId(): string;
  /** Whether a paper asked for at this dispenser would come out now, there or at its stand-in. */
  printerReady(dispenser: DispenserId): boolean;
}
