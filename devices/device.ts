import type { WireClock } from "./clock.ts";
import type { Link, LinkFault } from "./link/link.ts";

/**
 * States of a device, in the words of UnifiedPOS: "closed" while its wire is not open, whatever the device;
 * "error" where the wire is open and the device is silent, says no, or stands still.
 */
export type DeviceState = "closed" | "idle" | "busy" | "error";

export type Role =
  | "ticket-buttons"
  | "call-pad"
  | "window-display"
  | "ticket-printer"
  | "rating-pad"
  | "reader";

/** Why a device is in its state: codes that whoever shows them has words for. */
export type DeviceReason = (typeof DEVICE_REASONS)[number];
export const DEVICE_REASONS = [
  "link-down",
  "shut-off",
  "silent",
  "refuses",
  "waking",
  "cover-open",
  "receipt-empty",
  "cutter-error",
  "unrecoverable-error",
  "recoverable-error",
] as const;

/** A device as a technician wrote it down. `link` names a LinkSpec; `address` is its place on that wire. */
export interface DeviceSpec {
  id: string;
  role: Role;
  driver: string;
  link: string;
  address?: number;
  profile?: string;
}

export interface DeviceCounters {
  framesIn: number;
  framesOut: number;
  /** Bytes that made no sense; they belong to the wire and are shown by each device on it. */
  discardedBytes: number;
  retries: number;
  timeouts: number;
  reconnects: number;
}

/** What is known of a device. Times are wire time, in milliseconds since the Unix epoch. */
export interface DeviceStatus {
  id: string;
  role: Role;
  driver: string;
  link: string;
  address: number | null;
  state: DeviceState;
  /** Why it is in this state; null when there is nothing to say. */
  reason: DeviceReason | null;
  /** The reason in the words of the system or the device, for technicians: "ENOENT: …", "no such register". */
  detail: string | null;
  sinceMs: number;
  /** When the last sensible byte came from it; null before the first, and for ever if it cannot answer. */
  lastSeenMs: number | null;
  /**
   * UnifiedPOS words: "cover-open", "receipt-empty", "receipt-near-end"; and "silent", "stuck-key", "flapping",
   * "unused".
   */
  conditions: string[];
  counters: DeviceCounters;
}

/** The part of a pino logger that devices use. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** How a driver or role tells what it knows of its device. Only a change is passed on as a new status. */
export interface StatusKeeper {
  /** Counted in place: `status.counters.framesIn += 1`. */
  readonly counters: DeviceCounters;
  /** A sensible byte came from the device. */
  seen(): void;
  enter(state: DeviceState, reason?: DeviceReason | null, detail?: string | null): void;
  /** Its wire is not open. */
  lost(fault: LinkFault): void;
  /** Switches a condition on or off; the state stays. */
  condition(name: string, present: boolean): void;
  current(): DeviceStatus;
}

/** What a device that has its wire for itself is given: bytes both ways, and where to tell its state. */
export interface Attachment {
  readonly spec: DeviceSpec;
  readonly link: Link;
  readonly status: StatusKeeper;
  readonly clock: WireClock;
  readonly log: Log;
}
