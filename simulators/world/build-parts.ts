import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { type EvdevKeyboard, evdevKeyboard } from "../devices/evdev-keys.ts";
import { Lateness } from "../wire/lateness.ts";
import { Wire } from "../wire/wire.ts";
import { realWireTime } from "../wire/wire-time.ts";
import { type BuiltDevice, buildDevice, isShared } from "./build-device.ts";
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

export interface Parts {
  readonly time: ReturnType<typeof realWireTime>;
  readonly lateness: Lateness;
  readonly wires: ReadonlyMap<string, Wire>;
  readonly devices: ReadonlyMap<string, BuiltDevice>;
  readonly keyboards: ReadonlyMap<string, EvdevKeyboard>;
}

export interface Witness {
  readonly bytes: (event: WireBytes) => void;
  readonly change: (event: { readonly device: string }) => void;
}

/** Everything that a plan names, not yet plugged in; the folders of its paths are made. */
export function buildParts(plan: WorldPlan, witness: Witness): Parts {
  const time = realWireTime();
  const lateness = new Lateness();
  const wires = new Map<string, Wire>();
  const devices = new Map<string, BuiltDevice>();
  const keyboards = new Map<string, EvdevKeyboard>();

  function buildWire({ id, path, baud, devices: plans }: WirePlan): void {
    const wire = new Wire({
      path,
      baud,
      shared: isShared(plans),
      time,
      lateness,
      random: seededRandom(seedFor(plan.seed, id)),
      onTraffic: (traffic) => witness.bytes({ wire: id, ...traffic }),
    });
    wires.set(id, wire);
    for (const device of plans) {
      const onChange = () => witness.change({ device: device.id });
      const random = seededRandom(seedFor(plan.seed, device.id));
      devices.set(device.id, buildDevice(device, { wire, time, random, onChange }));
    }
    mkdirSync(dirname(path), { recursive: true });
  }

  for (const wire of plan.wires) buildWire(wire);
  for (const { id, path, label = id } of plan.keyboards ?? []) {
    mkdirSync(dirname(path), { recursive: true });
    keyboards.set(id, evdevKeyboard(id, label, path, time.nowMs));
  }
  return { time, lateness, wires, devices, keyboards };
}
