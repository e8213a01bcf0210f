import { type Arena, at } from "./arena.ts";
import { type Demand, delayCost, demands } from "./delay-cost.ts";
import type { HallState } from "./model.ts";
import { sameSign } from "./observe.ts";
import { drawFutures, lookOut } from "./outlook.ts";
import type { Random } from "./random.ts";
import { Rollout } from "./rollout.ts";
import { type Scope, scopeOf } from "./scope.ts";
import { isUncovered, mayShow, nextSign, type SignWish } from "./sign-rules.ts";
import { meanAndError } from "./statistics.ts";

export interface MoveSettings {
  futures: number;
  horizonMinutes: number;
  /** Moves that are simulated, the most promising first. */
  choices: number;
  /** Options that go on after the first few futures. */
  finalists: number;
  /** Saving, in weighted person-minutes, below which nothing moves, and on the way home. */
  threshold: number;
  homeThreshold: number;
  /** Standard errors by which a simulated saving must exceed the threshold. */
  caution: number;
  budgetSteps: number;
}

/** Futures after which the options that lag behind are given up (successive halving: Karnin et al. 2013). */
const FIRST_FUTURES = 4;

/** A proposed change of a sign. */
export interface SignMove extends SignWish {
  /** Expected relief, weighted person-minutes over the look-ahead. */
  reliefMinutes: number;
  /** What the queues that lose the window are expected to pay, by the same look-ahead. */
  harmMinutes: number;
}

/**
 * Without help, signs move work. Takes the most promising changes by the delay cost of the queues concerned,
 * simulates each over the same futures, and proposes the best if it saves more than a threshold; null otherwise.
 */
export function moveSigns(
  state: HallState,
  arena: Arena,
  random: Random,
  settings: MoveSettings,
): SignMove | null {
  const promising = promisingMoves(state).slice(0, settings.choices);
  return bestMove(state, arena, promising, random, settings);
}

/** The best way to bring a window to a group where somebody waits and nobody shows it; null if there is none. */
export function recallSign(
  state: HallState,
  arena: Arena,
  group: number,
  random: Random,
  settings: MoveSettings,
): SignMove | null {
  if (!isUncovered(state, group)) return null;
  const anything = { ...settings, threshold: -1e9, homeThreshold: -1e9 };
  return bestMove(state, arena, recallOptions(state, arena, group), random, anything);
}

function recallOptions(state: HallState, arena: Arena, g: number): SignMove[] {
  const options: SignMove[] = [];
  for (let k = at(arena.firstAble, g); k < at(arena.firstAble, g + 1); k++) {
    const w = at(arena.slotWindow, at(arena.able, k));
    const home = state.facts.windows[w]?.home ?? [];
    const sign = home.includes(g) ? home : [g];
    const move = { window: w, sign, reliefMinutes: 0, harmMinutes: 0 };
    if (mayShow(state, move)) options.push(move);
  }
  return options;
}

/** Allowed changes by what the delay cost says they save, the best first. */
function promisingMoves(state: HallState): SignMove[] {
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

/** Signs that a window might take: home, one other group instead, one more, or another extra. */
function signOptions(state: HallState, w: number): (readonly number[])[] {
  const facts = state.facts.windows[w];
  const window = state.windows[w];
  if (facts === undefined || window === undefined) return [];
  const { maxSign } = state.facts.rules;
  const options: (readonly number[])[] = [];
  if (!sameSign(window.sign, facts.home)) options.push(facts.home);
  for (const g of facts.skills) {
    if (window.sign.includes(g)) continue;
    if (maxSign === 1) options.push([g]);
    else if (window.sign.length < maxSign) options.push([...window.sign, g]);
    else
      for (const out of window.sign)
        if (!facts.home.includes(out)) options.push(window.sign.map((x) => (x === out ? g : x)));
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

function bestMove(
  state: HallState,
  arena: Arena,
  options: readonly SignMove[],
  random: Random,
  settings: MoveSettings,
): SignMove | null {
  if (options.length === 0) return null;
  if (settings.futures === 0)
    return pickMove(
      state,
      options,
      options.map((move) => [move.reliefMinutes - move.harmMinutes]),
      settings,
    );
  const outlook = lookOut(state, arena, settings.horizonMinutes);
  const savings = options.map(() => [] as number[]);
  const scopes = options.map((move) => scopeOf(outlook, move.window, move.sign));
  let running = options.map((_, i) => i);
  let steps = 0;
  let drawn = 0;
  for (const future of drawFutures(state, outlook, settings.futures, random)) {
    drawn++;
    const rollout = new Rollout(outlook, future);
    for (const i of running) {
      const move = options[i] as SignMove;
      rollout.confine(scopes[i] as Scope);
      const goOn = rollout.run({ kind: "go-on" });
      const slots = slotsOf(arena, move);
      savings[i]?.push(goOn - rollout.run({ kind: "sign", window: move.window, slots }));
      if (drawn === 1 && rollout.steps > affordable(settings)) break;
    }
    steps += rollout.steps;
    if (drawn === 1) running = running.filter((i) => (savings[i]?.length ?? 0) > 0);
    if (drawn === FIRST_FUTURES) running = finalists(savings, running, settings);
    if (running.length === 0 || steps > settings.budgetSteps) break;
  }
  return pickMove(state, options, savings, settings);
}

/** Steps for the first future, so that the first futures leave enough of the budget for the finalists. */
function affordable({ budgetSteps }: MoveSettings): number {
  return (0.6 * budgetSteps) / FIRST_FUTURES;
}

/** The options that did best in the first futures; the others stand by what they have shown. */
function finalists(
  savings: readonly number[][],
  running: readonly number[],
  settings: MoveSettings,
): number[] {
  const sum = (i: number) => (savings[i] ?? []).reduce((a, b) => a + b, 0);
  return running
    .toSorted((a, b) => sum(b) - sum(a))
    .slice(0, settings.finalists)
    .filter((i) => sum(i) > settings.threshold);
}

function pickMove(
  state: HallState,
  options: readonly SignMove[],
  savings: readonly number[][],
  settings: MoveSettings,
): SignMove | null {
  let best: SignMove | null = null;
  let bestMargin = 0;
  options.forEach((move, i) => {
    const home = state.facts.windows[move.window]?.home ?? [];
    const threshold = sameSign(move.sign, home) ? settings.homeThreshold : settings.threshold;
    const seen = savings[i] ?? [];
    if (settings.futures > FIRST_FUTURES && seen.length <= FIRST_FUTURES) return;
    const { mean, error } = meanAndError(seen);
    const margin = mean - settings.caution * error - threshold;
    if (margin <= bestMargin) return;
    best = { ...move, reliefMinutes: mean + move.harmMinutes };
    bestMargin = margin;
  });
  return best;
}

function slotsOf(arena: Arena, { window: w, sign }: SignWish): number[] {
  const slots: number[] = [];
  for (let s = at(arena.firstSlot, w); s < at(arena.firstSlot, w + 1); s++)
    if (sign.includes(at(arena.slotGroup, s))) slots.push(s);
  return slots;
}
