import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { realClock } from "../../devices/clock.ts";
import type { DeviceSpec, Log } from "../../devices/device.ts";
import { type Devices, openDevices } from "../../devices/open.ts";
import type { WirePlan } from "../../simulators/world/plan.ts";
import type { Print } from "./statistics.ts";

/** What an RS-485 pair of a hall runs at. */
export const BAUD = 9_600;
const quiet: Log = { info() {}, warn() {}, error() {} };

/** The devices that the daemon opens for a world's plan. */
function specsOf(wires: readonly WirePlan[]): DeviceSpec[] {
  const known = {
    "ff68-display": { role: "window-display", driver: "ff68-display" },
    "ff68-keypad": { role: "call-pad", driver: "ff68-keypad" },
    "ff68-rating": { role: "rating-pad", driver: "ff68-rating" },
    "a090-screen": { role: "window-display", driver: "a090" },
    "escpos-printer": { role: "ticket-printer", driver: "escpos" },
  } as const;
  return wires.flatMap(({ id: link, devices }) =>
    devices.flatMap(({ id, kind, address }) =>
      kind in known ? [{ id, link, address, ...known[kind as keyof typeof known] }] : [],
    ),
  );
}

/** Runs with simulated devices on paced pseudo-terminals in another process. */
export async function withWorld(
  wires: WirePlan[],
  run: (devices: Devices, world: ChildProcess) => Promise<void>,
): Promise<void> {
  const plan = JSON.stringify({ seed: 1, wires });
  const world = fork(join(import.meta.dirname, "world-process.ts"), [plan]);
  await once(world, "message");
  const devices = openDevices({
    links: wires.map(({ id, path, baud }) => ({ id, kind: "serial", path, baud })),
    devices: specsOf(wires),
    clock: realClock,
    log: quiet,
    onStatus() {},
  });
  try {
    while (devices.statuses().some(({ state }) => state === "closed" || state === "error")) await sleep(10);
    await run(devices, world);
  } finally {
    await devices.close();
    world.disconnect();
  }
}

export async function printLateness(print: Print, name: string, world: ChildProcess): Promise<void> {
  world.send({ lateness: true });
  const [lateness] = await once(world, "message");
  print(`${name}.simulator_late_p99`, lateness.p99Ms, "ms");
  print(`${name}.simulator_late_worst`, lateness.maxMs, "ms");
}
