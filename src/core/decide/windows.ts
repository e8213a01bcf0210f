import { event } from "../events.ts";
import type { Instant } from "../ids.ts";
import type { IntentOf } from "../intents.ts";
import { findWindow, numberOf, type ReadyHall } from "./at-window.ts";
import { type Decision, refuse } from "./decision.ts";
import { helped } from "./heat.ts";

export function openWindow(hall: ReadyHall, intent: IntentOf<"open-window">, at: Instant): Decision {
  const window = findWindow(hall, intent.window);
  if ("code" in window) return window;
  if (window.open) return refuse("wrong-state", { window: window.id, state: "open" });
  return [
    event("window-opened", { window: window.id, by: intent.by }),
    ...helped(hall, window.sign, window.id, "opened", at),
  ];
}

export function closeWindow(hall: ReadyHall, intent: IntentOf<"close-window">): Decision {
  const window = findWindow(hall, intent.window);
  if ("code" in window) return window;
  if (!window.open) return refuse("window-closed", { window: window.id });
  if (window.ticket)
    return refuse("window-busy", { window: window.id, number: numberOf(hall.state, window.ticket) });
  return [event("window-closed", { window: window.id, reason: intent.reason, by: intent.by })];
}

export function pause(hall: ReadyHall, intent: IntentOf<"pause">): Decision {
  const window = findWindow(hall, intent.window);
  if ("code" in window) return window;
  if (!window.open) return refuse("window-closed", { window: window.id });
  if (window.paused) return refuse("wrong-state", { window: window.id, state: "paused" });
  return [event("window-paused", { window: window.id, reason: intent.reason, by: intent.by })];
}

export function resume(hall: ReadyHall, intent: IntentOf<"resume">): Decision {
  const window = findWindow(hall, intent.window);
  if ("code" in window) return window;
  if (!window.paused) return refuse("wrong-state", { window: window.id, state: "not paused" });
  return [event("window-resumed", { window: window.id, by: intent.by })];
}
