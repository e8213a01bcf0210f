import type { Answer, Policy } from "../protocol.ts";
import { delayCost } from "./delay-cost.ts";
import { type Mirror, type MirrorWindow, mirrorPolicy } from "./mirror.ts";
import { recall } from "./signs.ts";

const MINUTE_MS = 60_000;
const KAPPA = 30;
const FAIR_MS = 10 * MINUTE_MS;

type Move = { w: MirrorWindow; sign: number[]; gain: number };

/** Plain help with fairness between queues, and slow changes of signs that add extras and drop them. */
export function helpAndSlowSigns(): Policy {
  return mirrorPolicy(() => {
    let lastRound = Number.NEGATIVE_INFINITY;
    return (hall, ask) => {
      if (ask.why === "uncovered") return { sign: recall(hall, hall.group(ask.g), ask.t) };
      if (ask.why === "free") return { call: chooseCall(hall, hall.window(ask.w), ask.t) };
      if (ask.why !== "tick" || ask.t - lastRound < MINUTE_MS) return {};
      lastRound = ask.t;
      const sign: NonNullable<Answer["sign"]> = [];
      for (let n = 0; n < 2; n++) {
        const move = bestMove(hall, ask.t);
        if (move === null) break;
        sign.push(hall.wish(move.w, move.sign, ask.t));
      }
      return { sign };
    };
  });
}

function chooseCall(hall: Mirror, w: MirrorWindow, now: number): string | null {
  const own = hall.headOf(w.sign, now);
  const others = hall.hello.rules.help ? w.skills.filter((g) => !w.sign.includes(g)) : [];
  const other = hall.headOf(others, now);
  if (own === null || other === null) {
    const only = own ?? other;
    return only === null ? null : hall.name(only.g);
  }
  const ownFirst = (own.cls === "prio" && other.cls !== "prio") || other.at > own.at - FAIR_MS;
  return hall.name((ownFirst ? own : other).g);
}

/** Share of a window that its home needs, at most 0.95. */
function need(hall: Mirror, w: MirrorWindow, now: number): number {
  return w.home.reduce((worst, p) => {
    const load = hall.rate(p, now) + hall.queue(p).length / (10 * MINUTE_MS);
    return Math.max(worst, Math.min(0.95, (hall.meanMs(p) * load) / Math.max(1, hall.showing(p))));
  }, 0);
}

function bestMove(hall: Mirror, now: number): Move | null {
  const needs = new Map(hall.windows.map((w) => [w, need(hall, w, now)]));
  const power = hall.hello.groups.map(() => 0);
  for (const w of hall.windows) {
    if (!w.open) continue;
    const spare = 1 - (needs.get(w) ?? 0);
    const extras = w.sign.filter((g) => !w.home.includes(g));
    for (const g of w.sign) {
      const share = w.home.includes(g)
        ? 1 - (extras.length > 0 ? 0.25 * spare : 0)
        : spare / extras.length / 1.1;
      power[g] = (power[g] ?? 0) + share / (w.home.includes(g) ? w.home.length : 1);
    }
  }
  let best: Move | null = null;
  for (const w of hall.windows) {
    if (w.wishedAt !== null) continue;
    for (const move of [
      ...additions(hall, w, power, needs.get(w) ?? 0, now),
      ...drops(hall, w, power, needs, now),
    ])
      if (move.gain > (best?.gain ?? 0) && hall.mayShow(w, move.sign, now)) best = move;
  }
  return best;
}

function additions(hall: Mirror, w: MirrorWindow, power: number[], needed: number, now: number): Move[] {
  if (w.sign.length >= hall.hello.rules.maxSign) return [];
  const spare = 1 - needed;
  const moves: Move[] = [];
  for (const g of w.skills) {
    if (w.sign.includes(g)) continue;
    const n = power[g] ?? 0;
    const before = delayCost(hall, g, n, now);
    if (before <= KAPPA) continue;
    const harm = w.home.reduce((sum, p) => {
      const k = power[p] ?? 1;
      return sum + delayCost(hall, p, k - 0.25 * spare, now) - delayCost(hall, p, k, now);
    }, 0);
    const gain = before - delayCost(hall, g, n + spare / 1.1, now) - KAPPA - harm;
    moves.push({ w, sign: [...w.sign, g], gain });
  }
  return moves;
}

function drops(
  hall: Mirror,
  w: MirrorWindow,
  power: number[],
  needs: Map<MirrorWindow, number>,
  now: number,
): Move[] {
  const extras = w.sign.filter((g) => !w.home.includes(g));
  if (extras.length === 0) return [];
  const spare = 1 - (needs.get(w) ?? 0);
  const relief = w.home.reduce((sum, p) => {
    const k = power[p] ?? 1;
    return sum + 0.25 * (delayCost(hall, p, 0.8 * k, now) - delayCost(hall, p, k, now));
  }, 0);
  const harm = extras.reduce((sum, g) => {
    const n = power[g] ?? 0;
    return sum + delayCost(hall, g, n - spare / extras.length, now) - delayCost(hall, g, n, now);
  }, 0);
  return [{ w, sign: w.home, gain: relief - harm - 0.4 * KAPPA }];
}
