import type { QueueId } from "./ids.ts";
import type { HallRules } from "./rules.ts";
import type { HallState } from "./state.ts";

/** Minutes still to wait, as a range that a citizen can be told. */
export interface WaitRange {
  lowMinutes: number;
  highMinutes: number;
}

/** What tells a wait: given a hall, a queue and how many are called before. Nothing where nothing is known. */
export type WaitEstimator = (state: HallState, queue: QueueId, ahead: number) => WaitRange | null;

/** The norm weighs as much as this many observed services. */
const NORM_WEIGHT = 5;

/** Expected service of a queue in ms: the norms of its services, corrected by what was observed today. */
export function expectedServiceMs(state: HallState, rules: HallRules, queueId: QueueId): number {
  const norms = rules.services.filter(({ queue }) => queue === queueId).map((each) => each.normMinutes);
  const normMs = (norms.reduce((sum, each) => sum + each, 0) / Math.max(1, norms.length)) * 60_000;
  const queue = state.queues.get(queueId);
  const count = queue?.serviceCount ?? 0;
  return (normMs * NORM_WEIGHT + (queue?.serviceMeanMs ?? 0) * count) / (NORM_WEIGHT + count);
}

/** Windows that serve the queue now, and how many of them have no ticket in hand. */
export function servingWindows(state: HallState, queueId: QueueId): { serving: number; free: number } {
  let serving = 0;
  let free = 0;
  for (const { open, paused, sign, ticket } of state.windows.values()) {
    if (!open || paused || !sign.includes(queueId)) continue;
    serving += 1;
    if (ticket === null) free += 1;
  }
  return { serving, free };
}

/**
 * (ahead + 1) × mean service ÷ windows that serve, in ms; null while no window does. A window without a ticket
 * takes the first of the line at once.
 */
export function plainWaitMs(
  state: HallState,
  rules: HallRules,
  queueId: QueueId,
  ahead: number,
): number | null {
  const { serving, free } = servingWindows(state, queueId);
  if (serving === 0) return null;
  return (Math.max(0, ahead + 1 - free) * expectedServiceMs(state, rules, queueId)) / serving;
}

/** As many recent errors as this weigh as much as what is assumed of a hall that has none yet. */
const ASSUMED_ERROR_WEIGHT = 5;

/** The plain estimate as a range as wide as recent estimates of the queue were wrong. */
export const plainWaitRange: WaitEstimator = (state, queueId, ahead) => {
  if (!state.rules) return null;
  const waitMs = plainWaitMs(state, state.rules, queueId, ahead);
  if (waitMs === null) return null;
  const queue = state.queues.get(queueId);
  const count = queue?.waitErrorCount ?? 0;
  // Services vary by about their own length: the fewer are ahead, the less their sum is known.
  const assumed = 0.25 + 0.5 / Math.sqrt(ahead + 1);
  const error =
    (assumed * ASSUMED_ERROR_WEIGHT + (queue?.waitError ?? 0) * count) / (ASSUMED_ERROR_WEIGHT + count);
  const minutes = waitMs / 60_000;
  return {
    lowMinutes: Math.max(0, Math.floor(minutes * (1 - error))),
    highMinutes: Math.ceil(minutes * (1 + error)),
  };
};
