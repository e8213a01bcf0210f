import { localTime } from "../core/calendar.ts";
import { bookedAt } from "../core/decide/appointments.ts";
import { decide, isRefusal } from "../core/decide.ts";
import { DAY_MS } from "../core/durations.ts";
import type { Day, Instant, ServiceId } from "../core/ids.ts";
import type { HallState } from "../core/state.ts";

export interface Slot {
  slotAt: Instant;
  minutes: number;
  places: number;
  free: number;
}

/** A local day lies within this long around the same day of UTC, whatever the time zone. */
const ZONES_MS = 14 * 3_600_000;

/**
 * The slots of a day that can be booked now or are booked out. The rules are asked about each time that may be one,
 * so that nothing is offered that they would refuse.
 */
export function slotsOn(state: HallState, service: ServiceId, day: Day, now: Instant): Slot[] {
  const { rules } = state;
  const queueId = rules?.services.find(({ id }) => id === service)?.queue;
  const queue = rules?.queues.find(({ id }) => id === queueId);
  if (!rules || !queue) return [];
  const minutes = rules.appointments.slotMinutes;
  const stepMs = minutes * 60_000;
  const utcDay = Date.parse(`${day}T00:00:00Z`);
  const slots: Slot[] = [];
  const places = queue.appointmentsPerSlot ?? 0;
  const first = Math.ceil((utcDay - ZONES_MS) / stepMs) * stepMs;
  for (let slotAt = first; slotAt < utcDay + DAY_MS + ZONES_MS; slotAt += stepMs) {
    if (localTime(slotAt, rules.hall.timeZone).day !== day) continue;
    const wish = { type: "book-appointment", appointment: "", service, slotAt, by: "" } as const;
    const decision = decide(state, wish, now);
    if (isRefusal(decision) && decision.code !== "slot-full") continue;
    const free = Math.max(0, places - bookedAt({ state }, queue.id, slotAt));
    slots.push({ slotAt, minutes, places, free });
  }
  return slots;
}
