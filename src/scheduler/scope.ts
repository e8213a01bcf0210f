import { at } from "./arena.ts";
import type { Outlook } from "./outlook.ts";

/** The part of a hall that a change can reach: windows and groups that share no sign with the rest. */
export interface Scope {
  windows: readonly number[];
  /** 1 for groups inside. */
  groups: Uint8Array;
  /** Who waits inside, by place in the outlook. */
  waiting: readonly number[];
}

export function wholeHall({ arena, waiting }: Outlook): Scope {
  return {
    windows: Array.from({ length: arena.windows }, (_, w) => w),
    groups: new Uint8Array(arena.groups).fill(1),
    waiting: waiting.map((_, i) => i),
  };
}

/**
 * Everything tied to a window and some groups by signs. Without help, work only moves along signs, so a change is
 * simulated in this part alone, far smaller and less noisy than the hall.
 */
export function scopeOf(outlook: Outlook, window: number, groups: readonly number[]): Scope {
  const { arena, shown } = outlook;
  const inside = new Uint8Array(arena.groups);
  const windows = new Set<number>();
  const todo = [...groups];
  const enter = (w: number) => {
    if (windows.has(w)) return;
    windows.add(w);
    for (let s = at(arena.firstSlot, w); s < at(arena.firstSlot, w + 1); s++)
      if (at(shown, s) === 1) todo.push(at(arena.slotGroup, s));
  };
  enter(window);
  for (let g = todo.pop(); g !== undefined; g = todo.pop()) {
    if (at(inside, g) === 1) continue;
    inside[g] = 1;
    for (let k = at(arena.firstAble, g); k < at(arena.firstAble, g + 1); k++) {
      const slot = at(arena.able, k);
      if (at(shown, slot) === 1) enter(at(arena.slotWindow, slot));
    }
  }
  const waiting = outlook.waiting.flatMap(({ group }, i) => (at(inside, group) === 1 ? [i] : []));
  return { windows: [...windows], groups: inside, waiting };
}
