import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SILENCE_MS } from "../../devices/bus/bus.ts";
import { wireMs } from "../../devices/link/link.ts";
import type { Devices } from "../../devices/open.ts";
import type { WirePlan } from "../../simulators/world/plan.ts";
import { type Print, quantile } from "./statistics.ts";
import { BAUD, printLateness, withWorld } from "./wires-world.ts";

const DISPLAY_FRAME_BYTES = 15;
const KEY_FRAME_BYTES = 10;
const GIVEN_UP_AFTER_MS = 3_000;
const WINDOWS = 64;
const WINDOWS_ON_A_PAIR = 4;
const PRESSES_ALONE = 60;
/** Longer than the window within which identical frames are one press. */
const BETWEEN_PRESSES_ALONE_MS = 750;

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
export async function benchHall(print: Print, folder: string): Promise<void> {
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
