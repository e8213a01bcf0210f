import { withMode } from "../scheduling.ts";
import type { HallState } from "../state.ts";
import { type Happenings, withWindow } from "./changes.ts";

/** As many as a manager reads. */
const CHANGES_KEPT = 12;

export const signHappenings: Happenings<
  | "sign-changed"
  | "sign-proposed"
  | "proposal-accepted"
  | "proposal-declined"
  | "proposal-expired"
  | "advice-given"
  | "advice-ended"
  | "advice-dismissed"
  | "sign-pinned"
  | "sign-unpinned"
  | "scheduler-mode-set"
  | "queue-became-hot"
  | "hot-queue-helped"
  | "queue-cooled"
> = {
  "sign-changed"(state, { before: _, proposal: _p, ...change }, at) {
    const { window: id, sign, undo, session, reason } = change;
    const { scheduling } = state;
    scheduling.changes = [...scheduling.changes, { ...change, at }].slice(-CHANGES_KEPT);
    withWindow(state, id, (window) => {
      if (!session) scheduling.lastChange = undo ? null : { window: id, before: window.sign };
      else if (scheduling.lastChange?.window === id) scheduling.lastChange = null;
      window.sign = [...sign];
      window.lent = reason !== undefined;
      // A sign at the beginning of a session is as new as at the beginning of the day.
      if (session) window.signChanges = [];
      else window.signChanges.push(at);
    });
  },
  "sign-proposed"({ scheduling }, { proposal: id, window, before, sign, reason, expiresAt }, at) {
    scheduling.proposalCount += 1;
    scheduling.proposals.set(id, { id, window, before, sign, reason, at, expiresAt });
  },
  "proposal-accepted": settle,
  "proposal-declined": settle,
  "proposal-expired": settle,
  "advice-given"({ scheduling }, { advice: id, ...reason }, at) {
    scheduling.adviceCount += 1;
    scheduling.advice.set(id, { ...reason, id, at, dismissed: false });
  },
  "advice-ended"({ scheduling }, { advice }) {
    scheduling.advice.delete(advice);
  },
  "advice-dismissed"({ scheduling }, { advice: id }) {
    const advice = scheduling.advice.get(id);
    if (advice) advice.dismissed = true;
  },
  "sign-pinned"(state, { window: id }) {
    withWindow(state, id, (window) => {
      window.pinned = true;
    });
  },
  "sign-unpinned"(state, { window: id }) {
    withWindow(state, id, (window) => {
      window.pinned = false;
    });
  },
  "scheduler-mode-set"({ scheduling }, { mode, window }) {
    scheduling.modes = withMode(scheduling.modes, window ?? null, mode);
  },

  "queue-became-hot"(state, { queue: id }, at) {
    const queue = state.queues.get(id);
    if (queue) queue.hot = { since: at, helpedAt: null };
  },
  "hot-queue-helped"(state, { queue: id, minutes }, at) {
    const queue = state.queues.get(id);
    if (queue?.hot) queue.hot.helpedAt = at;
    state.scheduling.helped.push({ queue: id, minutes });
  },
  "queue-cooled"(state, { queue: id }) {
    const queue = state.queues.get(id);
    if (queue) queue.hot = null;
  },
};

function settle({ scheduling }: HallState, { proposal }: { proposal: string }): void {
  scheduling.proposals.delete(proposal);
}
