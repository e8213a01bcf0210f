import { at } from "./arena.ts";
import type { Future } from "./futures.ts";
import type { Lines } from "./lines.ts";
import type { Outlook } from "./outlook.ts";
import { waitCost } from "./wait-cost.ts";

/** Usual minutes until a recalled window has finished its citizen and changed its sign. */
const RECALL_MINUTES = 6;
/** Windows' worth of work that a line is served with at least: nobody waits for ever. */
const LEAST_STRENGTH = 0.02;

/**
 * The cost of waiting of all who still wait at the horizon: their wait so far, and what is still to come if the
 * windows that are present go on sharing their time among the lines they may call.
 */
export function leftOverCost(
  o: Outlook,
  future: Future,
  lines: Lines,
  present: readonly number[],
  shown: Uint8Array,
): number {
  const { arena } = o;
  const strength = new Float64Array(arena.groups);
  for (const w of present) addStrength(o, lines, w, shown, strength);
  let cost = 0;
  for (let g = 0; g < arena.groups; g++) {
    if (at(lines.count, g) === 0) continue;
    const one = 1 / at(o.mean, at(arena.able, at(arena.firstAble, g)));
    const recalled = !o.help && at(strength, g) < one;
    const gap = 1 / Math.max(recalled ? one : LEAST_STRENGTH, at(strength, g));
    const until = o.horizon + (recalled ? RECALL_MINUTES : 0);
    let i = lines.first(g);
    for (let ahead = 0; ahead < at(lines.count, g); ahead++) {
      cost += at(future.weight, i) * waitCost(until - at(future.at, i) + (ahead + 0.5) * gap);
      i = lines.after(i);
    }
  }
  return cost;
}

/** Adds a window's citizens a minute to each line it may call, as if it served them in proportion. */
function addStrength(o: Outlook, lines: Lines, w: number, shown: Uint8Array, strength: Float64Array): void {
  const { firstSlot, slotGroup } = o.arena;
  let work = 0;
  for (let pass = 0; pass < 2; pass++)
    for (let s = at(firstSlot, w); s < at(firstSlot, w + 1); s++) {
      const g = at(slotGroup, s);
      const n = at(lines.count, g);
      if (n === 0 || (at(shown, s) === 0 && !o.help)) continue;
      if (pass === 0) work += n * at(o.mean, s);
      else strength[g] = at(strength, g) + n / work;
    }
}
