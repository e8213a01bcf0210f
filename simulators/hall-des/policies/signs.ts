import type { Answer, Policy } from "../protocol.ts";
import { delayCost } from "./delay-cost.ts";
import { type Mirror, type MirrorWindow, mirrorPolicy } from "./mirror.ts";

const MINUTE_MS = 60_000;
/** More than any saving. */
const IDLE_FIRST = 1e6;
type Wishes = NonNullable<Answer["sign"]>;

/** Minutes of work that wait for each window that shows the group. */
function backlogMinutes(hall: Mirror, g: number): number {
  return (hall.queue(g).length * hall.meanMs(g)) / MINUTE_MS / Math.max(0.5, hall.showing(g));
}

/** Calls a window home (or anybody authorised) for a group that no sign covers. */
export function recall(hall: Mirror, g: number, now: number): Wishes {
  const able = hall.windows.filter((w) => w.open && w.skills.includes(g) && w.wishedAt === null);
  const score = (w: MirrorWindow) => (w.home.includes(g) ? 0 : 2) + (w.busy ? 1 : 0);
  const best = able.sort((a, b) => score(a) - score(b))[0];
  if (best === undefined) return [];
  return [hall.wish(best, best.home.includes(g) ? best.home : [g], now)];
}

/** Recalls for every group where somebody waits and no open window shows it. */
function recallAll(hall: Mirror, now: number): Wishes {
  const waiting = hall.hello.groups.map((_, g) => g).filter((g) => hall.queue(g).length > 0);
  return waiting.filter((g) => !hall.covers(g)).flatMap((g) => recall(hall, g, now));
}

/** Every 30 minutes one window goes from the idlest queue to the worst, or home again. */
export function manager(): Policy {
  return mirrorPolicy(() => {
    let lastRound = Number.NEGATIVE_INFINITY;
    return (hall, ask) => {
      if (ask.why === "uncovered") return { sign: recall(hall, hall.group(ask.g), ask.t) };
      if (ask.why !== "tick") return {};
      const recalls = recallAll(hall, ask.t);
      if (recalls.length > 0 || ask.t - lastRound < 30 * MINUTE_MS) return { sign: recalls };
      lastRound = ask.t;
      const worst = hall.hello.groups
        .map((_, g) => g)
        .sort((a, b) => backlogMinutes(hall, b) - backlogMinutes(hall, a))[0];
      if (worst === undefined || backlogMinutes(hall, worst) < 10) return {};
      const coldness = (w: MirrorWindow) => Math.max(...w.sign.map((g) => backlogMinutes(hall, g)));
      const helper = hall.windows
        .filter((w) => w.skills.includes(worst) && !w.sign.includes(worst))
        .filter((w) => hall.mayShow(w, [worst], ask.t))
        .sort((a, b) => coldness(a) - coldness(b))[0];
      if (helper === undefined || coldness(helper) > backlogMinutes(hall, worst) / 2) return {};
      return { sign: [hall.wish(helper, [worst], ask.t)] };
    };
  });
}

/** Helps above one threshold, goes home below another (Perry and Whitt's activation and release). */
export function threshold(activateMinutes = 10, releaseMinutes = 3): Policy {
  return mirrorPolicy(() => (hall, ask) => {
    if (ask.why === "uncovered") return { sign: recall(hall, hall.group(ask.g), ask.t) };
    if (ask.why !== "tick") return {};
    const wishes: Wishes = recallAll(hall, ask.t);
    for (const w of hall.windows) {
      if (w.sign.every((g) => w.home.includes(g))) continue;
      const released = w.sign.every((g) => backlogMinutes(hall, g) < releaseMinutes);
      const needed = w.home.some((g) => backlogMinutes(hall, g) > activateMinutes);
      if ((released || needed) && hall.mayShow(w, w.home, ask.t)) wishes.push(hall.wish(w, w.home, ask.t));
    }
    const hot = hall.hello.groups.map((_, g) => g).filter((g) => backlogMinutes(hall, g) > activateMinutes);
    for (const g of hot.sort((a, b) => backlogMinutes(hall, b) - backlogMinutes(hall, a))) {
      const helper = hall.windows.find(
        (w) =>
          w.skills.includes(g) &&
          !w.sign.includes(g) &&
          w.sign.every((p) => backlogMinutes(hall, p) < releaseMinutes) &&
          hall.mayShow(w, [g], ask.t),
      );
      if (helper !== undefined) wishes.push(hall.wish(helper, [g], ask.t));
    }
    return { sign: wishes };
  });
}

/** Gcµ-like look-ahead that replaces the sign by one other group (van Mieghem 1995), at most two a minute. */
export function lookAhead(kappa = 6): Policy {
  return mirrorPolicy(() => {
    let lastRound = Number.NEGATIVE_INFINITY;
    return (hall, ask) => {
      if (ask.why === "uncovered") return { sign: recall(hall, hall.group(ask.g), ask.t) };
      if (ask.why !== "tick" || ask.t - lastRound < MINUTE_MS) return {};
      lastRound = ask.t;
      const wishes: Wishes = recallAll(hall, ask.t);
      for (let n = 0; n < 2; n++) {
        const move = bestReplacement(hall, ask.t, kappa);
        if (move === null) break;
        wishes.push(hall.wish(move.w, move.sign, ask.t));
      }
      return { sign: wishes };
    };
  });
}

/** The replacement that saves most, an idle window's before a busy one's. */
function bestReplacement(hall: Mirror, now: number, kappa: number) {
  const strength = hall.hello.groups.map((_, g) => hall.strength(g));
  const cost = (g: number, change: number) => delayCost(hall, g, (strength[g] ?? 0) + change, now);
  let best: { w: MirrorWindow; sign: number[]; score: number } | null = null;
  for (const w of hall.windows) {
    if (w.wishedAt !== null) continue;
    const harm = w.sign.reduce((sum, p) => {
      const share = hall.share(w, p);
      const last = (strength[p] ?? 0) - share < 0.5;
      return sum + (last ? 2 : 1) * (cost(p, -share) - cost(p, 0));
    }, 0);
    for (const g of w.skills) {
      if (w.sign.includes(g)) continue;
      const price = w.home.includes(g) ? kappa / 5 : kappa;
      const saved = cost(g, 0) - cost(g, hall.share(w, g)) - harm - price;
      if (saved <= 0) continue;
      const score = saved + (w.busy ? 0 : IDLE_FIRST);
      if (best !== null && score <= best.score) continue;
      const sign = w.home.includes(g) ? w.home : [g];
      if (hall.mayShow(w, sign, now)) best = { w, sign, score };
    }
  }
  return best;
}
