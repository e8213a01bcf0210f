import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SILENCE_MS } from "../../devices/bus/bus.ts";
import { realClock } from "../../devices/clock.ts";
import type { DeviceSpec, Log } from "../../devices/device.ts";
import { wireMs } from "../../devices/link/link.ts";
import { type Devices, openDevices } from "../../devices/open.ts";
import type { WirePlan } from "../../simulators/world/plan.ts";
import { type Print, quantile } from "./statistics.ts";

const BAUD = 9_600;
const DISPLAY_FRAME_BYTES = 15;
const KEY_FRAME_BYTES = 10;
const GIVEN_UP_AFTER_MS = 3_000;
const WINDOWS = 64;
const WINDOWS_ON_A_PAIR = 4;
const PRESSES_ALONE = 60;
/** Longer than the window within which identical frames are one press. */
const BETWEEN_PRESSES_ALONE_MS = 750;
const quiet: Log = { info() {}, warn() {}, error() {} };

/** The devices that the daemon opens for a world's plan. */
function specsOf(wires: readonly WirePlan[]): DeviceSpec[] {
  const known = {
    "ff68-display": { role: "window-display", driver: "ff68-display" },
    "ff68-keypad": { role: "call-pad", driver: "ff68-keypad" },
    "ff68-rating": { role: "rating-pad", driver: "ff68-rating" },
    "escpos-printer": { role: "ticket-printer", driver: "escpos" },
  } as const;
  return wires.flatMap(({ id: link, devices }) =>
    devices.flatMap(({ id, kind, address }) =>
      kind in known ? [{ id, link, address, ...known[kind as keyof typeof known] }] : [],
    ),
  );
}

