import { type Arena, at } from "./arena.ts";
import { arrivalRate } from "./forecast.ts";
import type { HallState, WaitingTicket, WindowNow } from "./model.ts";
import { rank } from "./order.ts";
import type { Random } from "./random.ts";
import { groupMeanMs, noShowShare, pace } from "./service-times.ts";

export const MINUTE_MS = 60_000;
const SEGMENT_MS = 15 * MINUTE_MS;
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

/** One drawn future: the waiting tickets first, then arrivals by time. */
export interface Future {
  count: number;
  at: Float64Array;
  group: Int32Array;
  /** Service as a multiple of its mean. */
  unit: Float64Array;
  freeAt: Float64Array;
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
  const { rules, groups } = state.facts;
  const absent = noShowShare(state.services);
  return Float64Array.from(arena.slotWindow, (w, s) => {
    const g = at(arena.slotGroup, s);
    const foreign = at(arena.slotHome, s) === 1 ? 1 : rules.foreignFactor;
    const workMs = groupMeanMs(state.services, g, groups[g]?.meanMs ?? 0) * pace(state.services, w) * foreign;
    return ((1 - absent) * workMs + absent * rules.callTimeoutMs) / MINUTE_MS;
  });
}

/** Exponent on the service time in the order of calls: 1 is the generalised cµ rule, 0 ignores it. */
const SHORT_FIRST = 0.5;
/** Worth of a call away from home beside one at home. */
const FOREIGN = 0.65;

/** Mean service in minutes by slot, and what a unit of urgency is worth there on the sign and off it. */
export type SlotValues = Pick<Outlook, "mean" | "worth" | "worthOff">;

/**
 * Van Mieghem's generalised cµ rule (1995) with a tempered µ, so that long services are not starved; less for
 * work away from home, more for groups that few windows may do.
 */
export function slotValues(state: HallState, arena: Arena): SlotValues {
  const mean = slotMeans(state, arena);
  const overhead = state.facts.rules.helpOverheadMs / MINUTE_MS;
  const value = (s: number, extra: number) => {
    const place = at(arena.slotHome, s) === 1 ? 1 : FOREIGN;
    return (place * at(arena.scarcity, at(arena.slotGroup, s))) / (at(mean, s) + extra) ** SHORT_FIRST;
  };
  return {
    mean,
    worth: Float64Array.from(mean, (_, s) => value(s, 0)),
    worthOff: Float64Array.from(mean, (_, s) => value(s, overhead)),
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

/** Draws up to `count` futures of arrivals, service times and of when busy windows will be free. */
export function* drawFutures(
  state: HallState,
  outlook: Outlook,
  count: number,
  random: Random,
): Generator<Future, void, void> {
  const segments = rateSegments(state, outlook.horizon);
  for (let n = 0; n < count; n++) yield drawFuture(state, outlook, segments, random);
}

interface Segment {
  until: number;
  total: number;
  /** Running sum of the groups' rates. */
  sums: Float64Array;
}

function rateSegments(state: HallState, horizon: number): Segment[] {
  const segments: Segment[] = [];
  const { groups, sessions } = state.facts;
  for (let from = 0; from < horizon; ) {
    const t = state.now + from * MINUTE_MS;
    const until = Math.min(horizon, from + (SEGMENT_MS - (t % SEGMENT_MS)) / MINUTE_MS);
    const sums = new Float64Array(groups.length);
    let total = 0;
    for (let g = 0; g < groups.length; g++) {
      total += MINUTE_MS * arrivalRate(state.arrivals, g, groups[g]?.history ?? [], sessions, t);
      sums[g] = total;
    }
    segments.push({ until, total, sums });
    from = until;
  }
  return segments;
}

function drawFuture(state: HallState, outlook: Outlook, segments: Segment[], random: Random): Future {
  const { groups } = state.facts;
  const times: number[] = [];
  const kinds: number[] = [];
  for (const ticket of outlook.waiting) {
    times.push(ticket.at);
    kinds.push(ticket.group);
  }
  let from = 0;
  for (const { until, total, sums } of segments) {
    for (let t = from; total > 0; ) {
      t -= Math.log(1 - random()) / total;
      if (t >= until) break;
      times.push(t);
      kinds.push(drawGroup(sums, random() * total));
    }
    from = until;
  }
  const unit = Float64Array.from(kinds, (g) => drawUnit(groups[g]?.cv ?? 0.7, random));
  const freeAt = Float64Array.from(outlook.freeAt, (free, w) =>
    Number.isNaN(free) ? drawResidual(state, outlook, w, random) + at(outlook.after, w) : free,
  );
  return { count: times.length, at: Float64Array.from(times), group: Int32Array.from(kinds), unit, freeAt };
}

function drawGroup(sums: Float64Array, u: number): number {
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(sums, middle) > u) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A lognormal multiple of mean 1 (Box and Muller 1958). */
function drawUnit(cv: number, random: Random): number {
  const variance = Math.log(1 + cv * cv);
  const z = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.exp(Math.sqrt(variance) * z - variance / 2);
}

/** The rest of a visit, given how long it has lasted: drawn anew until it is longer than that. */
function drawResidual(state: HallState, outlook: Outlook, w: number, random: Random): number {
  const serving = state.windows[w]?.serving;
  if (serving === undefined || serving === null) return 0;
  const { arena } = outlook;
  let slot = at(arena.firstSlot, w);
  while (slot + 1 < at(arena.firstSlot, w + 1) && at(arena.slotGroup, slot) !== serving.group) slot++;
  const mean = at(outlook.mean, slot);
  const elapsed = (state.now - serving.since) / MINUTE_MS - (serving.off ? outlook.overhead : 0);
  const cv = state.facts.groups[serving.group]?.cv ?? 0.7;
  for (let tries = 0; tries < 6; tries++) {
    const whole = mean * drawUnit(cv, random);
    if (whole > elapsed) return whole - elapsed;
  }
  // Far beyond the usual, a lognormal visit's rest grows with how long it has lasted already.
  return (0.3 * mean + 0.25 * elapsed) * drawUnit(1, random);
}
