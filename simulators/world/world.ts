import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { EscPosPrinter } from "../devices/escpos-printer.ts";
import { Ff68Display } from "../devices/ff68-display.ts";
import { Ff68Keypad } from "../devices/ff68-keypad.ts";
import { Ff68Rating } from "../devices/ff68-rating.ts";
import type { DeviceFaults } from "../devices/outlet.ts";
import { Lateness } from "../wire/lateness.ts";
import { type LineFaults, Wire } from "../wire/wire.ts";
import { realWireTime } from "../wire/wire-time.ts";
import { type BuiltDevice, buildDevice, isShared } from "./build-device.ts";
import type { SimulatedDisplay, SimulatedKeypad, SimulatedPrinter, SimulatedRatingPad } from "./handles.ts";
import type { WirePlan, WorldPlan } from "./plan.ts";
import { seededRandom, seedFor } from "./random.ts";

/** Bytes that crossed a wire, in the order in which they did. */
export interface WireBytes {
  readonly wire: string;
  readonly direction: "to-device" | "from-device";
  readonly bytes: Uint8Array;
  /** When the last of them had crossed, wire time, milliseconds of the Unix epoch. */
  readonly atMs: number;
}

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
  /** Pulls the cable: the daemon's port hangs up, the path disappears. */
  unplug(wireId: string): void;
  /** Puts the cable back: a new port under the same path. */
  replug(wireId: string): Promise<void>;
  plugged(wireId: string): boolean;
  /** Bytes out of nowhere, heard by the daemon and by every device of the wire. */
  noise(wireId: string, bytes: Uint8Array): void;
  setLineFaults(wireId: string, faults: LineFaults): void;
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
  const time = realWireTime();
  const lateness = new Lateness();
  const wires = new Map<string, Wire>();
  const devices = new Map<string, BuiltDevice>();
  const byteListeners = new Set<(event: WireBytes) => void>();
  const changeListeners = new Set<(event: { readonly device: string }) => void>();

  function buildWire(wirePlan: WirePlan): void {
    const { id, path, baud } = wirePlan;
    const wire = new Wire({
      path,
      baud,
      shared: isShared(wirePlan.devices),
      time,
      lateness,
      random: seededRandom(seedFor(plan.seed, id)),
      onTraffic: (traffic) => {
        for (const listener of byteListeners) listener({ wire: id, ...traffic });
      },
    });
    wires.set(id, wire);
    for (const devicePlan of wirePlan.devices) {
      const onChange = () => {
        for (const listener of changeListeners) listener({ device: devicePlan.id });
      };
      const random = seededRandom(seedFor(plan.seed, devicePlan.id));
      devices.set(devicePlan.id, buildDevice(devicePlan, { wire, time, random, onChange }));
    }
    mkdirSync(dirname(path), { recursive: true });
    wire.plug();
  }
  for (const wirePlan of plan.wires) buildWire(wirePlan);

  function find<Device>(id: string, type: new (...args: never[]) => Device): Device {
    const found: unknown = device(id).device;
    if (!(found instanceof type)) throw new Error(`${id} is no ${type.name}`);
    return found;
  }
  function device(id: string): BuiltDevice {
    return known(devices, id, "device");
  }
  const wire = (id: string) => known(wires, id, "wire");

  return {
    plan,
    keypad: (id) => find(id, Ff68Keypad),
    display: (id) => find(id, Ff68Display),
    ratingPad: (id) => find(id, Ff68Rating),
    printer: (id) => find(id, EscPosPrinter),
    unplug: (wireId) => wire(wireId).unplug(),
    replug: async (wireId) => wire(wireId).plug(),
    plugged: (wireId) => wire(wireId).plugged,
    noise: (wireId, bytes) => wire(wireId).noise(bytes),
    setLineFaults: (wireId, faults) => wire(wireId).setFaults(faults),
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
      for (const one of wires.values()) one.unplug();
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
