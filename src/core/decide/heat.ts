import { MINUTE_MS } from "../durations.ts";
import { event, type HallEvent } from "../events.ts";
import { hasLasted, heatOf, isOver } from "../heat.ts";
import type { Instant, QueueId, WindowId } from "../ids.ts";
import type { IntentOf } from "../intents.ts";
import { tenths } from "../scheduling.ts";
import type { ReadyHall } from "./at-window.ts";
import { type Decision, refuse } from "./decision.ts";

export function findHot(hall: ReadyHall, intent: IntentOf<"find-hot">, at: Instant): Decision {
  const { queue, overSince } = intent;
  const found = hall.state.queues.get(queue);
  if (!found) return refuse("unknown-queue", { queue });
  const heat = heatOf(hall.state, hall.rules, queue, at);
  if (found.hot || !isOver(heat, hall.rules) || !hasLasted(hall.rules, overSince, at))
    return refuse("wrong-state", { queue });
  return [event("queue-became-hot", { queue, overSince, ...heat })];
}

export function findCooled(hall: ReadyHall, { queue }: IntentOf<"find-cooled">, at: Instant): Decision {
  const found = hall.state.queues.get(queue);
  if (!found) return refuse("unknown-queue", { queue });
  if (!found.hot || isOver(heatOf(hall.state, hall.rules, queue, at), hall.rules))
    return refuse("wrong-state", { queue });
  return [event("queue-cooled", { queue, hotMinutes: tenths((at - found.hot.since) / MINUTE_MS) })];
}

/** What is to be noted when hot queues get a window: for each, its first help only. */
export function helped(
  { state }: ReadyHall,
  queues: readonly QueueId[],
  window: WindowId,
  how: "sign" | "call" | "opened",
  at: Instant,
): HallEvent[] {
  return queues.flatMap((queue) => {
    const hot = state.queues.get(queue)?.hot;
    if (!hot || hot.helpedAt !== null) return [];
    return [event("hot-queue-helped", { queue, window, how, minutes: tenths((at - hot.since) / MINUTE_MS) })];
  });
}
