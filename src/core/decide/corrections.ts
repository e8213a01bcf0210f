import { workdayAfter } from "../calendar.ts";
import { event } from "../events.ts";
import type { Instant } from "../ids.ts";
import type { IntentOf } from "../intents.ts";
import { findInHand, mayServe, type ReadyHall } from "./at-window.ts";
import { type Decision, refuse } from "./decision.ts";
import { findService } from "./issuing.ts";
import { findPrinter, printJob } from "./jobs.ts";

export function correctOutcome({ state }: ReadyHall, intent: IntentOf<"correct-outcome">): Decision {
  const visit = state.visits.get(intent.visit);
  if (!visit) return refuse("unknown-visit", { visit: intent.visit });
  if (visit.finishedAt === null) return refuse("wrong-state", { visit: visit.id });
  if (visit.outcome === intent.outcome) return [];
  return [event("outcome-corrected", { visit: visit.id, outcome: intent.outcome, by: intent.by })];
}

/** The citizen came for something else than the ticket says. */
export function correctService(hall: ReadyHall, intent: IntentOf<"correct-service">): Decision {
  const found = findCase(hall, intent);
  if (!("ticket" in found)) return found;
  const { ticket, visit, service } = found;
  if (ticket.service === service) return [];
  return [event("service-corrected", { ticket: ticket.id, visit: visit.id, service, by: intent.by })];
}

/** One more case in the same visit. */
export function addCase(hall: ReadyHall, intent: IntentOf<"add-case">): Decision {
  const found = findCase(hall, intent);
  if (!("ticket" in found)) return found;
  return [event("case-added", { visit: found.visit.id, service: found.service, by: intent.by })];
}

function findCase(hall: ReadyHall, { window: id, service }: { window: string; service: string }) {
  const wanted = findService(hall, service);
  if ("code" in wanted) return wanted;
  const inHand = findInHand(hall, id);
  if ("code" in inHand) return inHand;
  const { window, ticket, visit } = inHand;
  if (!mayServe(hall, window, wanted.queue.id))
    return refuse("not-authorised", { window: id, queue: wanted.queue.id });
  return { ticket, visit, service };
}

/** The result is promised for a later workday, and papers may be handed in until then. */
export function makePromise(hall: ReadyHall, intent: IntentOf<"make-promise">, at: Instant): Decision {
  const inHand = findInHand(hall, intent.window);
  if ("code" in inHand) return inHand;
  const { ticket, visit } = inHand;
  const service = hall.rules.services.find(({ id }) => id === ticket.service);
  const workdays = intent.workdays ?? service?.promisedWorkdays ?? 0;
  const due = workdayAfter(hall.rules, at, workdays);
  const { papers, by, dispenser: wanted } = intent;
  const promised = event("promise-made", { visit: visit.id, due, papers, by });
  if (wanted === undefined) return [promised];
  const dispenser = findPrinter(hall, { ...intent, dispenser: wanted });
  if ("code" in dispenser) return dispenser;
  const slip = { paper: "promise-slip", ticket: ticket.id, visit: visit.id } as const;
  return [promised, printJob(hall.state, { ...slip, dispenser: wanted })];
}
