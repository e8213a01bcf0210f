import { event } from "../events.ts";
import type { Instant } from "../ids.ts";
import type { IntentOf } from "../intents.ts";
import type { Level, RatingChannel, Visit } from "../state.ts";
import { findWindow, type ReadyHall } from "./at-window.ts";
import { type Decision, refuse } from "./decision.ts";

export function rateVisit(hall: ReadyHall, intent: IntentOf<"rate-visit">, at: Instant): Decision {
  const visit = hall.state.visits.get(intent.visit);
  if (!visit) return refuse("unknown-visit", { visit: intent.visit });
  const mayRate =
    "ticket" in intent.by ? intent.by.ticket === visit.ticket : intent.by.window === visit.window;
  if (!mayRate) return refuse("not-the-holder");
  return rate(hall, visit, intent.level, intent.channel, at);
}

/** A pad knows no visits: it rates the one finished last at its window. */
export function rateAtWindow(hall: ReadyHall, intent: IntentOf<"rate-at-window">, at: Instant): Decision {
  const window = findWindow(hall, intent.window);
  if ("code" in window) return window;
  const visit = hall.state.visits.get(window.lastVisit ?? "");
  if (!visit) return refuse("rating-closed", { window: window.id });
  return rate(hall, visit, intent.level, intent.channel, at);
}

function rate(hall: ReadyHall, visit: Visit, level: Level, channel: RatingChannel, at: Instant): Decision {
  if (visit.finishedAt === null) return refuse("rating-closed", { visit: visit.id });
  if (visit.rating) return refuse("already-rated", { visit: visit.id });
  if (at > visit.finishedAt + hall.rules.rating.closesAfterMinutes * 60_000)
    return refuse("rating-closed", { visit: visit.id });
  return [event("visit-rated", { visit: visit.id, level, channel })];
}
