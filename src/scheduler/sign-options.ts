import { type Arena, at } from "./arena.ts";
import { type Demand, delayCost, demands } from "./delay-cost.ts";
import type { HallState } from "./model.ts";
import { sameSign } from "./observe.ts";
import { mayShow, nextSign, type SignWish } from "./sign-rules.ts";

/** A proposed change of a sign. */
export interface SignMove extends SignWish {
  /** Expected relief, weighted person-minutes over the look-ahead. */
  reliefMinutes: number;
  /** What the queues that lose the window are expected to pay, by the same look-ahead. */
  harmMinutes: number;
}

/** Allowed changes by what the delay cost says they save, the best first. */
export function promisingMoves(state: HallState): SignMove[] {
  const needs = demands(state);
  const strength = strengths(state);
  const cost = (g: number, change: number) => delayCost(needs[g] as Demand, (strength[g] ?? 0) + change);
  const moves: SignMove[] = [];
  state.windows.forEach((window, w) => {
    if (!window.open || window.wanted !== null) return;
    for (const sign of signOptions(state, w)) {
      const change = shareChange(state, w, window.sign, sign);
      let relief = 0;
      let harm = 0;
      for (const [g, d] of change) {
        if (d > 0) relief += cost(g, 0) - cost(g, d);
        else harm += cost(g, d) - cost(g, 0);
      }
      if (relief - 0.5 * harm < 1) continue;
      const move = { window: w, sign, reliefMinutes: relief, harmMinutes: harm };
      if (mayShow(state, move)) moves.push(move);
    }
  });
  return moves.sort((a, b) => b.reliefMinutes - b.harmMinutes - a.reliefMinutes + a.harmMinutes);
}

/** Signs that a window might take: home, another group alone, one more, or one exchanged. */
function signOptions(state: HallState, w: number): (readonly number[])[] {
  const facts = state.facts.windows[w];
  const window = state.windows[w];
  if (facts === undefined || window === undefined) return [];
  const { maxSign } = state.facts.rules;
  const options: (readonly number[])[] = [];
  if (!sameSign(window.sign, facts.home)) options.push(facts.home);
  for (const g of facts.skills) {
    if (window.sign.includes(g)) continue;
    if (window.sign.length < maxSign) options.push([...window.sign, g]);
    else if (maxSign > 1)
      for (const out of window.sign) options.push(window.sign.map((x) => (x === out ? g : x)));
    else if (!sameSign([g], facts.home)) options.push([g]);
  }
  return options;
}

/** Windows' worth of work for each group: a window's time is shared by the groups on its sign. */
function strengths(state: HallState): number[] {
  const strength = state.facts.groups.map(() => 0);
  state.windows.forEach((window, w) => {
    if (!window.open) return;
    for (const [g, share] of shares(state, w, nextSign(window))) strength[g] = (strength[g] ?? 0) + share;
  });
  return strength;
}

function shares(state: HallState, w: number, sign: readonly number[]): [number, number][] {
  const home = state.facts.windows[w]?.home ?? [];
  const { foreignFactor } = state.facts.rules;
  return sign.map((g) => [g, 1 / sign.length / (home.includes(g) ? 1 : foreignFactor)]);
}

function shareChange(
  state: HallState,
  w: number,
  before: readonly number[],
  after: readonly number[],
): Map<number, number> {
  const change = new Map<number, number>();
  for (const [g, share] of shares(state, w, before)) change.set(g, -share);
  for (const [g, share] of shares(state, w, after)) change.set(g, (change.get(g) ?? 0) + share);
  return change;
}

/** Allowed changes that bring a window to the group, idle windows first: home where it is one, else it alone. */
export function recallOptions(state: HallState, arena: Arena, g: number): SignMove[] {
  const options: SignMove[] = [];
  for (let k = at(arena.firstAble, g); k < at(arena.firstAble, g + 1); k++) {
    const w = at(arena.slotWindow, at(arena.able, k));
    const home = state.facts.windows[w]?.home ?? [];
    const sign = home.includes(g) ? home : [g];
    const move = { window: w, sign, reliefMinutes: 0, harmMinutes: 0 };
    if (mayShow(state, move)) options.push(move);
  }
  const busy = ({ window: w }: SignMove) => (state.windows[w]?.serving === null ? 0 : 1);
  return options.sort((a, b) => busy(a) - busy(b));
}
