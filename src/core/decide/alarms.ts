import { waitingFor } from "../callable.ts";
import { event } from "../events.ts";
import type { IntentOf } from "../intents.ts";
import { findWindow, type ReadyHall } from "./at-window.ts";
import { type Decision, refuse } from "./decision.ts";

export function findEmptyPost(hall: ReadyHall, { window: id }: IntentOf<"find-empty-post">): Decision {
  const window = findWindow(hall, id);
  if ("code" in window) return window;
  const waiting = waitingFor(hall.state, window);
  if (window.emptyPost !== null || window.ticket || waiting === 0)
    return refuse("wrong-state", { window: id });
  return [event("post-found-empty", { window: id, waiting, idleSince: window.idleSince })];
}

export function findOverrun(hall: ReadyHall, intent: IntentOf<"find-overrun">): Decision {
  const visit = hall.state.visits.get(intent.visit);
  if (!visit) return refuse("unknown-visit", { visit: intent.visit });
  if (visit.overrun || visit.finishedAt !== null) return refuse("wrong-state", { visit: visit.id });
  const normMinutes = hall.rules.services.find(({ id }) => id === visit.service)?.normMinutes ?? 0;
  return [event("visit-overran", { visit: visit.id, window: visit.window, normMinutes })];
}
