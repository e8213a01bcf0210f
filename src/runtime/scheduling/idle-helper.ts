import { callableFor, waitingFor } from "../../core/callable.ts";
import { mayHelp } from "../../core/scheduling.ts";
import type { HallState, Window } from "../../core/state.ts";

/** The window idle longest that calls by itself and has nobody of its own but somebody to help. */
export function idleHelper(state: HallState): Window | undefined {
  const { rules } = state;
  if (!rules) return undefined;
  const helpers = [...state.windows.values()].filter((window) => {
    const { id, open, paused, ticket } = window;
    const rule = rules.windows.find((each) => each.id === id);
    const callsItself = rule?.autoCall ?? rules.calling.autoCall;
    const isFree = callsItself && open && !paused && !ticket;
    return (
      isFree && mayHelp(state, rules, id) && waitingFor(state, window) === 0 && callableFor(state, window) > 0
    );
  });
  return helpers.sort((a, b) => a.idleSince - b.idleSince)[0];
}
