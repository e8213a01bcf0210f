import { localTime } from "../calendar.ts";
import type { Instant } from "../ids.ts";
import type { Refusal } from "../refusals.ts";
import type { HallRules, QueueRule } from "../rules.ts";
import type { ReadyHall } from "./at-window.ts";
import { refuse } from "./decision.ts";

/** What a ticket of this queue counts under, now: the queue's day, session and time slot, where they are limited. */
export function quotasOf(rules: HallRules, queue: QueueRule, at: Instant, session: number): string[] {
  const { quota } = queue;
  if (!quota) return [];
  const keys: string[] = [];
  if (quota.perDay !== undefined) keys.push(`${queue.id} day`);
  if (quota.perSession !== undefined) keys.push(`${queue.id} session ${session}`);
  if (quota.perSlot) {
    const { minuteOfDay } = localTime(at, rules.hall.timeZone);
    keys.push(`${queue.id} slot ${Math.floor(minuteOfDay / quota.perSlot.minutes)}`);
  }
  return keys;
}

export function quotaReached(
  { state }: ReadyHall,
  { id, quota }: QueueRule,
  keys: string[],
): Refusal | undefined {
  const limits = [
    ["day", quota?.perDay],
    ["session", quota?.perSession],
    ["slot", quota?.perSlot?.tickets],
  ] as const;
  for (const [per, limit] of limits) {
    const key = keys.find((each) => each.startsWith(`${id} ${per}`));
    if (key !== undefined && limit !== undefined && (state.quotas.get(key) ?? 0) >= limit)
      return refuse("quota-reached", { queue: id, per, limit });
  }
  return undefined;
}
