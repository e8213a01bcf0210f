import { dayFigures } from "../day-figures.ts";
import { event, type HallEvent } from "../events.ts";
import type { IntentOf } from "../intents.ts";
import type { DaySlip, NoticePaper } from "../jobs.ts";
import type { Refusal } from "../refusals.ts";
import type { ReadyHall } from "./at-window.ts";
import { type Decision, refuse } from "./decision.ts";
import { findService } from "./issuing.ts";
import { findPrinter, nextJobId, printJob } from "./jobs.ts";

/** One more paper for who has lost theirs: a copy, and marked as one. */
export function reprint(hall: ReadyHall, intent: IntentOf<"reprint">): Decision {
  const ticket = hall.state.tickets.get(intent.ticket);
  if (!ticket) return refuse("unknown-ticket");
  const dispenser = findPrinter(hall, intent);
  if ("code" in dispenser) return dispenser;
  const wish = { ticket: ticket.id, dispenser: dispenser.id, copy: true };
  if (intent.paper === undefined || intent.paper === "ticket") return [printJob(hall.state, wish)];
  const visit = hall.state.visits.get(ticket.visit ?? "");
  if (!visit || (intent.paper === "promise-slip" && !visit.promise)) return refuse("unknown-visit");
  return [printJob(hall.state, { ...wish, paper: intent.paper, visit: visit.id })];
}

export function printNotice(hall: ReadyHall, intent: IntentOf<"print-notice">): Decision {
  const wanted = findService(hall, intent.service);
  if ("code" in wanted) return wanted;
  const { service } = wanted;
  if (!service.notice) return refuse("unknown-service", { service: service.id, notice: null });
  const language = intent.language ?? hall.rules.hall.languages[0] ?? "zh-CN";
  return requestSlip(hall, intent, { paper: "notice", service: service.id, language });
}

/** What was taken in, for who brought it: of a visit at hand or ended. */
export function printCaseSlip(hall: ReadyHall, intent: IntentOf<"print-case-slip">): Decision {
  const visit = hall.state.visits.get(intent.visit);
  if (!visit || !hall.state.tickets.has(visit.ticket))
    return refuse("unknown-visit", { visit: intent.visit });
  const dispenser = findPrinter(hall, intent);
  if ("code" in dispenser) return dispenser;
  const slip = { paper: "case-slip", ticket: visit.ticket, visit: visit.id } as const;
  return [printJob(hall.state, { ...slip, dispenser: dispenser.id })];
}

/** The figures go into the event: a copy of the slip says what the first one said. */
export function printDaySlip(hall: ReadyHall, intent: IntentOf<"print-day-slip">): Decision {
  const { state } = hall;
  const { anchor } = intent;
  if (state.day === null) return refuse("wrong-state", { day: null });
  return requestSlip(hall, intent, { paper: "day-slip", day: state.day, figures: dayFigures(state), anchor });
}

function requestSlip(
  hall: ReadyHall,
  wanted: IntentOf<"print-notice" | "print-day-slip">,
  slip: NoticePaper | DaySlip,
): HallEvent[] | Refusal {
  const dispenser = findPrinter(hall, wanted);
  if ("code" in dispenser) return dispenser;
  const job = nextJobId(hall.state);
  return [event("slip-requested", { job, dispenser: dispenser.id, slip, copy: false, by: wanted.by })];
}
