import { MINUTE_MS } from "../core/durations.ts";
import { at } from "./arena.ts";
import { arrivalRate } from "./forecast.ts";
import type { HallState } from "./model.ts";
import type { Outlook } from "./outlook.ts";
import type { Random } from "./random.ts";

/** The forecast is constant within a quarter-hour. */
const SEGMENT_MS = 15 * MINUTE_MS;

/** One drawn future: the waiting tickets first, then arrivals by time. */
export interface Future {
  count: number;
  at: Float64Array;
  group: Int32Array;
  /** Service as a multiple of its mean. */
  unit: Float64Array;
  freeAt: Float64Array;
  /** How much a minute of waiting counts: lane and protection of the group. */
  weight: Float64Array;
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
  const { protection } = outlook.arena;
  const weight = Float64Array.from(kinds, (g, i) => at(protection, g) * (outlook.waiting[i]?.weight ?? 1));
  const [when, group] = [Float64Array.from(times), Int32Array.from(kinds)];
  return { count: times.length, at: when, group, unit, freeAt, weight };
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
