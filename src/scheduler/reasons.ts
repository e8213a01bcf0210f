import { MINUTE_MS } from "../core/durations.ts";
import type { HallState } from "./model.ts";
import { sameSign } from "./observe.ts";
import { isAbandoned, type SignWish } from "./sign-rules.ts";

/**
 * Why a sign shall change, in figures that follow from the state alone, so that they can be computed anew from
 * the journal. Minutes are rounded to tenths.
 */
export interface SignReason {
  /** `recall`: nobody shows the group; `relieve`: it waits too long; `show-help`: the window serves it anyway. */
  kind: "recall" | "relieve" | "go-home" | "show-help";
  /** The group that gains most by the change. */
  group: number;
  waiting: number;
  oldestMinutes: number;
  /** How long the window has had nobody; 0 while it serves. */
  idleMinutes: number;
  /** Weighted person-minutes of waiting saved and caused, or for `show-help` window minutes saved and spent. */
  reliefMinutes: number;
  harmMinutes: number;
}

/** A change of a sign with its reason. */
export interface SignProposal extends SignWish {
  reason: SignReason;
}

/** Explains a change whose gain and price are known. */
export function explain(
  state: HallState,
  wish: SignWish,
  reliefMinutes: number,
  harmMinutes: number,
): SignProposal {
  const { window: w, sign } = wish;
  const window = state.windows[w];
  const home = state.facts.windows[w]?.home ?? [];
  const gained = sign.filter((g) => !window?.sign.includes(g));
  const group = gained.reduce(
    (best, g) => (backlogOf(state, g) > backlogOf(state, best) ? g : best),
    gained[0] ?? sign[0] ?? 0,
  );
  const queue = state.queues[group] ?? [];
  const oldest = queue.reduce((longest, x) => Math.max(longest, state.now - x.at), 0);
  const idle = window === undefined || window.serving !== null ? 0 : state.now - window.idleSince;
  return {
    window: w,
    sign,
    reason: {
      kind: kindOf(state, sign, home, group),
      group,
      waiting: queue.length,
      oldestMinutes: tenths(oldest / MINUTE_MS),
      idleMinutes: tenths(idle / MINUTE_MS),
      reliefMinutes: tenths(reliefMinutes),
      harmMinutes: tenths(harmMinutes),
    },
  };
}

function kindOf(
  state: HallState,
  sign: readonly number[],
  home: readonly number[],
  group: number,
): SignReason["kind"] {
  if (state.facts.rules.help) return "show-help";
  if (isAbandoned(state, group)) return "recall";
  return sameSign(sign, home) ? "go-home" : "relieve";
}

/** Minutes of work that wait. */
function backlogOf(state: HallState, group: number): number {
  return (state.queues[group]?.length ?? 0) * (state.facts.groups[group]?.meanMs ?? 0);
}

function tenths(value: number): number {
  return Math.round(10 * value) / 10;
}
