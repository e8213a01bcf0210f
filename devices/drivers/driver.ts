import type { Role } from "../device.ts";
import type { Framing } from "../framing/framing.ts";

/** What stands over a window; of what is said in several languages the most wanted stands first. */
export interface DisplayContent {
  /** Null while nobody is called. */
  number: string | null;
  /** The whole sentence: who is called, or why nobody is. */
  texts?: readonly string[];
  /** Where to go, without the number: for displays too small for the sentence. */
  places?: readonly string[];
}

/** What each kind of command says. */
interface CommandData {
  show: DisplayContent;
  "show-waiting": { count: number };
  beep: object;
}

/** What the daemon wants a device to do. */
export type Command<Kind extends keyof CommandData = keyof CommandData> = {
  [Each in Kind]: { kind: Each } & CommandData[Each];
}[Kind];

/** By the command's kind, the frames that carry it out, in order; a kind left out is one the device has nothing for. */
export type Encoding = {
  [Kind in keyof CommandData]?: (address: number, data: CommandData[Kind]) => Uint8Array[];
};

/** The frames that carry out a command, in order; none where the device has nothing for it. */
export function framesOf<Kind extends keyof CommandData>(
  encoding: Encoding,
  address: number,
  command: Command<Kind>,
): Uint8Array[] {
  const encode: Encoding[Kind] = encoding[command.kind];
  return encode?.(address, command) ?? [];
}

/** What a display without words has room for; a number that does not fit is somebody else's once it is cut off. */
export interface NumberRoom {
  /** Without them, a number is its digits. */
  hasLetters: boolean;
  characters: number;
  /** Of a display that takes a number and not its characters. */
  largest?: number;
}

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
  /** Why the device says no to the request, in a few words; null when the frame is no refusal. Absent: it never does. */
  refusal?(request: Uint8Array, frame: Uint8Array): string | null;
}

/** One maker's habits: pure tables and functions of bytes. `address` is what the technician wrote down. */
export interface DriverProfile {
  encode: Encoding;
  /** Of a display without words; null where a number of any length has room, or none. */
  numberRoom: NumberRoom | null;
  /** The address in the frames that a device sends; mostly the one that the technician wrote down. */
  sender(address: number): number;
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
  encode: {},
  numberRoom: null,
  sender: (address) => address,
  decode: () => null,
  acknowledge: () => null,
  reply: null,
  poll: () => null,
  functions: {},
  resendWindowMs: 300,
  actResendWindowMs: 600,
};
