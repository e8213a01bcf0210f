import type { HallFacts } from "./model.ts";
import { staticWaits } from "./static-waits.ts";

/**
 * Who may do what, flattened for simulation: one slot for each pair of a window and a group it is authorised
 * for. Slots of a window lie together, its home first.
 */
export interface Arena {
  windows: number;
  groups: number;
  /** First slot of each window, and one past the last. */
  firstSlot: Int32Array;
  slotWindow: Int32Array;
  slotGroup: Int32Array;
  slotHome: Uint8Array;
  /** First entry of each group in `able`, and one past the last. */
  firstAble: Int32Array;
  /** Slots by group; the least versatile windows first within home and within others. */
  able: Int32Array;
  /** How much more urgent a group is because few windows may do it. */
  scarcity: Float64Array;
  /** How much more a minute of waiting counts in a group whose windows lend out more than they borrow. */
  protection: Float64Array;
}

/** Exponent on the number of windows that may do a group: the fewer there are, the more urgent a ticket. */
const SCARCE = 0.25;
/** A group that would wait less than this in a hall that never moved is protected from paying for others. */
const PROTECTED_MINUTES = 3;
const PROTECTION_MAX = 6;
/** A queue of fewer people a day is rare, and the most by which its rarity weighs. */
const RARE_A_DAY = 15;
const RARITY_MAX = 3;

/**
 * A queue that hardly waited must not come to wait for the others' sake. People are weighed, but the promise is made
 * to each queue, so the few of a rare one count as many more as they are fewer.
 */
function protection(staticMinutes: number, history: readonly number[]): number {
  const bearable = staticMinutes / 2 + 0.5;
  const short = Math.min(PROTECTION_MAX, PROTECTED_MINUTES / bearable);
  if (short <= 1) return 1;
  const aDay = history.reduce((sum, n) => sum + n, 0);
  return short * Math.min(RARITY_MAX, Math.max(1, RARE_A_DAY / aDay));
}

/** Flattens the authorisations of a hall. */
export function buildArena(facts: HallFacts): Arena {
  const slots = facts.windows.flatMap((window, w) => {
    const others = window.skills.filter((g) => !window.home.includes(g));
    return [...window.home.map((g) => ({ w, g, home: 1 })), ...others.map((g) => ({ w, g, home: 0 }))];
  });
  const firstSlot = new Int32Array(facts.windows.length + 1);
  slots.forEach((slot) => {
    firstSlot[slot.w + 1] = (firstSlot[slot.w + 1] ?? 0) + 1;
  });
  for (let w = 0; w < facts.windows.length; w++) firstSlot[w + 1] = at(firstSlot, w + 1) + at(firstSlot, w);
  const versatility = (slot: number) => facts.windows[slots[slot]?.w ?? 0]?.skills.length ?? 0;
  const byGroup: number[][] = facts.groups.map(() => []);
  slots.forEach(({ g }, s) => {
    byGroup[g]?.push(s);
  });
  for (const list of byGroup)
    list.sort((a, b) => (slots[b]?.home ?? 0) - (slots[a]?.home ?? 0) || versatility(a) - versatility(b));
  const firstAble = new Int32Array(facts.groups.length + 1);
  byGroup.forEach((list, g) => {
    firstAble[g + 1] = at(firstAble, g) + list.length;
  });
  return {
    windows: facts.windows.length,
    groups: facts.groups.length,
    firstSlot,
    slotWindow: Int32Array.from(slots, (s) => s.w),
    slotGroup: Int32Array.from(slots, (s) => s.g),
    slotHome: Uint8Array.from(slots, (s) => s.home),
    firstAble,
    able: Int32Array.from(byGroup.flat()),
    scarcity: Float64Array.from(byGroup, (list) => Math.max(1, list.length) ** -SCARCE),
    protection: Float64Array.from(staticWaits(facts), (wait, g) =>
      protection(wait, facts.groups[g]?.history ?? []),
    ),
  };
}

/** An element of a typed array that is known to be there. */
export function at(array: { readonly [i: number]: number | undefined }, i: number): number {
  return array[i] as number;
}
