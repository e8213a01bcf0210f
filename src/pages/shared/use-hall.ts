import { get } from "./api.ts";
import type { Hall, HallWindow } from "./contract.ts";
import type { LiveMessage } from "./live.ts";
import { type LiveView, useLive } from "./use-live.ts";

function isHall(value: unknown): value is Hall {
  return typeof value === "object" && value !== null && "queues" in value && "windows" in value;
}

/** The window that an event speaks of, as an id, whatever else it carries. */
export function windowOf(message: LiveMessage): string | null {
  const { window } = message;
  if (typeof window === "string") return window;
  if (typeof window === "object" && window !== null && "id" in window && typeof window.id === "string")
    return window.id;
  return null;
}

function withWindow(hall: Hall, seq: number, id: string, change: Partial<HallWindow>): Hall {
  return {
    ...hall,
    seq,
    windows: hall.windows.map((each) => (each.id === id ? { ...each, ...change } : each)),
  };
}

/**
 * A call must be on the wall at once: the windows' part of an event is applied from what it says, without asking
 * the daemon. Counts of queues follow with the next read.
 */
export function applyHallEvent(hall: Hall, message: LiveMessage): Hall | undefined {
  const id = windowOf(message);
  const { seq, event, window, number } = message;
  if (id === null) return undefined;
  if (typeof window === "object" && window !== null) return withWindow(hall, seq, id, window as HallWindow);
  if ((event === "ticket-called" || event === "ticket-recalled") && typeof number === "string")
    return withWindow(hall, seq, id, { state: "called", ticket: number });
  if (event === "visit-started") return withWindow(hall, seq, id, { state: "serving" });
  return undefined;
}

/** The hall as everybody may see it, live. `onEvent` hears each event of the topic. */
export function useHall(onEvent?: (message: LiveMessage) => void): LiveView<Hall> {
  return useLive<Hall>({
    topic: "hall",
    read: () => get<Hall>("/hall"),
    viewOf: ({ hall }) => (isHall(hall) ? hall : undefined),
    apply: applyHallEvent,
    ...(onEvent === undefined ? {} : { onEvent }),
  });
}
