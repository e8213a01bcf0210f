import type { DeviceBrief, Hall, HallQueue } from "../shared/contract.ts";

/** What a holder may be without. */
type LostPaper = "ticket" | "case-slip" | "promise-slip";

/** What the hall finds itself, with what its picture does not show. */
export type FoundAlarm =
  | { kind: "empty-post"; window: string; waiting: number; since: string }
  | { kind: "overrun"; window: string; number: string; service: string; since: string }
  | { kind: "lost-paper"; number: string; paper: LostPaper; dispenser: string; since: string }
  | { kind: "notice"; service: string; validUntil: string; expired: boolean }
  | { kind: "hoarding"; number: string; tickets: number };

/** What a manager should look at now. Derived from the hall, never typed in by anybody. */
export type Alarm =
  | { kind: "uncovered"; queue: HallQueue }
  | { kind: "longWait"; queue: HallQueue }
  | { kind: "crowded"; queue: HallQueue }
  | { kind: "device"; device: DeviceBrief }
  | FoundAlarm;

const isServed = (hall: Hall, queue: string): boolean =>
  hall.windows.some(({ state, sign }) => state !== "closed" && state !== "paused" && sign.includes(queue));

/** The alarms of this moment: who waits comes first, what only will be a trouble comes last. */
export function alarmsOf(hall: Hall, found: readonly FoundAlarm[]): Alarm[] {
  const waiting = hall.queues.filter((queue) => queue.waiting > 0);
  const all: Alarm[] = [
    ...waiting
      .filter(({ id }) => !isServed(hall, id))
      .map((queue) => ({ kind: "uncovered", queue }) as const),
    ...waiting
      .filter(({ longestWaitMinutes }) => (longestWaitMinutes ?? 0) > hall.hot.waitMinutes)
      .map((queue) => ({ kind: "longWait", queue }) as const),
    ...waiting
      .filter((queue) => queue.waiting > hall.hot.waiting)
      .map((queue) => ({ kind: "crowded", queue }) as const),
    ...found,
    // Paper near its end, a loose plug, a dispenser that nobody uses: a hand now saves an outage later.
    ...hall.devices
      .filter(({ health }) => health !== "good")
      .map((device) => ({ kind: "device", device }) as const),
  ];
  return [...all.filter(isUrgent), ...all.filter((alarm) => !isUrgent(alarm))];
}

/** People suffer from it now. */
export function isUrgent(alarm: Alarm): boolean {
  if (alarm.kind === "device") return alarm.device.health === "bad";
  if (alarm.kind === "notice") return alarm.expired;
  return alarm.kind !== "hoarding" && alarm.kind !== "overrun";
}
