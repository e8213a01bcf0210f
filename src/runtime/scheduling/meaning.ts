import { localTime } from "../../core/calendar.ts";
import type { EventType, HallEvent } from "../../core/events.ts";
import type { HallState } from "../../core/state.ts";

/** `anew`: another day, or other rules; `restart`: the scheduler may do more, or less, than before. */
export type Meaning = "anew" | "restart" | "none";

const ANEW = new Set<EventType>(["config-adopted", "day-opened"]);
const RESTARTING = new Set<EventType>([
  "scheduler-mode-set",
  "sign-pinned",
  "sign-unpinned",
  "clerk-signed-in",
  "clerk-signed-out",
  "window-handed-over",
]);

/** What events that were decided together mean to the scheduler's session. */
export function meaningOf(events: readonly HallEvent[]): Meaning {
  if (events.some(({ type }) => ANEW.has(type))) return "anew";
  return events.some(({ type }) => RESTARTING.has(type)) ? "restart" : "none";
}

/** Whether the event changes whom the rest of the day will bring by appointment, as far as the day knows. */
export function isBookedForToday(
  { appointments, day, rules }: HallState,
  { type, data }: HallEvent,
): boolean {
  if (!rules || !("appointment" in data) || type === "ticket-issued") return false;
  const booked = appointments.get(data.appointment ?? "");
  return booked !== undefined && localTime(booked.slotAt, rules.hall.timeZone).day === day;
}
