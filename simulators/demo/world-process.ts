import { mkdirSync } from "node:fs";
import { benchLayout } from "../bench/layout.ts";
import { startBench } from "../bench/server.ts";
import { readRecordedOffice, recordedDay } from "../days/recorded.ts";
import { demoHall } from "../demo-hall/hall.ts";
import { demoDayPlan, demoFloorPlan } from "../demo-hall/people-plan.ts";
import { demoWorldPlan } from "../demo-hall/world-plan.ts";
import { type RunningDay, startDay } from "../people/day.ts";
import { hallClock } from "../people/hall-clock.ts";
import { startWorld } from "../world/world.ts";
import type { FromWorld, PeopleOrder, ToWorld, WorldOrder } from "./messages.ts";

/**
 * The world of the demo, a process of its own beside the daemon: devices on wires, people, the bench. Papers and
 * lights live here, so they survive the daemon's death.
 */
const order = JSON.parse(process.argv[2] ?? "{}") as WorldOrder;
const office = readRecordedOffice("warsaw-ochota");
mkdirSync(order.wiresFolder, { recursive: true });
const hall = demoHall(office, { wiresFolder: order.wiresFolder });
const world = await startWorld(demoWorldPlan(hall, order.seed));
const layout = benchLayout(hall, `http://127.0.0.1:${order.hallPort}`);
const bench = await startBench({ world, layout, port: order.benchPort });
let day: RunningDay | undefined;

function tell(message: FromWorld): void {
  process.send?.(message);
}

async function livePeople({ midnightMs, startAtMs, originMs, speed }: PeopleOrder): Promise<void> {
  if (order.recordedDate === null) return;
  const recorded = recordedDay(office, order.recordedDate);
  day = startDay({
    plan: demoDayPlan(hall, recorded, order.seed),
    floorPlan: demoFloorPlan(hall),
    devices: world,
    clock: hallClock(startAtMs, originMs, speed),
    midnightMs,
  });
  const { citizens, observations } = await day.done;
  const served = observations.filter(({ kind }) => kind === "served").length;
  tell({ said: "day-over", served, citizens });
}

async function stop(): Promise<void> {
  day?.stop();
  await day?.done;
  await bench.close();
  await world.close();
  process.exit(0);
}

process.on("message", (message: ToWorld) => {
  if (message.order === "stop") void stop();
  else
    livePeople(message.people).catch((error: unknown) => {
      process.stderr.write(`the people of the demo stopped: ${String(error)}\n`);
    });
});
// Without its supervisor nobody would ever end it.
process.on("disconnect", () => void stop());
// Ctrl+C and some kills reach the whole group; the supervisor says in which order things end.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});
tell({ said: "ready", benchUrl: bench.url });
