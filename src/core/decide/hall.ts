import { sessionEnds } from "../calendar.ts";
import { isSentHomeAt } from "../closing.ts";
import { event, type HallEvent } from "../events.ts";
import type { Actor, ClerkId, Instant } from "../ids.ts";
import type { IntentOf } from "../intents.ts";
import type { HallRules } from "../rules.ts";
import type { HallState, Ticket, Window } from "../state.ts";
import { mootAdvice } from "./advice.ts";
import type { ReadyHall } from "./at-window.ts";
import { type Decision, refuse } from "./decision.ts";
import { finishedEvent } from "./finishing.ts";
import { closing } from "./windows.ts";

const LIVE = new Set(["waiting", "called", "serving", "parked"]);

export function adoptConfig(state: HallState, intent: IntentOf<"adopt-config">): Decision {
  const { rules, hash, by } = intent;
  if (state.configHash === hash) return [];
  const missing = inUseButGone(state, rules);
  if (missing.length > 0) return refuse("config-in-use", { missing });
  const adopted = event("config-adopted", { rules, hash, by });
  const opened = state.day === null ? [] : openedWindows(state, rules);
  return [
    ...mootProposals(state, rules),
    ...mootAdvice(state, rules),
    ...withoutAPlace(state, rules, by),
    adopted,
    ...opened,
  ];
}

/** Clerks whom the new config does not know, or whose window it drops, are signed out; their window closes. */
function withoutAPlace(state: HallState, rules: HallRules, by: Actor): HallEvent[] {
  const reason = "config-changed";
  return [...state.windows.values()].flatMap((window) => {
    const { id, clerk, open } = window;
    if (clerk === null || (knowsClerk(rules, clerk) && rules.windows.some((each) => each.id === id)))
      return [];
    const closed = open ? closing(state, window, reason, by) : [];
    return [...closed, event("clerk-signed-out", { window: id, clerk, reason })];
  });
}

function knowsClerk(rules: HallRules, clerk: ClerkId): boolean {
  return rules.clerks.some(({ id }) => id === clerk);
}

/** Nobody can accept any more what was proposed for a window that goes. */
function mootProposals({ scheduling }: HallState, { windows }: HallRules): HallEvent[] {
  return [...scheduling.proposals.values()]
    .filter((proposal) => windows.every(({ id }) => id !== proposal.window))
    .map(({ id, window }) => event("proposal-expired", { proposal: id, window, why: "overtaken" }));
}

/** Windows and clerks with a ticket in hand and queues with someone in them stay until they are done. */
function inUseButGone(state: HallState, rules: HallRules): string[] {
  const windows = new Set(rules.windows.map((each) => each.id));
  const queues = new Set(rules.queues.map((each) => each.id));
  const services = new Set(rules.services.map((each) => each.id));
  const gone = new Set<string>();
  for (const ticket of state.tickets.values()) {
    if (!LIVE.has(ticket.state)) continue;
    if (ticket.window && !windows.has(ticket.window)) gone.add(`window ${ticket.window}`);
    if (!queues.has(ticket.queue)) gone.add(`queue ${ticket.queue}`);
    if (!services.has(ticket.service)) gone.add(`service ${ticket.service}`);
  }
  for (const { ticket, clerk } of state.windows.values())
    if (ticket !== null && clerk !== null && !knowsClerk(rules, clerk)) gone.add(`clerk ${clerk}`);
  return [...gone];
}

/** Where everyone may do everything nobody signs in, so the windows open with the day. */
function openedWindows(state: HallState, rules: HallRules): HallEvent[] {
  if (rules.hall.access !== "open") return [];
  return rules.windows
    .filter((rule) => !state.windows.get(rule.id)?.open)
    .map((rule) => event("window-opened", { window: rule.id, by: "system" }));
}

/** A new day begins: nothing of the old one waits on. */
export function openDay(hall: ReadyHall, { day }: IntentOf<"open-day">, at: Instant): Decision {
  const { state, rules } = hall;
  if (state.day === day) return [];
  const ended = [...state.tickets.values()].flatMap((ticket) => endOfDay(hall, ticket, at));
  const closed = rules.hall.access === "open" ? [] : [...state.windows.values()].flatMap(leftForTheNight);
  const unprinted = [...state.jobs.keys()].map((job) =>
    event("job-ended", { job, outcome: "given-up", reason: "day-ended" }),
  );
  return [...ended, ...unprinted, ...closed, event("day-opened", { day }), ...openedWindows(state, rules)];
}

function leftForTheNight({ id, open, clerk }: Window): HallEvent[] {
  const reason = "day-ended";
  const closed = open ? [event("window-closed", { window: id, reason, by: "system" })] : [];
  return clerk ? [...closed, event("clerk-signed-out", { window: id, clerk, reason })] : closed;
}

function endOfDay(hall: ReadyHall, ticket: Ticket, at: Instant): HallEvent[] {
  if (!LIVE.has(ticket.state)) return [];
  const window = hall.state.windows.get(ticket.window ?? "");
  const visit = hall.state.visits.get(ticket.visit ?? "");
  if (window?.ticket === ticket.id && visit)
    return [finishedEvent(hall, { window, ticket, visit }, "unknown", "system", at)];
  return [event("ticket-voided", { ticket: ticket.id, reason: "day-ended" })];
}

/**
 * A session of the hall has ended. Who waits is served, which is the default, or is told why not; the windows
 * stay open until the last one has gone.
 */
export function endSession(
  { state, rules }: ReadyHall,
  _intent: IntentOf<"end-session">,
  at: Instant,
): Decision {
  if (rules.calendar.atClosing === "serve") return [];
  const ended = sessionEnds(rules, at).filter((end) => end <= at);
  return [...state.tickets.values()]
    .filter((ticket) => ended.some((end) => isSentHomeAt(rules, ticket, end)))
    .map((ticket) => event("ticket-voided", { ticket: ticket.id, reason: "hall-closed" }));
}
