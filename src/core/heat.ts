import { MINUTE_MS } from "./durations.ts";
import type { Instant, QueueId } from "./ids.ts";
import type { HallRules } from "./rules.ts";
import { oldestWaitMinutes, schedulerRule, waitingIn } from "./scheduling.ts";
import type { HallState, Window } from "./state.ts";
import { plainWaitMs } from "./waits.ts";

export interface QueueHeat {
  waiting: number;
  oldestMinutes: number;
  /** Expected wait of a newcomer ÷ the target; null while no window serves the queue. */
  heat: number | null;
}

export function heatOf(state: HallState, rules: HallRules, queue: QueueId, at: Instant): QueueHeat {
  const waiting = waitingIn(state, queue);
  const waitMs = plainWaitMs(state, rules, queue, waiting);
  const heat = waitMs === null ? null : waitMs / (rules.hall.targetWaitMinutes * MINUTE_MS);
  return {
    waiting,
    oldestMinutes: oldestWaitMinutes(state, queue, at),
    heat: heat === null ? null : Math.round(heat * 100) / 100,
  };
}

/** Over a limit now: it becomes hot when this lasts. A queue that nobody waits in is not, whoever is expected. */
export function isOver({ waiting, oldestMinutes, heat }: QueueHeat, rules: HallRules): boolean {
  const { hot } = schedulerRule(rules);
  return (
    waiting > 0 && ((heat !== null && heat > 1) || waiting > hot.waiting || oldestMinutes > hot.waitMinutes)
  );
}

/** Whether the window is open and has had nothing to do for so long that it is cold. */
export function isCold(rules: HallRules, window: Window, at: Instant): boolean {
  const { open, paused, ticket, idleSince } = window;
  return open && !paused && !ticket && at - idleSince >= schedulerRule(rules).coldMinutes * MINUTE_MS;
}

/** Since when each queue has been over its limits without a break, as far as it was looked at. */
export type Overs = ReadonlyMap<QueueId, Instant>;

/** Looks at every queue: what has been over since when, what to find hot, and what has cooled. */
export function lookAtHeat(
  state: HallState,
  rules: HallRules,
  before: Overs,
  at: Instant,
): { overs: Overs; hot: QueueId[]; cooled: QueueId[] } {
  const overs = new Map<QueueId, Instant>();
  const hot: QueueId[] = [];
  const cooled: QueueId[] = [];
  for (const { id, hot: spell } of state.queues.values()) {
    if (isOver(heatOf(state, rules, id, at), rules)) {
      const since = before.get(id) ?? at;
      overs.set(id, since);
      if (!spell && hasLasted(rules, since, at)) hot.push(id);
    } else if (spell) cooled.push(id);
  }
  return { overs, hot, cooled };
}

export function hasLasted(rules: HallRules, since: Instant, at: Instant): boolean {
  return at - since >= schedulerRule(rules).hot.forMinutes * MINUTE_MS;
}
