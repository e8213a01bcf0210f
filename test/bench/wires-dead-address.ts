import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Devices } from "../../devices/open.ts";
import type { WirePlan } from "../../simulators/world/plan.ts";
import type { Print } from "./statistics.ts";
import { BAUD, printLateness, withWorld } from "./wires-world.ts";

const DISPLAYS = 20;
/** Every display has something newer to show before its turn comes round: neither wire is ever idle. */
const NEWS_EVERY_MS = 200;
/** Until the probes of a dead address are as rare as they become. */
const QUARANTINED_AFTER_MS = 15_000;
const MEASURED_MS = 60_000;

/** Twenty screens that answer each frame. */
function pair(id: string, folder: string): WirePlan {
  const devices = Array.from({ length: DISPLAYS }, (_, at) => ({
    id: `${id}-${at}`,
    kind: "a090-screen" as const,
    address: at + 1,
  }));
  return { id, path: join(folder, id), baud: BAUD, devices };
}

/**
 * Two pairs of twenty displays, equally loaded and side by side in one run, so that whatever else the machine does
 * befalls both: on one of them a display is dead. What that costs is what the others are answered less often than
 * twenty that live, which is what the pair can carry.
 */
export async function benchDeadAddress(print: Print, folder: string): Promise<void> {
  const alive = pair("alive", folder);
  const wounded = pair("wounded", folder);
  const dead = wounded.devices[0]?.id;
  await withWorld([alive, wounded], async (hall, world) => {
    world.send({ kill: dead });
    let news = 0;
    const talking = setInterval(() => {
      news += 1;
      for (const { devices } of [alive, wounded])
        for (const [at, { id }] of devices.entries()) {
          const number = String(1_000 + (news % 9_000));
          hall.windowDisplay(id).show({ number, texts: [`请${number}号到${at + 1}号窗口`] });
        }
    }, NEWS_EVERY_MS);
    await sleep(QUARANTINED_AFTER_MS);
    const before = [answersOn(hall, alive), answersOn(hall, wounded)] as const;
    const startedMs = performance.now();
    await sleep(MEASURED_MS);
    const seconds = (performance.now() - startedMs) / 1_000;
    clearInterval(talking);
    const ofTwenty = answersOn(hall, alive) - before[0];
    const ofOthers = answersOn(hall, wounded) - before[1];
    print("dead_address.all_alive", ofTwenty / seconds, "answers/s of 20 displays");
    print("dead_address.one_dead", ofOthers / seconds, "answers/s of the other 19");
    print("dead_address.cost", 100 * (1 - ofOthers / ofTwenty), "% of throughput (at most 2)");
    await printLateness(print, "dead_address", world);
  });
}

function answersOn(hall: Devices, { id }: WirePlan): number {
  return hall
    .statuses()
    .filter(({ link }) => link === id)
    .reduce((sum, { counters }) => sum + counters.framesIn, 0);
}
