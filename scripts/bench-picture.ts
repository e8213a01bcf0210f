/** Makes docs/screenshots/bench.png: the workbench of the demo hall in the middle of a recorded morning. Run by hand. */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { benchLayout } from "../simulators/bench/layout.ts";
import { startBench } from "../simulators/bench/server.ts";
import { recordedDay } from "../simulators/days/recorded.ts";
import { demoDayPlan, demoFloorPlan } from "../simulators/demo-hall/people-plan.ts";
import { startDay } from "../simulators/people/day.ts";
import { hallClock } from "../simulators/people/hall-clock.ts";
import { HallUnderTest } from "../simulators/soak/hall-under-test.ts";
import { launchBrowser } from "../test/pages/browser.ts";

const SPEED = 60;
const REAL_SECONDS = 40;
const HOUR_MS = 3_600_000;
const midnightMs = Date.parse("2026-03-02T00:00:00+08:00");
const clock = { startAtMs: midnightMs + 8 * HOUR_MS, originMs: Date.now() + 3000, speed: SPEED };

const hall = await HallUnderTest.start({ seed: 1, alwaysOpen: false, scheduler: "automatic", clock });
const bench = await startBench({
  world: hall.world,
  layout: benchLayout(hall.hall, hall.daemon.url),
  port: 0,
});
const day = startDay({
  plan: demoDayPlan(hall.hall, recordedDay(hall.office), 1),
  floorPlan: demoFloorPlan(hall.hall),
  devices: hall.world,
  clock: hallClock(clock.startAtMs, clock.originMs, SPEED),
  midnightMs,
});
const browser = await launchBrowser();
const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
await page.goto(bench.url);
await sleep(REAL_SECONDS * 1000);
await page.screenshot({ path: join(import.meta.dirname, "../docs/screenshots/bench.png") });
await browser.close();
day.stop();
await day.done;
await bench.close();
await hall.close();