/** Runs with simulated devices on paced pseudo-terminals in another process. */
async function withWorld(
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

async function printLateness(print: Print, name: string, world: ChildProcess): Promise<void> {
  world.send({ lateness: true });
  const [lateness] = await once(world, "message");
  print(`${name}.simulator_late_p99`, lateness.p99Ms, "ms");
  print(`${name}.simulator_late_worst`, lateness.maxMs, "ms");
}

/** Twenty displays on one pair, every window calling at once: how much of the wire's time is used. */
async function benchBus(print: Print, folder: string): Promise<void> {
  const devices = Array.from({ length: 20 }, (_, at) => ({
    id: `display-${at}`,
    kind: "ff68-display" as const,
    address: at + 1,
  }));
  const leastMs = 20 * wireMs(DISPLAY_FRAME_BYTES, BAUD) + 19 * SILENCE_MS;
  await withWorld([{ id: "bus", path: join(folder, "bus"), baud: BAUD, devices }], async (hall, world) => {
    const tookMs: number[] = [];
    for (let round = 0; round < 30; round++) {
      const number = String(1_000 + round);
      const startedMs = performance.now();
      for (const { id } of devices) hall.windowDisplay(id).show({ number });
      while (devices.some(({ id }) => hall.windowDisplay(id).shown()?.number !== number)) await sleep(1);
      tookMs.push(performance.now() - startedMs);
      await sleep(30);
    }
    print("bus.used_p50", (100 * leastMs) / quantile(tookMs, 0.5), "% of bytes and silences (at least 88)");
    print("bus.worst_call", Math.max(...tookMs) / leastMs, "x the theoretical (at most 1.25)");
    await printLateness(print, "bus", world);
  });
}

/** A window's pad, display and rating pad, four windows on each pair. */
function pairsOf(windows: number, folder: string): WirePlan[] {
  return Array.from({ length: Math.ceil(windows / WINDOWS_ON_A_PAIR) }, (_, pair) => ({
    id: `pair-${pair}`,
    path: join(folder, `pair-${windows}-${pair}`),
    baud: BAUD,
    devices: Array.from(
      { length: Math.min(windows, WINDOWS_ON_A_PAIR) },
      (_, place) => pair * WINDOWS_ON_A_PAIR + place,
    ).flatMap((window) => {
      const place = window % WINDOWS_ON_A_PAIR;
      return [
        { id: `pad-${window}`, kind: "ff68-keypad" as const, address: place + 1 },
        { id: `display-${window}`, kind: "ff68-display" as const, address: place + 17 },
        { id: `faces-${window}`, kind: "ff68-rating" as const, address: place + 1 },
      ];
    }),
  }));
}

/** One window alone on its pair, each press when the last one is long over: what the others must be held against. */
async function benchOneWindow(print: Print, folder: string): Promise<number> {
  const latencies: number[] = [];
  await withWorld(pairsOf(1, folder), async (hall, world) => {
    pressesShow(hall, 0, latencies);
    await sleep(2_000);
    for (let press = 0; press < PRESSES_ALONE; press++) {
      world.send({ press: "pad-0" });
      await sleep(BETWEEN_PRESSES_ALONE_MS);
    }
    print("one_window.key_to_shown_p50", quantile(latencies, 0.5), "ms");
    print("one_window.key_to_shown_p99", quantile(latencies, 0.99), "ms");
    await printLateness(print, "one_window", world);
  });
  return quantile(latencies, 0.99);
}

/** 64 windows with display, pad and rating pad on 16 pairs, and 8 printers: what that costs. */
async function benchHall(print: Print, folder: string): Promise<void> {
  const aloneP99Ms = await benchOneWindow(print, folder);
  const printers: WirePlan[] = Array.from({ length: 8 }, (_, at) => ({
    id: `print-${at}`,
    path: join(folder, `print-${at}`),
    baud: 115_200,
    devices: [{ id: `printer-${at}`, kind: "escpos-printer" as const, address: 0 }],
  }));
  await withWorld([...pairsOf(WINDOWS, folder), ...printers], async (hall, world) => {
    const latencies: number[] = [];
    for (let window = 0; window < WINDOWS; window++) pressesShow(hall, window, latencies);
    await sleep(2_000);
    const framesBefore = framesToAddresses(hall);
    const usageBefore = process.cpuUsage();
    const startedMs = performance.now();
    for (let press = 0; press < 10 * WINDOWS; press++) {
      world.send({ press: `pad-${(press * 7) % WINDOWS}` });
      await sleep(16);
    }
    const { user, system } = process.cpuUsage(usageBefore);
    const tookMs = performance.now() - startedMs;
    print("hall.core_used", (user + system) / 10 / tookMs, "% of one core (below 25)");
    const fewest = Math.min(
      ...[...framesToAddresses(hall)].map(([id, n]) => n - (framesBefore.get(id) ?? 0)),
    );
    print(
      "hall.longest_between_frames",
      tookMs / fewest,
      "ms on average, of the address told least (at most 2000)",
    );
    const leastMs = 2 * SILENCE_MS + wireMs(KEY_FRAME_BYTES + DISPLAY_FRAME_BYTES, BAUD);
    print("hall.least_key_to_shown", leastMs, "ms (echo, number, two silences)");
    print("hall.key_to_shown_p50", quantile(latencies, 0.5), "ms");
    const p99Ms = quantile(latencies, 0.99);
    print("hall.key_to_shown_p99", p99Ms, "ms (60 presses/s over 64 windows)");
    print("hall.key_to_shown_p99_ratio", p99Ms / aloneP99Ms, "x the one window's (at most 3)");
    await printLateness(print, "hall", world);
  });
}

/** Frames to each device that can be told or asked something: rating pads cannot. */
function framesToAddresses(hall: Devices): Map<string, number> {
  const told = hall.statuses().filter(({ role }) => role !== "rating-pad");
  return new Map(told.map(({ id, counters }) => [id, counters.framesOut]));
}

/** Each call shows a new number; `latencies` gets the time until its last byte has left. */
function pressesShow(hall: Devices, window: number, latencies: number[]): void {
  const display = hall.windowDisplay(`display-${window}`);
  let number = 1_000;
  hall.callPad(`pad-${window}`).showWaiting(window);
  hall.callPad(`pad-${window}`).onPress(({ accept }) => {
    const pressedMs = performance.now();
    const mine = String(++number);
    display.show({ number: mine });
    accept();
    const look = () => {
      const elapsedMs = performance.now() - pressedMs;
      if (display.shown()?.number === mine) latencies.push(elapsedMs);
      else if (mine === String(number) && elapsedMs < GIVEN_UP_AFTER_MS) setTimeout(look, 1);
    };
    look();
  });
}

/** The wires at their limits: one crowded pair, and a hall of 200 devices. */
export async function benchWires(print: Print): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "halld-bench-wires-"));
  try {
    await benchBus(print, folder);
    await benchHall(print, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main)
  await benchWires((name, value, unit) => process.stdout.write(`${name} ${value.toFixed(2)} ${unit}\n`));
