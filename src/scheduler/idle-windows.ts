import { MINUTE_MS } from "../core/durations.ts";
import { type Arena, at } from "./arena.ts";
import { arrivalRate } from "./forecast.ts";
import type { HallState, WaitingTicket } from "./model.ts";
import type { SlotValues } from "./outlook.ts";

/** Share of a busy able window that newcomers of a group can count on. */
const CONTESTED = 0.5;
/** Typical minutes until one busy window is free. */
const USUAL_MINUTES = 8;
/** How much less an arrival minds a window's absence for each other idle one. */
const BACKED_UP = 0.15;
/** Minutes by which another window must be cheaper to be worth the trouble. */
const MARGIN = 0.05;

/**
 * Whether a ticket that came just now is better taken by another idle window, which the hall will ask in the same
 * moment. Never for a ticket that has waited already: everybody idle has declined it.
 */
export function leavesToIdle(
  state: HallState,
  arena: Arena,
  w: number,
  group: number,
  slot: number,
  ticket: WaitingTicket,
  values: SlotValues,
): boolean {
  if (ticket.at !== state.now || !state.asksEverybody) return false;
  const cost = takingCost(state, arena, slot, values);
  for (let k = at(arena.firstAble, group); k < at(arena.firstAble, group + 1); k++) {
    const other = at(arena.able, k);
    const v = at(arena.slotWindow, other);
    if (v === w || !isIdle(state, v) || !mayCall(state, arena, other)) continue;
    if ((state.windows[v]?.askedAt ?? 0) >= state.now) continue;
    if (takingCost(state, arena, other, values) < cost - MARGIN) return true;
  }
  return false;
}

function isIdle(state: HallState, w: number): boolean {
  const window = state.windows[w];
  return window?.open === true && window.serving === null && window.wanted === null;
}

/** Whether the window may call that slot's group now: by its sign, or as help. */
function mayCall(state: HallState, arena: Arena, slot: number): boolean {
  const window = state.windows[at(arena.slotWindow, slot)];
  if (window === undefined || !window.open) return false;
  return state.facts.rules.help || window.sign.includes(at(arena.slotGroup, slot));
}

/** Minutes that a call into the slot takes, and what its window's absence costs those who will soon come. */
function takingCost(state: HallState, arena: Arena, slot: number, values: SlotValues): number {
  const w = at(arena.slotWindow, slot);
  const shown = state.windows[w]?.sign.includes(at(arena.slotGroup, slot)) ?? false;
  const minutes = at(values.mean, slot) + (shown ? 0 : state.facts.rules.helpOverheadMs / MINUTE_MS);
  return minutes + harm(state, arena, w, minutes);
}

/**
 * Expected minutes, protected groups counting more, that newcomers of the window's groups wait longer because it
 * is busy for `minutes`: arrivals times the delay until it, or another window, is free.
 */
function harm(state: HallState, arena: Arena, w: number, minutes: number): number {
  const { groups, sessions } = state.facts;
  let sum = 0;
  for (let slot = at(arena.firstSlot, w); slot < at(arena.firstSlot, w + 1); slot++) {
    if (!mayCall(state, arena, slot)) continue;
    const g = at(arena.slotGroup, slot);
    const history = groups[g]?.history ?? [];
    const rate = arrivalRate(state.arrivals, g, history, sessions, state.now) * MINUTE_MS;
    if (rate === 0) continue;
    let idle = 0;
    let busy = 0;
    for (let k = at(arena.firstAble, g); k < at(arena.firstAble, g + 1); k++) {
      const other = at(arena.able, k);
      const v = at(arena.slotWindow, other);
      if (v === w || !mayCall(state, arena, other)) continue;
      if (isIdle(state, v)) idle++;
      else busy++;
    }
    const delay = 1 / (2 / minutes + (CONTESTED * busy) / USUAL_MINUTES);
    sum += at(arena.protection, g) * rate * minutes * delay * BACKED_UP ** idle;
  }
  return sum;
}

/**
 * Notices a hall that does not ask every idle window when a ticket comes: a ticket was left to others, time went
 * on, and it still waits while an idle window that may call it was never asked.
 */
export function noticeAsking(state: HallState, arena: Arena): void {
  const left = state.leftToOthers;
  if (left === null || state.now <= left.at) return;
  state.leftToOthers = null;
  if (!(state.queues[left.group] ?? []).some((x) => x.ticket === left.ticket)) return;
  for (let k = at(arena.firstAble, left.group); k < at(arena.firstAble, left.group + 1); k++) {
    const slot = at(arena.able, k);
    const v = at(arena.slotWindow, slot);
    const asked = state.windows[v]?.askedAt ?? 0;
    if (isIdle(state, v) && mayCall(state, arena, slot) && asked < left.at) state.asksEverybody = false;
  }
}
