import type { WindowId } from "./ids.ts";
import { authorisedQueues, mayHelp, waitingIn } from "./scheduling.ts";
import type { HallState, Window } from "./state.ts";

/* Whom a window may call, and how many they are. */

/** How many wait for what the window's sign shows. */
export function waitingFor(state: HallState, window: Window): number {
  return window.sign.reduce(
    (sum, queue) => sum + (state.queues.get(queue)?.line.length ?? 0),
    window.reserved.length,
  );
}

/** From which queues the window's next call may come. */
export function callableQueues(state: HallState, window: Window): readonly string[] {
  const { rules } = state;
  return rules && mayHelp(state, rules, window.id) ? authorisedQueues(rules, window) : window.sign;
}

/** How many a free window's clerk could call now: of its sign or, where nobody waits for that, in need of help. */
export function callableFor(state: HallState, window: Window): number {
  if (!window.open) return 0;
  const own = waitingFor(state, window);
  if (own > 0) return own;
  return callableQueues(state, window).reduce((sum, queue) => sum + waitingIn(state, queue), 0);
}

/** The queues of the tickets that may have been reserved for a window: those of its rule, whoever sat there. */
export function reservableQueues({ rules }: HallState, window: WindowId): readonly string[] {
  return rules?.windows.find(({ id }) => id === window)?.authorised ?? [];
}
