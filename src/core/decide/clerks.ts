import { event } from "../events.ts";
import type { IntentOf } from "../intents.ts";
import { findWindow, numberOf, type ReadyHall } from "./at-window.ts";
import { type Decision, refuse } from "./decision.ts";
import { closing } from "./windows.ts";

/** Whose PIN was right signs in, which opens the window. One clerk at one window. */
export function signIn(hall: ReadyHall, { window: id, clerk, handOver }: IntentOf<"sign-in">): Decision {
  const window = findWindow(hall, id);
  if ("code" in window) return window;
  if (!hall.rules.clerks.some((each) => each.id === clerk)) return refuse("unknown-clerk");
  const elsewhere = [...hall.state.windows.values()].find((each) => each.clerk === clerk && each.id !== id);
  if (elsewhere) return refuse("clerk-elsewhere", { window: elsewhere.id });
  if (window.clerk === clerk) return [];
  if (window.clerk !== null) {
    if (!handOver) return refuse("window-taken", { window: id });
    return [event("window-handed-over", { window: id, from: window.clerk, to: clerk })];
  }
  const opened = window.open ? [] : [event("window-opened", { window: id, by: `clerk:${clerk}` })];
  return [event("clerk-signed-in", { window: id, clerk }), ...opened];
}

/** Nobody leaves with a ticket in hand. The window closes behind who leaves. */
export function signOut(hall: ReadyHall, { window: id, clerk, reason }: IntentOf<"sign-out">): Decision {
  const window = findWindow(hall, id);
  if ("code" in window) return window;
  if (window.clerk !== clerk) return refuse("wrong-state", { window: id });
  if (window.ticket)
    return refuse("window-busy", { window: id, number: numberOf(hall.state, window.ticket) });
  const closed = window.open ? closing(hall.state, window, reason, `clerk:${clerk}`) : [];
  return [...closed, event("clerk-signed-out", { window: id, clerk, reason })];
}
