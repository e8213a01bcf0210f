import { MINUTE_MS } from "../core/durations.ts";
import { CALLS_FADE_MS, type HallState, type WindowNow } from "./model.ts";
import type { SignMove } from "./sign-options.ts";
import { mayShow } from "./sign-rules.ts";

const MOVES_A_TICK = 2;
/** Open time that an empty start of the day is worth. */
const START_MS = 20 * MINUTE_MS;
/** How many set-ups a change must save at an idle and at a busy window. */
const WORTH_IDLE = 1.2;
const WORTH_BUSY = 2.5;

/**
 * With help allowed, a sign need not move work (calls do); it only saves the overhead of calls off the sign. So
 * each window comes to show what its clerk in fact does: home, and the groups that were called most today, when
 * the overhead saved until the session's end outweighs the set-up. Relief and harm are window minutes.
 */
export function planSigns(state: HallState): SignMove[] {
  const leftMs = sessionLeftMs(state);
  if (leftMs === null) return [];
  const { setupMs } = state.facts.rules;
  const plans: SignMove[] = [];
  state.windows.forEach((window, w) => {
    if (!window.open || window.wanted !== null || !callsOffSign(window)) return;
    const priceMs = setupMs * (window.serving === null ? WORTH_IDLE : WORTH_BUSY);
    const { sign, savedMs } = bestSign(state, window, w, leftMs);
    const reliefMinutes = savedMs / MINUTE_MS;
    const plan = { window: w, sign, reliefMinutes, harmMinutes: setupMs / MINUTE_MS };
    if (savedMs > priceMs && mayShow(state, plan)) plans.push(plan);
  });
  return plans.sort((a, b) => b.reliefMinutes - a.reliefMinutes).slice(0, MOVES_A_TICK);
}

/** Whether the clerk was seen to call a group that the sign does not show: nothing else is worth another sign. */
function callsOffSign({ calls, sign }: WindowNow): boolean {
  for (const group of calls.keys()) if (!sign.includes(group)) return true;
  return false;
}

/** The sign that saves most overhead, and how much more than the present one. */
function bestSign(
  state: HallState,
  window: WindowNow,
  w: number,
  leftMs: number,
): { sign: readonly number[]; savedMs: number } {
  const { rules, windows } = state.facts;
  const home = windows[w]?.home ?? [];
  const skills = windows[w]?.skills ?? [];
  const expected = new Map(skills.map((g) => [g, expectedCalls(state, window, g, leftMs)]));
  const worth = (g: number) => expected.get(g) ?? 0;
  const total = (groups: readonly number[]) => groups.reduce((sum, g) => sum + worth(g), 0);
  const byWorth = skills.toSorted((a, b) => worth(b) - worth(a));
  const room = rules.maxSign - home.length;
  const extras = byWorth
    .filter((g) => !home.includes(g) && (worth(g) > 1 || window.sign.includes(g)))
    .slice(0, Math.max(0, room));
  const withHome = [...home, ...extras];
  const withoutHome = byWorth.slice(0, rules.maxSign);
  const sign = room <= 0 && total(withoutHome) > 1.3 * total(withHome) ? withoutHome : withHome;
  return { sign, savedMs: (total(sign) - total(window.sign)) * rules.helpOverheadMs };
}

/** Calls of the group by this window until the session's end, at the day's pace so far. */
function expectedCalls(state: HallState, window: WindowNow, group: number, leftMs: number): number {
  const record = window.calls.get(group);
  if (record === undefined) return 0;
  const sum = record.sum * Math.exp((record.at - state.now) / CALLS_FADE_MS);
  const seenMs = CALLS_FADE_MS * (1 - Math.exp(-openSoFarMs(state) / CALLS_FADE_MS));
  return (sum * leftMs) / (seenMs + START_MS);
}

function openSoFarMs(state: HallState): number {
  const { sessions } = state.facts;
  return sessions.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(to, state.now) - from), 0);
}

function sessionLeftMs(state: HallState): number | null {
  const session = state.facts.sessions.find(([from, to]) => from <= state.now && state.now < to);
  return session === undefined ? null : session[1] - state.now;
}
