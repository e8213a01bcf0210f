import { callableFor, callableQueues, reservableQueues } from "./callable.ts";
import type { EventType, HallEvent } from "./events.ts";
import type { JobId, QueueId, WindowId } from "./ids.ts";
import { proposalFor } from "./scheduling.ts";
import type { HallState } from "./state.ts";

/** Whether a window may call at all. */
export type WindowStanding = "open" | "paused" | "closed";

/**
 * What the world is to be told of events, as data taken from the state right after them: by the time they are
 * durable the state may have gone on, and nothing may light up that the journal does not hold yet.
 */
export type Effect =
  | { kind: "display"; window: WindowId; number: string | null; standing: WindowStanding; sign: QueueId[] }
  | { kind: "waiting"; window: WindowId; count: number }
  /** Whether something is proposed at the window that its clerk may accept or decline. */
  | { kind: "asked"; window: WindowId; isAsked: boolean }
  | { kind: "job"; job: JobId }
  | { kind: "arrival-at-idle"; window: WindowId };

/** What leaves a job waiting to be done. */
const AWAITED: ReadonlySet<EventType> = new Set([
  "print-requested",
  "slip-requested",
  "print-moved",
  "announcement-requested",
  "job-put-back",
]);

/** @param state as `events` left it */
export function effectsOf(state: HallState, events: readonly HallEvent[]): Effect[] {
  const windows = new Set<WindowId>();
  const queues = new Set<string>();
  const effects: Effect[] = [];
  for (const { type, data } of events) {
    if (type === "config-adopted" || type === "day-opened" || type === "scheduler-mode-set")
      for (const id of state.windows.keys()) windows.add(id);
    if ("window" in data && data.window !== undefined) windows.add(data.window);
    if ("from" in data) windows.add(data.from);
    if ("ticket" in data) queues.add(state.tickets.get(data.ticket)?.queue ?? "");
    if (type === "window-closed") for (const queue of reservableQueues(state, data.window)) queues.add(queue);
    if (AWAITED.has(type) && "job" in data) effects.push({ kind: "job", job: data.job });
  }
  for (const window of windows) effects.push(displayOf(state, window), askedAt(state, window));
  if (queues.size > 0 || windows.size > 0) effects.push(...waitingCounts(state, queues, windows, events));
  return effects;
}

/** What stands over a window now. */
export function displayOf(state: HallState, window: WindowId): Effect & { kind: "display" } {
  const { open = false, paused = false, sign = [] } = state.windows.get(window) ?? {};
  const standing = open ? (paused ? "paused" : "open") : "closed";
  return { kind: "display", window, number: numberAt(state, window), standing, sign };
}

/** Whether whoever sits at the window is to answer a proposal. */
export function askedAt(state: HallState, window: WindowId): Effect & { kind: "asked" } {
  return { kind: "asked", window, isAsked: proposalFor(state, window) !== undefined };
}

/** The counts that pads show: of every open window that calls from a queue that changed, and where windows did. */
function waitingCounts(
  state: HallState,
  queues: Set<string>,
  windows: Set<WindowId>,
  events: readonly HallEvent[],
): Effect[] {
  const effects: Effect[] = [];
  const issued = events.some(({ type }) => type === "ticket-issued");
  for (const window of state.windows.values()) {
    const callsFromThem = window.open && callableQueues(state, window).some((queue) => queues.has(queue));
    if (!windows.has(window.id) && !callsFromThem) continue;
    const count = callableFor(state, window);
    effects.push({ kind: "waiting", window: window.id, count });
    if (issued && count === 1 && window.open && !window.ticket && !window.paused)
      effects.push({ kind: "arrival-at-idle", window: window.id });
  }
  return effects;
}

/** The number at a window, from its call until its finish. */
function numberAt(state: HallState, window: WindowId): string | null {
  return state.tickets.get(state.windows.get(window)?.ticket ?? "")?.number ?? null;
}
