import { EscPosPrinter } from "../devices/escpos-printer.ts";
import { Ff68Display } from "../devices/ff68-display.ts";
import { Ff68Keypad } from "../devices/ff68-keypad.ts";
import { Ff68Rating } from "../devices/ff68-rating.ts";
import { Lit } from "../devices/lit.ts";
import type { DeviceFaults } from "../devices/outlet.ts";
import { SerialReader } from "../devices/serial-reader.ts";
import type { LineFaults } from "../wire/wire.ts";
import type { BuiltDevice } from "./build-device.ts";
import { buildParts, type WireBytes } from "./build-parts.ts";
import type {
  SimulatedDisplay,
  SimulatedKeyboard,
  SimulatedKeypad,
  SimulatedPrinter,
  SimulatedRatingPad,
  SimulatedReader,
  SimulatedSign,
} from "./handles.ts";
import type { WorldPlan } from "./plan.ts";

export type { WireBytes };

/**
 * Devices on paced pseudo-terminals, the faults that can befall them, and what can be seen of them. Everything
 * that is asked of a device or wire which the plan does not have throws.
 */
export interface World {
  readonly plan: WorldPlan;
  keypad(id: string): SimulatedKeypad;
  display(id: string): SimulatedDisplay;
  ratingPad(id: string): SimulatedRatingPad;
  printer(id: string): SimulatedPrinter;
  sign(id: string): SimulatedSign;
  reader(id: string): SimulatedReader;
  keyboard(id: string): SimulatedKeyboard;
  /** Pulls the cable of a wire or keyboard: the daemon's port hangs up, the path disappears. */
  unplug(id: string): void;
  /** Puts the cable back: a new port under the same path. */
  replug(id: string): Promise<void>;
  plugged(id: string): boolean;
  /** Bytes out of nowhere, heard by the daemon and by every device of the wire. */
  noise(wireId: string, bytes: Uint8Array): void;
  setLineFaults(wireId: string, faults: LineFaults): void;
  /** Bytes of all wires so far that a line fault has turned a bit of. */
  flippedBytes(): number;
  setDeviceFaults(deviceId: string, faults: DeviceFaults): void;
  /** The device loses its power: it neither hears nor speaks until revived. */
  kill(deviceId: string): void;
  revive(deviceId: string): void;
  alive(deviceId: string): boolean;
  onBytes(listener: (event: WireBytes) => void): () => void;
  /** Something that can be seen of a device has changed. */
  onChange(listener: (event: { readonly device: string }) => void): () => void;
  /** How late bytes were against the wires' own arithmetic, over all wires so far. */
  lateness(): { readonly maxMs: number; readonly p99Ms: number };
  close(): Promise<void>;
}

/** Builds all wires of the plan and plugs them in. Throws for a plan that names unknown kinds or profiles. */
export async function startWorld(plan: WorldPlan): Promise<World> {
  const byteListeners = new Set<(event: WireBytes) => void>();
  const changeListeners = new Set<(event: { readonly device: string }) => void>();
  const { time, lateness, wires, devices, keyboards } = buildParts(plan, {
    bytes: (event) => {
      for (const listener of byteListeners) listener(event);
    },
    change: (event) => {
      for (const listener of changeListeners) listener(event);
    },
  });
  const cables = [...wires.values(), ...keyboards.values()];
  for (const cable of cables) cable.plug();

  function find<Device>(id: string, type: new (...args: never[]) => Device): Device {
    const found: unknown = device(id).device;
    if (!(found instanceof type)) throw new Error(`${id} is no ${type.name}`);
    return found;
  }
  function device(id: string): BuiltDevice {
    return known(devices, id, "device");
  }
  const wire = (id: string) => known(wires, id, "wire");
  const cable = (id: string) => keyboards.get(id) ?? wire(id);

  return {
    plan,
    keypad: (id) => find(id, Ff68Keypad),
    display: (id) => find(id, Ff68Display),
    ratingPad: (id) => find(id, Ff68Rating),
    printer: (id) => find(id, EscPosPrinter),
    sign: (id) => find(id, Lit),
    reader: (id) => find(id, SerialReader),
    keyboard: (id) => known(keyboards, id, "keyboard"),
    unplug: (id) => cable(id).unplug(),
    replug: async (id) => cable(id).plug(),
    plugged: (id) => cable(id).plugged,
    noise: (wireId, bytes) => wire(wireId).noise(bytes),
    setLineFaults: (wireId, faults) => wire(wireId).setFaults(faults),
    flippedBytes: () => [...wires.values()].reduce((sum, one) => sum + one.flippedBytes, 0),
    setDeviceFaults: (deviceId, faults) => {
      device(deviceId).outlet.faults = faults;
    },
    kill: (deviceId) => device(deviceId).powerOff(),
    revive: (deviceId) => device(deviceId).powerOn(),
    alive: (deviceId) => device(deviceId).outlet.alive,
    onBytes: (listener) => subscribe(byteListeners, listener),
    onChange: (listener) => subscribe(changeListeners, listener),
    lateness: () => lateness.summary(),
    close: async () => {
      for (const one of cables) one.unplug();
      time.stop();
    },
  };
}

function known<Value>(all: ReadonlyMap<string, Value>, id: string, what: string): Value {
  const value = all.get(id);
  if (value === undefined) throw new Error(`the world has no ${what} ${id}`);
  return value;
}

function subscribe<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
