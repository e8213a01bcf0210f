import { citizenInHall } from "./citizen.ts";
import { clerkAtWindow } from "./clerk.ts";
import { type Devices, Floor, type FloorPlan } from "./floor.ts";
import { type HallClock, realTimer, Waiting, type WireTimer } from "./hall-clock.ts";
import { Line } from "./line.ts";
import type { DayLog } from "./observations.ts";
import type { DayPlan } from "./plan.ts";

export interface DayOptions {
  plan: DayPlan;
  floorPlan: FloorPlan;
  devices: Devices;
  clock: HallClock;
  /** Hall time of the midnight from which the plan's times count. */
  midnightMs: number;
  timer?: WireTimer;
}

export interface RunningDay {
  /** Resolves when all citizens and clerks have gone home; rejects with a bug, never because of a fault of a wire. */
  readonly done: Promise<DayLog>;
  /** Citizens in the hall now. */
  citizensInside(): number;
  /** Everybody stops where they are; `done` resolves with what was seen until then. */
  stop(): void;
}

class DayStopped extends Error {}

/** Sends citizens and clerks into the hall. People whose time has passed already when this is called stay at home. */
export function startDay({
  plan,
  floorPlan,
  devices,
  clock,
  midnightMs,
  timer = realTimer,
}: DayOptions): RunningDay {
  const stopping = new AbortController();
  const waiting = new Waiting(clock, timer, stopping.signal);
  const floor = new Floor(devices, floorPlan, waiting);
  const lines = new Map(floorPlan.dispensers.map(({ id }) => [id, new Line()]));
  const startMs = clock.now() - midnightMs;
  const coming = plan.citizens.filter(({ arrivesAtMs }) => arrivesAtMs >= startMs);
  let left = 0;
  let inside = 0;

  const citizens = coming.map(async (citizen) => {
    await waiting.untilHall(midnightMs + citizen.arrivesAtMs);
    inside++;
    await citizenInHall(citizen, floor, lines);
    inside--;
    left++;
  });
  const mayGoHome = () => left === coming.length && clock.now() >= midnightMs + plan.closesAtMs;
  const clerks = plan.clerks.map(async (clerk) => {
    const window = floorPlan.windows.find(({ id }) => id === clerk.window);
    if (window === undefined)
      throw new RangeError(`a clerk is planned for window ${clerk.window}, which is not there`);
    await clerkAtWindow(clerk, window, { floor, midnightMs, mayGoHome });
  });

  const log = () => ({ ...floor.seen(), citizens: coming.length });
  const done = Promise.all([...citizens, ...clerks])
    .catch((error: unknown) => {
      stopping.abort(new DayStopped());
      if (!(error instanceof DayStopped)) throw error;
    })
    .then(log)
    .finally(() => floor.leave());
  return { done, citizensInside: () => inside, stop: () => stopping.abort(new DayStopped()) };
}
