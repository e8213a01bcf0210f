import { type Arena, at } from "./arena.ts";
import { drawFutures } from "./futures.ts";
import type { HallState } from "./model.ts";
import { sameSign } from "./observe.ts";
import { lookOut } from "./outlook.ts";
import type { Random } from "./random.ts";
import { Rollout, type Trial } from "./rollout.ts";
import { type Scope, scopeOf } from "./scope.ts";
import { promisingMoves, recallOptions, type SignMove } from "./sign-options.ts";
import { isAbandoned, type SignWish } from "./sign-rules.ts";
import { meanAndError, winsorised } from "./statistics.ts";

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

/**
 * What an idle window could do now is not left to others: in a simulation some window always becomes free soon and
 * goes over, so at each tick it would seem best to wait a little longer.
 */
const NO_RESCUE_MINUTES = 15;

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

/** The best way to bring a window to a group where somebody waits and nobody will show it; null if there is none. */
export function recallSign(
  state: HallState,
  arena: Arena,
  group: number,
  random: Random,
  settings: MoveSettings,
): SignMove | null {
  if (!isAbandoned(state, group)) return null;
  const anything = {
    ...settings,
    threshold: -1e9,
    homeThreshold: -1e9,
    budgetSteps: settings.budgetSteps / 2,
  };
  const options = recallOptions(state, arena, group).slice(0, settings.choices);
  return bestMove(state, arena, options, random, anything);
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
  const trials = options.map(
    (move): Trial => ({ kind: "sign", window: move.window, slots: slotsOf(arena, move) }),
  );
  const isIdle = (w: number) => state.windows[w]?.serving === null;
  const switchesFrom = options.map(({ window }) => (isIdle(window) ? NO_RESCUE_MINUTES : 0));
  let running = options.map((_, i) => i);
  let steps = 0;
  let drawn = 0;
  for (const future of drawFutures(state, outlook, settings.futures, random)) {
    drawn++;
    const rollout = new Rollout(outlook, future, scopes[0] as Scope);
    for (const i of running) {
      rollout.confine(scopes[i] as Scope);
      const goOn = rollout.run({ kind: "go-on" }, switchesFrom[i]);
      savings[i]?.push(goOn - rollout.run(trials[i] as Trial, switchesFrom[i]));
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
    const { mean, error } = meanAndError(winsorised(seen));
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
