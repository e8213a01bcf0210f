import { estimateWait, rememberWait, type WaitEstimate } from "./announce.ts";
import { type Arena, buildArena } from "./arena.ts";
import { type CallChoice, type CallSettings, chooseCall } from "./calling.ts";
import { noticeAsking } from "./idle-windows.ts";
import type { HallFacts, HallState } from "./model.ts";
import { type HallFact, observe, openingState, passTime } from "./observe.ts";
import { type Random, seeded } from "./random.ts";
import { explain, type SignProposal } from "./reasons.ts";
import { type MoveSettings, moveSigns, recallSign } from "./sign-moves.ts";
import type { SignMove } from "./sign-options.ts";
import { planSigns } from "./sign-plan.ts";
import { forgetRefused, noteWish } from "./sign-rules.ts";

/** How much a scheduler may think. */
export interface Settings {
  calls: CallSettings;
  moves: MoveSettings;
}

/** Thinks by simulation: a day of 88 windows takes a few seconds. */
export const THOROUGH: Settings = {
  calls: {
    futures: 16,
    horizonMinutes: 20,
    choices: 3,
    closeness: 0.4,
    caution: 1,
    budgetSteps: 6_000,
  },
  moves: {
    futures: 12,
    horizonMinutes: 30,
    choices: 8,
    finalists: 3,
    threshold: 7,
    homeThreshold: 1.5,
    caution: 2.5,
    budgetSteps: 5_000,
  },
};

/** Decides by formulas alone: a day of 88 windows takes a fraction of a second. */
export const QUICK: Settings = {
  calls: { ...THOROUGH.calls, futures: 0 },
  moves: { ...THOROUGH.moves, futures: 0, threshold: 6, homeThreshold: 1.2 },
};

/** The scheduler of one hall for one day. All randomness comes from its seed, all time from its callers. */
export interface Session {
  state: HallState;
  arena: Arena;
  /** A stream for each kind of decision, so that each may be made in another thread. */
  random: { calls: Random; signs: Random; waits: Random };
  settings: Settings;
}

/** A session before its hall opens: same facts, same seed, same facts observed, same decisions. */
export function startSession(facts: HallFacts, seed: number, settings: Settings = THOROUGH): Session {
  return {
    state: openingState(facts),
    arena: buildArena(facts),
    random: { calls: seeded(seed + 1), signs: seeded(seed), waits: seeded(seed + 2) },
    settings,
  };
}

/** Tells the session what happened. */
export function tell(session: Session, fact: HallFact): void {
  observe(session.state, fact);
}

/** What the free window `w` shall call at `now`: a group's first ticket, or nothing for the moment. */
export function decideCall(session: Session, now: number, w: number): CallChoice {
  const { state, arena, random, settings } = session;
  passTime(state, now);
  noticeAsking(state, arena);
  const window = state.windows[w];
  if (window === undefined) return { group: null, candidates: [] };
  window.askedAt = now;
  const choice = chooseCall(state, arena, w, random.calls, settings.calls);
  const left = choice.group === null ? choice.candidates[0] : undefined;
  if (left !== undefined) state.leftToOthers = left.ticket;
  return choice;
}

/** Changes of signs to be made at a tick, each with its reason; the state takes them as wished for. */
export function decideSigns(session: Session, now: number): SignProposal[] {
  const { state, arena, random, settings } = session;
  passTime(state, now);
  forgetRefused(state);
  if (state.facts.rules.help) return planSigns(state).map((plan) => propose(state, plan));
  const recalls = decideRecall(session, now);
  const move = moveSigns(state, arena, random.signs, settings.moves);
  return move === null ? recalls : [...recalls, propose(state, move)];
}

/** Brings a window to each group where somebody waits and no sign shows it; due also between ticks. */
export function decideRecall(session: Session, now: number): SignProposal[] {
  const { state, arena, random, settings } = session;
  passTime(state, now);
  forgetRefused(state);
  const proposals: SignProposal[] = [];
  for (let g = 0; g < arena.groups; g++) {
    const move = recallSign(state, arena, g, random.signs, settings.moves);
    if (move !== null) proposals.push(propose(state, move));
  }
  return proposals;
}

function propose(state: HallState, move: SignMove): SignProposal {
  const proposal = explain(state, move, move.reliefMinutes, move.harmMinutes);
  noteWish(state, move);
  return proposal;
}

/** The wait to announce to a waiting ticket; null for one that does not wait. */
export function decideWait(session: Session, now: number, ticket: number): WaitEstimate | null {
  const { state, arena, random } = session;
  passTime(state, now);
  const found = estimateWait(state, arena, ticket, random.waits);
  if (found === null) return null;
  rememberWait(state.waits, ticket, found.announced);
  return found.estimate;
}
