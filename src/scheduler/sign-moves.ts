import { type Arena, at } from "./arena.ts";
import { type Demand, delayCost, demands } from "./delay-cost.ts";
import type { HallState } from "./model.ts";
import { sameSign } from "./observe.ts";
import { drawFutures, lookOut } from "./outlook.ts";
import type { Random } from "./random.ts";
import { Rollout } from "./rollout.ts";
import { type Scope, scopeOf } from "./scope.ts";
import { isUncovered, mayShow, nextSign, noteWish, type SignWish } from "./sign-rules.ts";

export interface MoveSettings {
  futures: number;
  horizonMinutes: number;
  /** Moves that are simulated, the most promising first. */
  choices: number;
  /** Options that go on after the first few futures. */
  finalists: number;
  /** Ticks from one round to the next. */
  everyTicks: number;
  movesARound: number;
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
 * Without help, signs move work. Each round takes the most promising changes by the delay cost of the queues
 * concerned, simulates each over the same futures, and makes the best while it saves more than a threshold.
 * The state is left with the wishes noted.
 */
export function moveSigns(
  state: HallState,
  arena: Arena,
  random: Random,
  settings: MoveSettings,
): SignMove[] {
  const moves: SignMove[] = [];
  while (moves.length < settings.movesARound) {
    const promising = promisingMoves(state).slice(0, settings.choices);
    const best = bestMove(state, arena, promising, random, settings);
    if (best === null) break;
    noteWish(state, best);
    moves.push(best);
  }
  return moves;
}

/** Brings a window back, or over, to each group where somebody waits and nobody shows it. */
export function recallSigns(
  state: HallState,
  arena: Arena,
  random: Random,
  settings: MoveSettings,
): SignMove[] {
  const moves: SignMove[] = [];
  for (let g = 0; g < arena.groups; g++) {
    if (!isUncovered(state, g)) continue;
    const options = recallOptions(state, arena, g);
    const best = bestMove(state, arena, options, random, {
      ...settings,
      threshold: -1e9,
      homeThreshold: -1e9,
    });
    if (best === null) continue;
    noteWish(state, best);
    moves.push(best);
  }
  return moves;
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
      const slots = slotsOf(arena, move);
      rollout.confine(scopes[i] as Scope);
      const goOn = rollout.run({ kind: "go-on" });
      savings[i]?.push(goOn - rollout.run({ kind: "sign", window: move.window, slots }));
    }
    steps += rollout.steps;
    if (drawn === FIRST_FUTURES) running = finalists(savings, running, settings);
    if (running.length === 0 || steps > settings.budgetSteps) break;
  }
  return pickMove(state, options, savings, settings);
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

function meanAndError(values: readonly number[]): { mean: number; error: number } {
  const mean = values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);
  if (values.length < 2) return { mean, error: 0 };
  const square = values.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  return { mean, error: Math.sqrt(square / (values.length - 1) / values.length) };
}
