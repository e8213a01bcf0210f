import type { HallState, WindowNow } from "./model.ts";
import { CALLS_FADE_MS } from "./model.ts";
import { mayShow, type SignWish } from "./sign-rules.ts";

const MOVES_A_TICK = 2;
const START_MS = 20 * 60_000;
/** How many set-ups a change must save. */
export const PLAN = { WORTH_IDLE: 1.2, WORTH_BUSY: 2.5 };

/** A change of a sign and the minutes of overhead it is expected to save until the session's end. */
export interface SignPlan extends SignWish {
  savedMs: number;
  /** Calls expected until the session's end, by group of the new sign. */
  expectedCalls: number[];
}

/**
 * With help allowed, a sign need not move work (calls do); it only saves the overhead of calls off the sign. So
 * each window comes to show what its clerk in fact does: home, and the groups that were called most today, when
 * the overhead saved until the session's end outweighs the set-up.
 */
export function planSigns(state: HallState): SignPlan[] {
  const left = sessionLeftMs(state);
  if (left === null) return [];
  const plans: SignPlan[] = [];
  state.windows.forEach((window, w) => {
    if (!window.open || window.wanted !== null) return;
    const plan = bestSign(state, window, w, left);
    const busy = window.serving !== null;
    const price = state.facts.rules.setupMs * (busy ? PLAN.WORTH_BUSY : PLAN.WORTH_IDLE);
    if (plan !== null && plan.savedMs > price && mayShow(state, plan)) plans.push(plan);
  });
  return plans.sort((a, b) => b.savedMs - a.savedMs).slice(0, MOVES_A_TICK);
}

function bestSign(state: HallState, window: WindowNow, w: number, leftMs: number): SignPlan | null {
  const { rules, windows } = state.facts;
  const facts = windows[w];
  if (facts === undefined) return null;
  const expected = new Map(facts.skills.map((g) => [g, expectedCalls(state, window, g, leftMs)]));
  const worth = (g: number) => expected.get(g) ?? 0;
  const extras = facts.skills
    .filter((g) => !facts.home.includes(g))
    .sort((a, b) => worth(b) - worth(a))
    .slice(0, Math.max(0, rules.maxSign - facts.home.length))
    .filter((g) => worth(g) > 1 || window.sign.includes(g));
  const sign = [...facts.home, ...extras];
  const total = (groups: readonly number[]) => groups.reduce((sum, g) => sum + worth(g), 0);
  const savedMs = (total(sign) - total(window.sign)) * rules.helpOverheadMs;
  return { window: w, sign, savedMs, expectedCalls: sign.map(worth) };
}

/** Calls of the group by this window until the session's end, at the day's pace so far. */
function expectedCalls(state: HallState, window: WindowNow, group: number, leftMs: number): number {
  const record = window.calls.get(group);
  if (record === undefined) return 0;
  const sum = record.sum * Math.exp((record.at - state.now) / CALLS_FADE_MS);
  const seen = CALLS_FADE_MS * (1 - Math.exp(-openSoFarMs(state) / CALLS_FADE_MS));
  return (sum * leftMs) / (seen + START_MS);
}

function openSoFarMs(state: HallState): number {
  return state.facts.sessions.reduce(
    (sum, [from, to]) => sum + Math.max(0, Math.min(to, state.now) - from),
    0,
  );
}

function sessionLeftMs(state: HallState): number | null {
  const session = state.facts.sessions.find(([from, to]) => from <= state.now && state.now < to);
  return session === undefined ? null : session[1] - state.now;
}
