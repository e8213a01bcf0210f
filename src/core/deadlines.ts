import { localTime, nextMidnight, sessionEnds } from "./calendar.ts";
import { waitingFor } from "./callable.ts";
import { isSentHomeAt } from "./closing.ts";
import { MINUTE_MS } from "./durations.ts";
import { returns } from "./homing.ts";
import type { Instant } from "./ids.ts";
import type { Intent } from "./intents.ts";
import type { HallRules } from "./rules.ts";
import type { HallState, Window } from "./state.ts";

/** What the hall will want by itself, and when. */
export interface Deadline {
  at: Instant;
  intent: Intent;
}

/** The next thing that time alone brings about: one deadline at a time, from the state and the moment. */
export function nextDeadline(state: HallState, now: Instant): Deadline | null {
  const { rules } = state;
  if (!rules) return null;
  const { timeZone } = rules.hall;
  const today = localTime(now, timeZone).day;
  if (state.day !== today) return { at: now, intent: { type: "open-day", day: today } };
  const midnight = nextMidnight(now, timeZone);
  let first: Deadline = {
    at: midnight,
    intent: { type: "open-day", day: localTime(midnight, timeZone).day },
  };
  for (const deadline of within(state, rules, now)) if (deadline.at < first.at) first = deadline;
  return first;
}

function* within(state: HallState, rules: HallRules, now: Instant): Generator<Deadline> {
  for (const window of state.windows.values()) yield* atWindow(state, rules, window);
  yield* unprinted(state, rules);
  yield* missed(state, rules);
  yield* closing(state, rules, now);
  for (const at of returns(state, rules, now)) yield { at, intent: { type: "return-signs" } };
  for (const { id, expiresAt } of state.scheduling.proposals.values())
    yield { at: expiresAt, intent: { type: "expire-proposal", proposal: id } };
}

function* atWindow(state: HallState, rules: HallRules, window: Window): Generator<Deadline> {
  const { noShowAfterSeconds, recallMaximum } = rules.calling;
  const ticket = state.tickets.get(window.ticket ?? "");
  const visit = state.visits.get(ticket?.visit ?? "");
  if (ticket?.state === "called" && visit && noShowAfterSeconds !== null && visit.recalls >= recallMaximum)
    yield {
      at: visit.lastCallAt + noShowAfterSeconds * 1000,
      intent: { type: "no-show", window: window.id, by: "system" },
    };
  if (ticket?.state === "serving" && visit && !visit.overrun) {
    const normMinutes = rules.services.find(({ id }) => id === visit.service)?.normMinutes ?? 0;
    yield {
      at: (visit.startedAt ?? visit.calledAt) + normMinutes * rules.alarms.overrunFactor * MINUTE_MS,
      intent: { type: "find-overrun", visit: visit.id },
    };
  }
  const isIdle = window.open && !window.paused && !ticket && window.emptyPost === null;
  if (isIdle && waitingFor(state, window) > 0)
    yield {
      at: Math.max(window.idleSince, waitsSince(state, window)) + rules.alarms.emptyPostMinutes * MINUTE_MS,
      intent: { type: "find-empty-post", window: window.id },
    };
}

/** Since when somebody waits for what the window's sign shows. */
function waitsSince(state: HallState, window: Window): Instant {
  const heads = [window.reserved[0], ...window.sign.map((queue) => state.queues.get(queue)?.line[0])];
  return heads.reduce((first, id) => Math.min(first, state.tickets.get(id ?? "")?.since ?? first), state.at);
}

function* unprinted({ jobs }: HallState, { printing }: HallRules): Generator<Deadline> {
  if (printing.voidUnprintedAfterMinutes === null) return;
  for (const job of jobs.values())
    if (job.kind === "print" && !job.started)
      yield {
        at: job.askedAt + printing.voidUnprintedAfterMinutes * MINUTE_MS,
        intent: { type: "void-unprinted", job: job.id },
      };
}

function* missed({ appointments }: HallState, rules: HallRules): Generator<Deadline> {
  for (const { id, state, slotAt } of appointments.values())
    if (state === "booked")
      yield {
        at: slotAt + rules.appointments.lateMinutes * MINUTE_MS + 1,
        intent: { type: "miss-appointment", appointment: id },
      };
}

/** The ends of sessions, where those who still wait are sent home. */
function* closing(state: HallState, rules: HallRules, now: Instant): Generator<Deadline> {
  if (rules.calendar.atClosing === "serve") return;
  const session = localTime(now, rules.hall.timeZone).day;
  for (const end of sessionEnds(rules, now))
    if (endsTheWaitOfSome(state, rules, end)) yield { at: end, intent: { type: "end-session", session } };
}

function endsTheWaitOfSome({ tickets }: HallState, rules: HallRules, end: Instant): boolean {
  for (const ticket of tickets.values()) if (isSentHomeAt(rules, ticket, end)) return true;
  return false;
}
