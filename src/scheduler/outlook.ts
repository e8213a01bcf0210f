import { MINUTE_MS } from "../core/durations.ts";
import { type Arena, at } from "./arena.ts";
import type { HallState, WaitingTicket, WindowNow } from "./model.ts";
import { rank } from "./order.ts";
import { groupMeanMs, noShowShare, pace } from "./service-times.ts";

/** How much a minute of waiting in the priority lane weighs. */
export const PRIORITY_WEIGHT = 2;

/** The hall now, in minutes from now, as a simulation starts from it. */
export interface Outlook {
  arena: Arena;
  horizon: number;
  help: boolean;
  maxSign: number;
  setup: number;
  dwell: number;
  overhead: number;
  /** Mean service by slot, no-shows included. */
  mean: Float64Array;
  /** What calling into each slot is worth a unit of urgency, on the sign and off it. */
  worth: Float64Array;
  worthOff: Float64Array;
  /** 1 for slots on the sign now or next. */
  shown: Uint8Array;
  /** When each window is free; infinity when idle or closed; NaN when busy, to be drawn. */
  freeAt: Float64Array;
  /** For busy windows: set-up still to come after the citizen. */
  after: Float64Array;
  idle: Uint8Array;
  /** Next absence of each window known ahead. */
  leaveAt: Float64Array;
  backAt: Float64Array;
  /** No further change of the sign before this. */
  lockedUntil: Float64Array;
  /** Waiting tickets, group by group in calling order: age at the start (at most 0), group, weight. */
  waiting: { ticket: number; at: number; group: number; weight: number }[];
}

/** Describes the hall now for simulations of the next `horizon` minutes. */
export function lookOut(state: HallState, arena: Arena, horizon: number): Outlook {
  const { rules } = state.facts;
  const W = arena.windows;
  const outlook: Outlook = {
    arena,
    horizon,
    help: rules.help,
    maxSign: rules.maxSign,
    setup: rules.setupMs / MINUTE_MS,
    dwell: rules.dwellMs / MINUTE_MS,
    overhead: rules.helpOverheadMs / MINUTE_MS,
    ...slotValues(state, arena),
    shown: new Uint8Array(arena.slotWindow.length),
    freeAt: new Float64Array(W).fill(Number.POSITIVE_INFINITY),
    after: new Float64Array(W),
    idle: new Uint8Array(W),
    leaveAt: new Float64Array(W).fill(Number.POSITIVE_INFINITY),
    backAt: new Float64Array(W).fill(Number.POSITIVE_INFINITY),
    lockedUntil: new Float64Array(W),
    waiting: [],
  };
  state.windows.forEach((window, w) => {
    placeWindow(state, outlook, window, w);
  });
  for (const queue of state.queues) addQueue(state, outlook, queue);
  return outlook;
}

/** Mean service in minutes by slot: the group's mean, the clerk's pace, foreign work slower, no-shows short. */
export function slotMeans(state: HallState, arena: Arena): Float64Array {
  const { services, facts } = state;
  const { foreignFactor, callTimeoutMs } = facts.rules;
  const absent = noShowShare(services);
  const groupMinutes = facts.groups.map((group, g) => groupMeanMs(services, g, group.meanMs) / MINUTE_MS);
  const paces = facts.windows.map((_, w) => pace(services, w));
  return bySlot(arena, (s) => {
    const foreign = at(arena.slotHome, s) === 1 ? 1 : foreignFactor;
    const work = at(groupMinutes, at(arena.slotGroup, s)) * at(paces, at(arena.slotWindow, s)) * foreign;
    return (1 - absent) * work + (absent * callTimeoutMs) / MINUTE_MS;
  });
}

/** `Float64Array.from` would go through an iterator, five times slower: this is most of a quick decision. */
function bySlot({ slotWindow }: Arena, value: (slot: number) => number): Float64Array {
  const values = new Float64Array(slotWindow.length);
  for (let s = 0; s < values.length; s++) values[s] = value(s);
  return values;
}

/** Worth of a call away from home beside one at home. */
const FOREIGN = 0.65;

/** Mean service in minutes by slot, and what a unit of urgency is worth there on the sign and off it. */
export type SlotValues = Pick<Outlook, "mean" | "worth" | "worthOff">;

/**
 * Van Mieghem's generalised cµ rule (1995) with the root of µ, so that long services are not starved; less for
 * work away from home, more for groups that few windows may do.
 */
export function slotValues(state: HallState, arena: Arena): SlotValues {
  const mean = slotMeans(state, arena);
  const overhead = state.facts.rules.helpOverheadMs / MINUTE_MS;
  const value = (s: number, extra: number) => {
    const place = at(arena.slotHome, s) === 1 ? 1 : FOREIGN;
    return (place * at(arena.scarcity, at(arena.slotGroup, s))) / Math.sqrt(at(mean, s) + extra);
  };
  return {
    mean,
    worth: bySlot(arena, (s) => value(s, 0)),
    worthOff: bySlot(arena, (s) => value(s, overhead)),
  };
}

function placeWindow(state: HallState, outlook: Outlook, window: WindowNow, w: number): void {
  const { now, facts } = state;
  const sign = window.wanted?.sign ?? window.sign;
  const { arena } = outlook;
  for (let s = at(arena.firstSlot, w); s < at(arena.firstSlot, w + 1); s++)
    outlook.shown[s] = sign.includes(at(arena.slotGroup, s)) ? 1 : 0;
  const lastHour = window.changes.filter((t) => t > now - 3_600_000);
  const capMs = lastHour.length >= facts.rules.maxPerHour ? (lastHour[0] ?? now) + 3_600_000 - now : 0;
  outlook.lockedUntil[w] = Math.max(0, window.signSince + facts.rules.dwellMs - now, capMs) / MINUTE_MS;
  const pause = facts.windows[w]?.breaks.find(
    ([from, to]) => to > now && from < now + outlook.horizon * MINUTE_MS,
  );
  if (pause !== undefined) {
    outlook.leaveAt[w] = (pause[0] - now) / MINUTE_MS;
    outlook.backAt[w] = (pause[1] - now) / MINUTE_MS;
  }
  if (!window.open) {
    if (pause !== undefined && pause[0] <= now) outlook.freeAt[w] = at(outlook.backAt, w);
  } else if (window.serving !== null) {
    outlook.freeAt[w] = Number.NaN;
    outlook.after[w] = window.wanted === null ? 0 : outlook.setup;
  } else if (window.wanted !== null)
    outlook.freeAt[w] = Math.max(0.05, (window.wanted.at + facts.rules.setupMs - now) / MINUTE_MS);
  else outlook.idle[w] = 1;
}

function addQueue(state: HallState, outlook: Outlook, queue: readonly WaitingTicket[]): void {
  if (queue.length === 0) return;
  const { now, facts } = state;
  const lead = facts.rules.apptLeadMs;
  const inOrder =
    queue.length === 1 ? queue : queue.toSorted((a, b) => rank(a, now, lead) - rank(b, now, lead));
  for (const { ticket, at: since, slot, lane, group } of inOrder) {
    const from = Math.max(since, slot ?? since);
    const weight = lane === "prio" ? PRIORITY_WEIGHT : 1;
    outlook.waiting.push({ ticket, at: (Math.min(from, now) - now) / MINUTE_MS, group, weight });
  }
}
