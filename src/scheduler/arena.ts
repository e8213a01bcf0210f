import type { HallFacts } from "./model.ts";

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
  /** How much more urgent a group is because few windows may do it, or because its windows help others. */
  scarcity: Float64Array;
}

/** Exponent on the number of windows that may do a group: the fewer there are, the more urgent a ticket. */
const SCARCE = 0.25;
/** A queue whose windows are busy less than this lends them out; its own few citizens shall not pay for that. */
const COLD_LOAD = 0.25;
const COLD_FIRST = 2;

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
    scarcity: Float64Array.from(byGroup, (list, g) => {
      const cold = homeLoad(facts, g) < COLD_LOAD ? COLD_FIRST : 1;
      return cold * Math.max(1, list.length) ** -SCARCE;
    }),
  };
}

/** How busy the history lets the home windows of a group be, 1 being always; 1 when nothing is known. */
function homeLoad(facts: HallFacts, g: number): number {
  const group = facts.groups[g];
  const openMs = facts.sessions.reduce((sum, [from, to]) => sum + to - from, 0);
  const windows = facts.windows.reduce((n, w) => n + (w.home.includes(g) ? 1 / w.home.length : 0), 0);
  const arrivals = group?.history.reduce((a, b) => a + b, 0) ?? 0;
  if (group === undefined || arrivals === 0 || openMs === 0) return 1;
  return (arrivals * group.meanMs) / openMs / Math.max(0.2, windows);
}

/** An element of a typed array that is known to be there. */
export function at(array: { readonly [i: number]: number | undefined }, i: number): number {
  return array[i] as number;
}
