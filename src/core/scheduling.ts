import { MINUTE_MS } from "./durations.ts";
import type { Instant, QueueId, WindowId } from "./ids.ts";
import type { HallRules, SchedulerMode, SchedulerRule } from "./rules.ts";
import type { HallState, Proposal, Window } from "./state.ts";
import { expectedServiceMs, servingWindows } from "./waits.ts";

/** What the scheduler expects of a change of a sign; figures of its simulations, which are not run again. */
export interface ExpectedOfSign {
  /** `recall`: no window shows the queue; `relieve`: it waits too long; `show-help`: the window serves it anyway. */
  kind: "recall" | "relieve" | "go-home" | "show-help";
  /** Person-minutes of waiting saved and caused; for `show-help` window minutes saved and spent. */
  reliefMinutes: number;
  harmMinutes: number;
}

/** Why a sign is to change: what is expected of it, and figures that the journal alone gives again. */
export interface SignReason extends ExpectedOfSign {
  /** The queue it is about: the one that gains a window, or on the way home the one that loses it. */
  queue: QueueId;
  waiting: number;
  oldestMinutes: number;
  /** How long the window has been without a ticket; 0 while it has one. */
  idleMinutes: number;
  /** Windows that serve the queue before the change. */
  windows: number;
  /** What those who wait now are spared together: see `reliefMinutes`. */
  reliefPersonMinutes: number;
}

/** Why a window called a ticket that its sign does not show. */
export interface HelpReason {
  /** How many waited in the ticket's queue, this one included. */
  waiting: number;
  waitedMinutes: number;
  /** How many waited for what the sign shows. */
  waitingHere: number;
}

/** What holds where a config says nothing: SCHEDULER_DEFAULTS.mode keeps the scheduler out of everything. */
export const SCHEDULER_DEFAULTS: SchedulerRule = {
  mode: "off",
  help: true,
  dwellMinutes: 10,
  changesPerHourMaximum: 3,
  queuesOnSignMaximum: 3,
  setupSeconds: 60,
  helpOverheadSeconds: 20,
  foreignFactor: 1.1,
  proposalMinutes: 5,
  hot: { waiting: 10, waitMinutes: 30, forMinutes: 2 },
  coldMinutes: 10,
};

export function schedulerRule(rules: HallRules): SchedulerRule {
  return rules.scheduler ?? SCHEDULER_DEFAULTS;
}

type SetModes = ReadonlyMap<WindowId | null, SchedulerMode>;

/** The modes that people set, with one more; null takes back what they set there. */
export function withMode(
  modes: SetModes,
  window: WindowId | null,
  mode: SchedulerMode | null,
): Map<WindowId | null, SchedulerMode> {
  const others = new Map([...modes].filter(([where]) => where !== window));
  return mode === null ? others : others.set(window, mode);
}

/** The hall's own mode, where no window has another. @param modes that people set */
export function hallMode(
  { scheduling }: HallState,
  rules: HallRules,
  modes: SetModes = scheduling.modes,
): SchedulerMode {
  return modes.get(null) ?? schedulerRule(rules).mode;
}

/** What people set goes before the config, a window's own before the hall's; who switches the hall off means all. */
export function modeOf(
  { scheduling }: HallState,
  rules: HallRules,
  window: WindowId,
  modes: SetModes = scheduling.modes,
): SchedulerMode {
  const hall = modes.get(null);
  if (hall === "off") return "off";
  const rule = rules.windows.find(({ id }) => id === window);
  return modes.get(window) ?? rule?.scheduler?.mode ?? hall ?? schedulerRule(rules).mode;
}

/** Whether the scheduler has anything to do in this hall. */
export function isScheduled(state: HallState, rules: HallRules): boolean {
  return rules.windows.some(({ id }) => modeOf(state, rules, id) !== "off");
}

/** Whether a free window may be given a ticket that its sign does not show. */
export function mayHelp(state: HallState, rules: HallRules, window: WindowId): boolean {
  if (modeOf(state, rules, window) !== "automatic") return false;
  const rule = rules.windows.find(({ id }) => id === window);
  return rule?.scheduler?.help ?? schedulerRule(rules).help;
}

/** What its window is authorised for and, where somebody is signed in, what they are trained for. */
export function authorisedQueues(rules: HallRules, window: Window): QueueId[] {
  const rule = rules.windows.find(({ id }) => id === window.id);
  const trained = rules.clerks.find(({ id }) => id === window.clerk)?.authorised;
  return (rule?.authorised ?? []).filter((queue) => trained?.includes(queue) ?? true);
}

export function proposalFor({ scheduling }: HallState, window: WindowId): Proposal | undefined {
  for (const proposal of scheduling.proposals.values()) if (proposal.window === window) return proposal;
  return undefined;
}

/** Whether an open window other than `except` shows the queue. */
export function isCovered(state: HallState, queue: QueueId, except?: WindowId): boolean {
  for (const { id, open, sign } of state.windows.values())
    if (open && id !== except && sign.includes(queue)) return true;
  return false;
}

export function waitingIn(state: HallState, queue: QueueId): number {
  return state.queues.get(queue)?.line.length ?? 0;
}

export function oldestWaitMinutes(state: HallState, queue: QueueId, at: Instant): number {
  let oldestMs = 0;
  for (const id of state.queues.get(queue)?.line ?? [])
    oldestMs = Math.max(oldestMs, at - (state.tickets.get(id)?.issuedAt ?? at));
  return tenths(oldestMs / MINUTE_MS);
}

/** Why this window's sign would change to `sign`. */
export function signReason(
  state: HallState,
  rules: HallRules,
  window: Window,
  sign: readonly QueueId[],
  expected: ExpectedOfSign,
  at: Instant,
): SignReason {
  const gained = sign.filter((queue) => !window.sign.includes(queue));
  const changed = gained.length > 0 ? gained : window.sign.filter((queue) => !sign.includes(queue));
  const byWaiting = [...changed].sort((a, b) => waitingIn(state, b) - waitingIn(state, a));
  const queue = byWaiting[0] ?? "";
  const { serving } = servingWindows(state, queue);
  return {
    ...expected,
    queue,
    waiting: waitingIn(state, queue),
    oldestMinutes: oldestWaitMinutes(state, queue, at),
    idleMinutes: window.ticket ? 0 : tenths((at - window.idleSince) / MINUTE_MS),
    windows: serving,
    reliefPersonMinutes: gained.length > 0 ? reliefMinutes(state, rules, queue, serving) : 0,
  };
}

/**
 * Person-minutes that those who wait now are spared when one more window serves their queue: the k-th of them waits
 * about k services ÷ windows, so n of them n(n + 1)/2 services × (1/windows - 1/(windows + 1)).
 */
function reliefMinutes(state: HallState, rules: HallRules, queue: QueueId, windows: number): number {
  const waiting = waitingIn(state, queue);
  const services = (waiting * (waiting + 1)) / 2;
  const serviceMinutes = expectedServiceMs(state, rules, queue) / MINUTE_MS;
  // Without a window nobody is served at all; half a window stands for the recall that would have to come.
  return Math.round(services * serviceMinutes * (1 / Math.max(0.5, windows) - 1 / (windows + 1)));
}

export function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
