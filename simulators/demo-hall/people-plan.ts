import type { RecordedDay } from "../days/recorded.ts";
import type { FloorPlan } from "../people/floor.ts";
import { type DayPlan, type PeopleHabits, planDay, usualHabits } from "../people/plan.ts";
import { type DemoHall, queueId } from "./hall.ts";

const hourMs = 3_600_000;

/** The people of the demo hall on a recorded day: arrivals as they were, everything else drawn from the seed. */
export function demoDayPlan(
  hall: DemoHall,
  day: RecordedDay,
  seed: number,
  habits: PeopleHabits = usualHabits,
): DayPlan {
  const groups = 1 + Math.max(...day.arrivals.map(([, , group]) => group));
  const services = Array.from({ length: groups }, (_, group) => {
    const service = hall.services.find(({ queue }) => queue === queueId(group));
    const queue = hall.queues.find(({ id }) => id === service?.queue);
    if (service === undefined || queue === undefined) return undefined;
    return { key: service.key, queue: queue.id, prefix: queue.prefix, meanMinutes: queue.serviceMeanMinutes };
  });
  const { arrivals } = day;
  const { windows } = hall;
  return planDay(
    { arrivals, services, windows, opensAtMs: 8 * hourMs, closesAtMs: 16.5 * hourMs },
    seed,
    habits,
  );
}

/** Where the demo hall's devices stand, for people who look for them. */
export function demoFloorPlan(hall: DemoHall): FloorPlan {
  return {
    windows: hall.windows.map(({ id, display, callPad, ratingPad }) => ({
      id,
      display: display.id,
      callPad: callPad.id,
      ratingPad: ratingPad.id,
    })),
    dispensers: hall.dispensers.map(({ id, buttons, printer }) => ({
      id,
      buttons: buttons.id,
      printer: printer.id,
    })),
  };
}
