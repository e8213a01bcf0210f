import { event, type HallEvent } from "../events.ts";
import type { IntentOf } from "../intents.ts";
import type { HallRules } from "../rules.ts";
import type { HallState, Ticket } from "../state.ts";
import type { ReadyHall } from "./at-window.ts";
import { type Decision, refuse } from "./decision.ts";

const LIVE = new Set(["waiting", "called", "serving", "parked"]);

export function adoptConfig(state: HallState, intent: IntentOf<"adopt-config">): Decision {
  const { rules, hash, by } = intent;
  if (state.configHash === hash) return [];
  const missing = inUseButGone(state, rules);
  if (missing.length > 0) return refuse("config-in-use", { missing });
  const adopted = event("config-adopted", { rules, hash, by });
  return state.day === null ? [adopted] : [adopted, ...openedWindows(state, rules)];
}

/** Windows with a ticket in hand and queues with someone in them stay until they are empty. */
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
export function openDay({ state, rules }: ReadyHall, { day }: IntentOf<"open-day">): Decision {
  if (state.day === day) return [];
  const ended = [...state.tickets.values()].filter((ticket) => LIVE.has(ticket.state)).map(endOfDay);
  const closed =
    rules.hall.access === "open"
      ? []
      : [...state.windows.values()]
          .filter((window) => window.open)
          .map(({ id }) => event("window-closed", { window: id, reason: "day-ended", by: "system" }));
  const unprinted = [...state.jobs.keys()].map((job) =>
    event("job-ended", { job, outcome: "given-up", reason: "day-ended" }),
  );
  return [...ended, ...unprinted, ...closed, event("day-opened", { day }), ...openedWindows(state, rules)];
}

function endOfDay(ticket: Ticket): HallEvent {
  const { id, visit, window } = ticket;
  const inHand = ticket.state === "called" || ticket.state === "serving";
  if (inHand && visit && window)
    return event("visit-finished", { ticket: id, visit, window, outcome: "unknown", by: "system" });
  return event("ticket-voided", { ticket: id, reason: "day-ended" });
}
