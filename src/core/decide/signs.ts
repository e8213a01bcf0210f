import { HOUR_MS, MINUTE_MS } from "../durations.ts";
import { event, type HallEvent } from "../events.ts";
import { windowsToReturn } from "../homing.ts";
import { type Actor, type Instant, idOfDay, type ProposalId, type QueueId } from "../ids.ts";
import type { IntentOf } from "../intents.ts";
import type { Refusal } from "../refusals.ts";
import {
  authorisedQueues,
  hallMode,
  isCovered,
  modeOf,
  proposalFor,
  schedulerRule,
  signReason,
  waitingIn,
  withMode,
} from "../scheduling.ts";
import type { HallState, Proposal, Window } from "../state.ts";
import { endAllAdvice } from "./advice.ts";
import { findWindow, type ReadyHall } from "./at-window.ts";
import { type Decision, refuse } from "./decision.ts";
import { helped } from "./heat.ts";

const SCHEDULER: Actor = "scheduler";

/** The scheduler wants a sign: checked again here, then changed or proposed as the window's mode says. */
export function proposeSign(hall: ReadyHall, intent: IntentOf<"propose-sign">, at: Instant): Decision {
  const window = findWindow(hall, intent.window);
  if ("code" in window) return window;
  const mode = modeOf(hall.state, hall.rules, window.id);
  if (mode === "off") return refuse("scheduler-off", { window: window.id });
  const refusal = schedulerMayNot(hall, window, intent.sign, at);
  if (refusal) return refusal;
  const reason = signReason(hall.state, hall.rules, window, intent.sign, intent.expected, at);
  if (mode === "automatic") return change(hall, window, intent.sign, { reason, by: SCHEDULER }, at);
  const open = proposalFor(hall.state, window.id);
  if (open && sameSign(open.sign, intent.sign)) return [];
  const { sign } = intent;
  const expiresAt = at + schedulerRule(hall.rules).proposalMinutes * MINUTE_MS;
  const { day, scheduling } = hall.state;
  const proposal = idOfDay(day, scheduling.proposalCount + 1, "P");
  return [
    ...overtaken(hall.state, window),
    event("sign-proposed", { proposal, window: window.id, before: window.sign, sign, reason, expiresAt }),
  ];
}

/** The hall has gone on since it was proposed, so everything is checked again. */
export function acceptProposal(hall: ReadyHall, intent: IntentOf<"accept-proposal">, at: Instant): Decision {
  const found = findProposal(hall, intent.proposal);
  if ("code" in found) return found;
  const { proposal, window } = found;
  const refusal = schedulerMayNot(hall, window, proposal.sign, at);
  if (refusal) return refusal;
  const { id, sign, reason } = proposal;
  const { by } = intent;
  return [
    event("proposal-accepted", { proposal: id, window: window.id, by }),
    ...change(hall, window, sign, { reason, proposal: id, by }, at, id),
  ];
}

export function declineProposal(hall: ReadyHall, intent: IntentOf<"decline-proposal">): Decision {
  const found = findProposal(hall, intent.proposal);
  if ("code" in found) return found;
  const { proposal, window } = found;
  return [event("proposal-declined", { proposal: proposal.id, window: window.id, by: intent.by })];
}

export function expireProposal(hall: ReadyHall, intent: IntentOf<"expire-proposal">, at: Instant): Decision {
  const found = findProposal(hall, intent.proposal);
  if ("code" in found) return found;
  const { proposal, window } = found;
  if (at < proposal.expiresAt) return refuse("wrong-state", { expiresAt: proposal.expiresAt });
  return [event("proposal-expired", { proposal: proposal.id, window: window.id, why: "time" })];
}

/** A person's word: dwell, cap and length are theirs to weigh; authorisation and those who wait are not. */
export function overrideSign(hall: ReadyHall, intent: IntentOf<"override-sign">, at: Instant): Decision {
  const window = findWindow(hall, intent.window);
  if ("code" in window) return window;
  const unknown = intent.sign.find((queue) => !hall.state.queues.has(queue));
  if (unknown !== undefined) return refuse("unknown-queue", { queue: unknown });
  const refusal = mayNotShow(hall, window, intent.sign);
  return refusal ?? change(hall, window, intent.sign, { note: intent.reason, by: intent.by }, at);
}

export function undoSign(hall: ReadyHall, intent: IntentOf<"undo-sign">, at: Instant): Decision {
  const last = hall.state.scheduling.lastChange;
  const window = hall.state.windows.get(last?.window ?? "");
  if (!last || !window) return refuse("no-sign-to-undo");
  const refusal = mayNotShow(hall, window, last.before);
  return refusal ?? change(hall, window, last.before, { undo: true, by: intent.by }, at);
}

/** A session began or ended, so the scheduler's signs go home, as a day's do; what people put up stays. */
export function returnSigns({ state, rules }: ReadyHall, _: IntentOf<"return-signs">, at: Instant): Decision {
  return windowsToReturn(state, rules, at).flatMap(({ window, home }) => [
    ...overtaken(state, window),
    event("sign-changed", {
      window: window.id,
      sign: [...home],
      before: [...window.sign],
      session: true,
      by: SCHEDULER,
    }),
  ]);
}

