import type { SimulatedDisplay, SimulatedKeypad, SimulatedPrinter, SimulatedRatingPad } from "./handles.ts";
import type { WorldPlan } from "./plan.ts";

/** Bytes that crossed a wire, in the order in which they did. */
export interface WireBytes {
  readonly wire: string;
  readonly direction: "to-device" | "from-device";
  readonly bytes: Uint8Array;
  /** When the last of them had crossed, wire time, milliseconds of the Unix epoch. */
  readonly atMs: number;
}

/** Devices on paced pseudo-terminals, the faults that can befall them, and what can be seen of them. */
export interface World {
  readonly plan: WorldPlan;
  keypad(id: string): SimulatedKeypad;
  display(id: string): SimulatedDisplay;
  ratingPad(id: string): SimulatedRatingPad;
  printer(id: string): SimulatedPrinter;
  /** Pulls the cable: the daemon's port hangs up, the path disappears. */
  unplug(wireId: string): void;
  /** Puts the cable back: a new port under the same path. */
  replug(wireId: string): Promise<void>;
  plugged(wireId: string): boolean;
  /** Bytes out of nowhere, heard by the daemon and by every device of the wire. */
  noise(wireId: string, bytes: Uint8Array): void;
  /** The device neither hears nor speaks any more, until revived. */
  kill(deviceId: string): void;
  revive(deviceId: string): void;
  alive(deviceId: string): boolean;
  onBytes(listener: (event: WireBytes) => void): () => void;
  /** Something that can be seen of a device has changed. */
  onChange(listener: (event: { readonly device: string }) => void): () => void;
  /** How late the simulator itself was against the wire's own time, over all wires so far. */
  lateness(): { readonly maxMs: number; readonly p99Ms: number };
  close(): Promise<void>;
}

export declare function startWorld(plan: WorldPlan): Promise<World>;
