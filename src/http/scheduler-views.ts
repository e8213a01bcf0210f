import { heatOf, isCold } from "../core/heat.ts";
import type { Instant } from "../core/ids.ts";
import { authorisedQueues, hallMode, mayHelp, modeOf } from "../core/scheduling.ts";
import type { HallState, Window } from "../core/state.ts";
import { proposalAnswer, timeIn } from "./answers.ts";
import type { SchedulerAnswer } from "./scheduler-schemas.ts";

/** The scheduler as staff see it: modes, heat, what it proposes and how soon hot queues were helped. */
export function schedulerAnswer(state: HallState, now: Instant): SchedulerAnswer {
  const { rules, scheduling } = state;
  const timeOrNull = (at: Instant | null | undefined) => (at == null ? null : timeIn(state, at));
  return {
    mode: rules ? hallMode(state, rules) : "off",
    windows: [...state.windows.values()].map((window) => windowAnswer(state, window, now)),
    queues: [...state.queues.values()].map(({ id, hot }) => ({
      id,
      ...(rules ? heatOf(state, rules, id, now) : { waiting: 0, oldestMinutes: 0, heat: null }),
      hotSince: timeOrNull(hot?.since),
      helpedAt: timeOrNull(hot?.helpedAt),
    })),
    proposals: [...scheduling.proposals.values()].map((proposal) => proposalAnswer(state, proposal)),
    advice: [...scheduling.advice.values()]
      .filter(({ dismissed }) => !dismissed)
      .map(({ dismissed: _, at, ...advice }) => ({ ...advice, at: timeIn(state, at) })),
    changes: scheduling.changes.map((change) => ({ ...change, at: timeIn(state, change.at) })).reverse(),
    helpedToday: scheduling.helped,
    canUndo: scheduling.lastChange !== null,
  };
}

function windowAnswer(state: HallState, window: Window, now: Instant): SchedulerAnswer["windows"][number] {
  const { rules, scheduling } = state;
  const { id, pinned, sign } = window;
  const since = window.signChanges.at(-1);
  return {
    id,
    mode: rules ? modeOf(state, rules, id) : "off",
    ownMode: scheduling.modes.get(id) ?? null,
    help: rules ? mayHelp(state, rules, id) : false,
    pinned,
    cold: rules ? isCold(rules, window, now) : false,
    sign,
    home: rules?.windows.find((rule) => rule.id === id)?.home ?? [],
    authorised: rules ? authorisedQueues(rules, window) : [],
    signSince: since === undefined ? null : timeIn(state, since),
  };
}
