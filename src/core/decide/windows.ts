import { event, type HallEvent } from "../events.ts";
import type { Actor, Instant } from "../ids.ts";
import type { IntentOf } from "../intents.ts";
import type { HallState, Window } from "../state.ts";
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
  return closing(hall.state, window, intent.reason, intent.by);
}

/**
 * The window shuts. Who was parked there waits again, at their place: nobody knows whether this window opens again
 * today, and only it could have brought them back.
 */
export function closing(state: HallState, { id }: Window, reason: string, by: Actor): HallEvent[] {
  const parked = [...state.tickets.values()].filter((each) => each.state === "parked" && each.window === id);
  return [
    ...parked.map(({ id: ticket, queue, rank }) =>
      event("ticket-transferred", { ticket, from: id, queue, rank, by }),
    ),
    event("window-closed", { window: id, reason, by }),
  ];
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
