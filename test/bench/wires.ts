import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SILENCE_MS } from "../../devices/bus/bus.ts";
import { wireMs } from "../../devices/link/link.ts";
import { type Print, quantile } from "./statistics.ts";
import { benchDeadAddress } from "./wires-dead-address.ts";
import { benchHall } from "./wires-hall.ts";
import { BAUD, printLateness, withWorld } from "./wires-world.ts";

const DISPLAY_FRAME_BYTES = 15;

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

/** The wires at their limits: one crowded pair, one with a dead address, and a hall of 200 devices. */
export async function benchWires(print: Print): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "halld-bench-wires-"));
  try {
    await benchBus(print, folder);
    await benchDeadAddress(print, folder);
    await benchHall(print, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main)
  await benchWires((name, value, unit) => process.stdout.write(`${name} ${value.toFixed(2)} ${unit}\n`));
