import type { Role } from "../device.ts";
import type { Framing } from "../framing/framing.ts";

/** What the daemon wants a device to do. Drivers leave out what their device cannot show. */
export type Command =
  /** `texts` say the same in several languages, the most wanted first; a display shows the first that it can, or the number. */
  | { kind: "show"; number: string | null; texts?: readonly string[] }
  | { kind: "show-waiting"; count: number }
  | { kind: "beep" };

/** What the keys of a call pad mean to its clerk. */
export type PadAct =
  | "call"
  | "recall"
  | "start"
  | "no-show"
  | "finish-and-rate"
  | "cancel"
  | "pause"
  | "resume"
  | "park"
  | "transfer"
  | "call-back"
  | "log-out"
  | "security"
  | "function";

/** Five levels of satisfaction, 5 the best. */
export type Level = 1 | 2 | 3 | 4 | 5;

/** What a device tells. */
export type DeviceEvent =
  | { kind: "digit"; digit: number }
  | { kind: "act"; act: PadAct }
  | { kind: "rating"; level: Level }
  | { kind: "text"; text: string }
  | { kind: "character"; plain: string; shifted: string }
  | { kind: "shift"; isHeld: boolean }
  | { kind: "end-of-text" };

/** How a device answers a request; bytes and time-outs by its maker. */
export interface ReplyTable {
  /** From the request's last byte to the answer's last, in milliseconds. */
  timeoutMs: number;
  /** How often a request is sent in all before the device counts as dead. */
  attempts: number;
  isAnswer(request: Uint8Array, frame: Uint8Array): boolean;
}

/** One maker's habits: pure tables and functions of bytes. `address` is what the technician wrote down. */
export interface DriverProfile {
  /** The frames that carry a command out, in order; none where the device has nothing for it. */
  encode(address: number, command: Command): Uint8Array[];
  /** What a frame of the wire says, if this device sent it; null if not. */
  decode(address: number, frame: Uint8Array): DeviceEvent | null;
  /** What makes the device stop repeating this frame; null where it wants nothing. */
  acknowledge(address: number, frame: Uint8Array): Uint8Array | null;
  /** Null where the device never answers. */
  reply: ReplyTable | null;
  /** The harmless request that asks whether the device is there; null where there is none. */
  poll(address: number): Uint8Array | null;
  /** Acts of "number, then the function key", by that number. */
  functions: Readonly<Record<number, PadAct>>;
  /** Identical frames of a digit this soon after the latest one are one press, in milliseconds. */
  resendWindowMs: number;
  /**
   * The same for acts, in milliseconds. Longer: pads are said to repeat up to 500 ms apart, nobody presses "call"
   * twice so soon, and a doubled call passes a citizen over.
   */
  actResendWindowMs: number;
}

/** A kind of device: no I/O, no state. */
export interface Driver {
  name: string;
  /** The public document that its bytes come from. */
  source: string;
  roles: readonly Role[];
  framing: Framing;
  /** When a technician names none it is the one called like the device's role, or else the first. */
  profiles: Readonly<Record<string, DriverProfile>>;
  /** Lowest and highest address of a device; null where it has none. */
  addresses: { lowest: number; highest: number } | null;
}

/** What most devices share; a profile states only what differs. */
export const PLAIN: DriverProfile = {
  encode: () => [],
  decode: () => null,
  acknowledge: () => null,
  reply: null,
  poll: () => null,
  functions: {},
  resendWindowMs: 300,
  actResendWindowMs: 600,
};
