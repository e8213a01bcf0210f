import { type Effect, effectsOf } from "../core/effects.ts";
import type { HallEvent } from "../core/events.ts";
import type { Instant } from "../core/ids.ts";
import { freeze } from "../core/snapshot.ts";
import type { HallState } from "../core/state.ts";
import type { WaitEstimator } from "../core/waits.ts";
import type { Live } from "../http/live.ts";
import { type LiveMessage, liveMessages } from "../http/projections.ts";
import type { DeviceSide } from "../runtime/device-side.ts";
import type { Outbox } from "../runtime/outbox.ts";
import type { Observed, Scheduling } from "../runtime/scheduling/scheduling.ts";
import type { Timekeeper } from "../runtime/timekeeper.ts";
import { type Issued, issuedBy, type UnusedDispensers } from "../runtime/unused-dispensers.ts";

/** What the world is told of one intent's events when they are durable. */
export interface Image {
  effects: Effect[];
  messages: LiveMessage[];
  observed: Observed;
  issued: Issued | undefined;
  /** A new day's first state, to be kept as a snapshot. */
  firstOfDay: { seq: number; state: string } | null;
}

/** @param state as `events` left it */
export function imageOf(
  state: HallState,
  events: readonly HallEvent[],
  at: Instant,
  { scheduling, estimate }: { scheduling: Scheduling; estimate: WaitEstimator },
): Image {
  const firstSeq = state.seq - events.length + 1;
  const dayBegan = events.some(({ type }) => type === "day-opened");
  return {
    effects: effectsOf(state, events),
    messages: liveMessages(state, events, firstSeq, at, estimate),
    observed: scheduling.read(state, events, at),
    issued: issuedBy(state, events, at),
    firstOfDay: dayBegan ? { seq: state.seq, state: freeze(state) } : null,
  };
}

/** Everybody who is told of events. */
export interface Told {
  devices: DeviceSide;
  live: Live;
  outbox: Outbox;
  scheduling: Scheduling;
  unused: UnusedDispensers;
  timekeeper: Timekeeper;
}

/** Tells an image. Lights come first: to begin a job is a commit of its own, and it would be waited for. */
export function tell(image: Image, { rules }: HallState, to: Told): void {
  const { effects, messages, observed, issued } = image;
  for (const effect of effects) if (effect.kind !== "job") to.devices.apply(effect);
  to.live.publish(messages);
  for (const effect of effects) if (effect.kind === "job") to.outbox.consider(effect.job);
  to.scheduling.observe(observed);
  if (issued && rules) to.unused.issued(issued, rules);
  to.timekeeper.look();
}
