import type { DeviceBrief, Hall, HallQueue } from "../shared/contract.ts";

/** What a manager should look at now. Derived from the hall, never typed in by anybody. */
export type Alarm =
  | { kind: "uncovered"; queue: HallQueue }
  | { kind: "longWait"; queue: HallQueue }
  | { kind: "crowded"; queue: HallQueue }
  | { kind: "device"; device: DeviceBrief };

/** The thresholds that open help in the places that the sources name (DOMAIN: heat). */
const longWaitMinutes = 30;
const crowdedFrom = 10;

const isServed = (hall: Hall, queue: string): boolean =>
  hall.windows.some(({ state, sign }) => state !== "closed" && state !== "paused" && sign.includes(queue));

/** The alarms of this moment, the worst first. */
export function alarmsOf(hall: Hall): Alarm[] {
  const waiting = hall.queues.filter((queue) => queue.waiting > 0);
  return [
    ...waiting
      .filter(({ id }) => !isServed(hall, id))
      .map((queue) => ({ kind: "uncovered", queue }) as const),
    ...waiting
      .filter(({ longestWaitMinutes }) => (longestWaitMinutes ?? 0) > longWaitMinutes)
      .map((queue) => ({ kind: "longWait", queue }) as const),
    ...waiting
      .filter((queue) => queue.waiting > crowdedFrom)
      .map((queue) => ({ kind: "crowded", queue }) as const),
    // Paper near its end, a loose plug, a dispenser that nobody uses: a hand now saves an outage later.
    ...(["bad", "warning"] as const).flatMap((worse) =>
      hall.devices
        .filter(({ health }) => health === worse)
        .map((device) => ({ kind: "device", device }) as const),
    ),
  ];
}
