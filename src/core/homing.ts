import { sessionTimes } from "./calendar.ts";
import type { Instant, QueueId } from "./ids.ts";
import type { HallRules } from "./rules.ts";
import { isCovered, waitingIn } from "./scheduling.ts";
import type { HallState, Window } from "./state.ts";

interface Return {
  at: Instant;
  window: Window;
  home: QueueId[];
}

/** When signs that the scheduler has put up may go home, as the hall is now. */
export function returns(state: HallState, rules: HallRules, now: Instant): Instant[] {
  return returnsOf(state, rules, now).map(({ at }) => at);
}

/** The windows whose signs may go home now. */
export function windowsToReturn(state: HallState, rules: HallRules, now: Instant): Return[] {
  return returnsOf(state, rules, now).filter(({ at }) => at <= now);
}

/**
 * A lent window goes home at the end of a session as soon as nobody waits for what it was lent to, and at the
 * latest when the next one begins, unless somebody would then wait without any window.
 */
function returnsOf(state: HallState, rules: HallRules, now: Instant): Return[] {
  const lent = [...state.windows.values()].filter((window) => window.lent && !window.pinned);
  if (lent.length === 0) return [];
  const sessions = sessionTimes(rules, now);
  return lent.flatMap((window) => {
    const home = rules.windows.find(({ id }) => id === window.id)?.home ?? [];
    const left = window.sign.filter((queue) => !home.includes(queue));
    const wanted = left.filter((queue) => waitingIn(state, queue) > 0);
    if (wanted.some((queue) => !isCovered(state, queue, window.id))) return [];
    if (left.length === 0 && window.sign.length === home.length) return [];
    const since = window.signChanges.at(-1) ?? Number.NEGATIVE_INFINITY;
    const moments = sessions.flatMap(({ from, to }) => (wanted.length > 0 ? [from] : [from, to]));
    const at = moments.find((moment) => moment > since);
    return at === undefined ? [] : [{ at, window, home }];
  });
}