export function pinSign(hall: ReadyHall, intent: IntentOf<"pin-sign">): Decision {
  const window = findWindow(hall, intent.window);
  if ("code" in window) return window;
  if (window.pinned) return refuse("wrong-state", { window: window.id, state: "pinned" });
  return [...overtaken(hall.state, window), event("sign-pinned", { window: window.id, by: intent.by })];
}

export function unpinSign(hall: ReadyHall, intent: IntentOf<"unpin-sign">): Decision {
  const window = findWindow(hall, intent.window);
  if ("code" in window) return window;
  if (!window.pinned) return refuse("wrong-state", { window: window.id, state: "not pinned" });
  return [event("sign-unpinned", { window: window.id, by: intent.by })];
}

/** Where the scheduler no longer asks, what it has proposed is off the table. */
export function setSchedulerMode(hall: ReadyHall, intent: IntentOf<"set-scheduler-mode">): Decision {
  const { mode, by, window: id } = intent;
  const { state, rules } = hall;
  if (id !== undefined) {
    const window = findWindow(hall, id);
    if ("code" in window) return window;
  }
  const modes = withMode(state.scheduling.modes, id ?? null, mode);
  const moot = [...state.windows.values()]
    .filter((window) => modeOf(state, rules, window.id, modes) !== "advise")
    .flatMap((window) => overtaken(state, window));
  const where = id === undefined ? {} : { window: id };
  const silenced = hallMode(state, rules, modes) === "off" ? endAllAdvice(state) : [];
  return [event("scheduler-mode-set", { mode, ...where, by }), ...moot, ...silenced];
}

type Why = Pick<
  Extract<HallEvent, { type: "sign-changed" }>["data"],
  "reason" | "note" | "undo" | "proposal" | "by"
>;

/** @param accepted the proposal that this change fulfils; any other of the window is overtaken */
function change(
  hall: ReadyHall,
  window: Window,
  sign: QueueId[],
  why: Why,
  at: Instant,
  accepted?: ProposalId,
): HallEvent[] {
  const gained = sign.filter((queue) => !window.sign.includes(queue));
  return [
    ...overtaken(hall.state, window, accepted),
    event("sign-changed", { window: window.id, sign: [...sign], before: [...window.sign], ...why }),
    ...(window.open ? helped(hall, gained, window.id, "sign", at) : []),
  ];
}

function overtaken(state: HallState, window: Window, except?: ProposalId): HallEvent[] {
  const open = proposalFor(state, window.id);
  if (!open || open.id === except) return [];
  return [event("proposal-expired", { proposal: open.id, window: window.id, why: "overtaken" })];
}

/** What binds the scheduler beyond what binds everybody. */
function schedulerMayNot(
  hall: ReadyHall,
  window: Window,
  sign: readonly QueueId[],
  at: Instant,
): Refusal | undefined {
  const rule = schedulerRule(hall.rules);
  const here = { window: window.id };
  if (!window.open) return refuse("window-closed", here);
  if (window.pinned) return refuse("sign-pinned", here);
  const refusal = mayNotShow(hall, window, sign);
  if (refusal) return refusal;
  const home = hall.rules.windows.find(({ id }) => id === window.id)?.home ?? [];
  if (sign.length > rule.queuesOnSignMaximum && !sameSign(sign, home)) return refuse("sign-too-long", here);
  const last = window.signChanges.at(-1) ?? Number.NEGATIVE_INFINITY;
  if (at < last + rule.setupSeconds * 1000) return refuse("sign-too-new", here);
  // Nobody who waits may starve because a window changed its sign a moment ago.
  if (sign.some((queue) => waitingIn(hall.state, queue) > 0 && !isCovered(hall.state, queue)))
    return undefined;
  if (at < last + rule.dwellMinutes * MINUTE_MS) return refuse("sign-too-new", here);
  const lastHour = window.signChanges.filter((changed) => changed > at - HOUR_MS);
  return lastHour.length >= rule.changesPerHourMaximum ? refuse("sign-changes-used-up", here) : undefined;
}

/** What nobody may do: an empty sign, work that the clerk is not authorised for, people left without a window. */
function mayNotShow(hall: ReadyHall, window: Window, sign: readonly QueueId[]): Refusal | undefined {
  const here = { window: window.id };
  if (sign.length === 0) return refuse("sign-empty", here);
  if (sameSign(sign, window.sign)) return refuse("sign-unchanged", here);
  const authorised = authorisedQueues(hall.rules, window);
  const foreign = sign.find((queue) => !authorised.includes(queue));
  if (foreign !== undefined) return refuse("not-authorised", { ...here, queue: foreign });
  const left = window.sign.find(
    (queue) =>
      window.open &&
      !sign.includes(queue) &&
      waitingIn(hall.state, queue) > 0 &&
      !isCovered(hall.state, queue, window.id),
  );
  return left === undefined ? undefined : refuse("would-uncover", { ...here, queue: left });
}

function findProposal(
  { state }: ReadyHall,
  id: ProposalId,
): { proposal: Proposal; window: Window } | Refusal {
  const proposal = state.scheduling.proposals.get(id);
  const window = state.windows.get(proposal?.window ?? "");
  return proposal && window ? { proposal, window } : refuse("unknown-proposal", { proposal: id });
}

function sameSign(a: readonly QueueId[], b: readonly QueueId[]): boolean {
  return a.length === b.length && a.every((queue) => b.includes(queue));
}
