import { event } from "../events.ts";
import type { Instant } from "../ids.ts";
import type { IntentOf } from "../intents.ts";
import type { Level, RatingChannel, RatingReason, Visit } from "../state.ts";
import { findWindow, type ReadyHall } from "./at-window.ts";
import { type Decision, refuse } from "./decision.ts";

export function rateVisit(hall: ReadyHall, intent: IntentOf<"rate-visit">, at: Instant): Decision {
  const visit = hall.state.visits.get(intent.visit);
  if (!visit) return refuse("unknown-visit", { visit: intent.visit });
  if ("ticket" in intent.by) {
    const { ticket } = intent.by;
    // Yesterday's tickets are gone, while their visits can still be rated.
    if (ticket !== visit.ticket)
      return refuse(hall.state.tickets.has(ticket) ? "not-the-holder" : "unknown-ticket");
    return rate(visit, intent, at <= visit.ratableUntil);
  }
  if (intent.by.window !== visit.window) return refuse("not-the-holder");
  return rate(visit, intent, openAtWindow(hall, visit, at));
}

/** A pad knows no visits: it rates the one finished last at its window. */
export function rateAtWindow(hall: ReadyHall, intent: IntentOf<"rate-at-window">, at: Instant): Decision {
  const window = findWindow(hall, intent.window);
  if ("code" in window) return window;
  const visit = hall.state.visits.get(window.lastVisit ?? "");
  if (!visit) return refuse("rating-closed", { window: window.id });
  return rate(visit, intent, openAtWindow(hall, visit, at));
}

/** Soon somebody else stands at the window. */
function openAtWindow({ rules }: ReadyHall, { finishedAt }: Visit, at: Instant): boolean {
  return finishedAt !== null && at <= finishedAt + rules.rating.closesAfterMinutes * 60_000;
}

interface Wish {
  level: Level;
  channel: RatingChannel;
  reasons?: RatingReason[];
  text?: string;
}

function rate(visit: Visit, { level, channel, reasons, text }: Wish, inTime: boolean): Decision {
  if (visit.rating) return refuse("already-rated", { visit: visit.id });
  if (visit.finishedAt === null || !inTime) return refuse("rating-closed", { visit: visit.id });
  const why = reasons === undefined ? {} : { reasons };
  const personal = text === undefined ? undefined : { text };
  return [event("visit-rated", { visit: visit.id, level, channel, ...why }, personal)];
}
