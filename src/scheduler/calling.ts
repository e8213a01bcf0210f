import { MINUTE_MS } from "../core/durations.ts";
import { type Arena, at } from "./arena.ts";
import { drawFutures } from "./futures.ts";
import { leavesToIdle } from "./idle-windows.ts";
import type { HallState, WaitingTicket } from "./model.ts";
import { headOf } from "./order.ts";
import { lookOut, PRIORITY_WEIGHT, type SlotValues, slotValues } from "./outlook.ts";
import type { Random } from "./random.ts";
import { Rollout, type Trial } from "./rollout.ts";
import { wholeHall } from "./scope.ts";
import { meanAndError } from "./statistics.ts";
import { urgentSlope } from "./wait-cost.ts";

export interface CallSettings {
  /** Simulated futures for each choice; 0 decides by urgency alone. */
  futures: number;
  horizonMinutes: number;
  /** Choices that are simulated. */
  choices: number;
  /** Less urgent than this share of the most urgent is not simulated. */
  closeness: number;
  /** Standard errors by which another choice must beat the most urgent one. */
  caution: number;
  /** Simulated events after which a decision stands as it is. */
  budgetSteps: number;
}

/** A ticket that a free window may call. */
export interface Candidate {
  slot: number;
  group: number;
  ticket: WaitingTicket;
  /** Slope of the cost of its wait times the worth of calling it here. */
  urgency: number;
}

/** What a free window shall do: call the first ticket of a group, or stay idle (null). */
export interface CallChoice {
  group: number | null;
  /** What was weighed, the most urgent first. */
  candidates: readonly Candidate[];
}

/**
 * Chooses for a free window. Candidates are ranked by urgency; a ticket that has just come is left to an idle
 * window that would take it at less cost. Close choices are simulated over the same futures (a one-step policy
 * improvement, Bertsekas and Castañon 1999), and the cheapest wins.
 */
export function chooseCall(
  state: HallState,
  arena: Arena,
  w: number,
  random: Random,
  settings: CallSettings,
): CallChoice {
  const values = slotValues(state, arena);
  const all = rankCandidates(state, arena, w, values);
  const found = all.filter((c) => !leavesToIdle(state, arena, w, c.group, c.slot, c.ticket, values));
  const first = found[0];
  if (first === undefined) return { group: null, candidates: all };
  const close = found
    .slice(0, settings.choices)
    .filter((c) => c.urgency >= settings.closeness * first.urgency);
  if (settings.futures === 0 || close.length < 2) return { group: first.group, candidates: all };
  const best = cheapest(state, arena, w, close, random, settings);
  return { group: best.group, candidates: all };
}

/** Groups that the window may call from now, with their first tickets, the most urgent first. */
export function rankCandidates(state: HallState, arena: Arena, w: number, values: SlotValues): Candidate[] {
  const { rules } = state.facts;
  const sign = state.windows[w]?.sign ?? [];
  const found: Candidate[] = [];
  for (let slot = at(arena.firstSlot, w); slot < at(arena.firstSlot, w + 1); slot++) {
    const group = at(arena.slotGroup, slot);
    const on = sign.includes(group);
    if (!on && !rules.help) continue;
    const ticket = headOf(state.queues[group] ?? [], state.now, rules.apptLeadMs);
    if (ticket === undefined) continue;
    const wait = Math.max(0, state.now - Math.max(ticket.at, ticket.slot ?? 0)) / MINUTE_MS;
    const weight = (ticket.lane === "prio" ? PRIORITY_WEIGHT : 1) * at(arena.protection, group);
    const urgency = weight * urgentSlope(wait) * at(on ? values.worth : values.worthOff, slot);
    found.push({ slot, group, ticket, urgency });
  }
  return found.sort((a, b) => b.urgency - a.urgency);
}

function cheapest(
  state: HallState,
  arena: Arena,
  w: number,
  choices: readonly Candidate[],
  random: Random,
  settings: CallSettings,
): Candidate {
  const outlook = lookOut(state, arena, settings.horizonMinutes);
  const trials = choices.map(({ slot }): Trial => ({ kind: "call", window: w, slot }));
  const savings = trials.map(() => [] as number[]);
  const scope = wholeHall(outlook);
  let steps = 0;
  for (const future of drawFutures(state, outlook, settings.futures, random)) {
    const rollout = new Rollout(outlook, future, scope);
    const costs = trials.map((trial) => rollout.run(trial));
    savings.forEach((list, i) => {
      list.push((costs[0] ?? 0) - (costs[i] ?? 0));
    });
    steps += rollout.steps;
    if (steps > settings.budgetSteps) break;
  }
  const margins = savings.map((list) => {
    const { mean, error } = meanAndError(list);
    return mean - settings.caution * error;
  });
  return choices[margins.indexOf(Math.max(...margins))] as Candidate;
}
