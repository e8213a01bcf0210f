import { inSession } from "../calendar.ts";
import { DAY_MS } from "../durations.ts";
import { event } from "../events.ts";
import type { Instant } from "../ids.ts";
import type { IntentOf } from "../intents.ts";
import type { Refusal } from "../refusals.ts";
import type { QueueRule } from "../rules.ts";
import type { Appointment } from "../state.ts";
import type { ReadyHall } from "./at-window.ts";
import { type Decision, refuse } from "./decision.ts";
import { findService } from "./issuing.ts";

export function bookAppointment(
  hall: ReadyHall,
  intent: IntentOf<"book-appointment">,
  at: Instant,
): Decision {
  const wanted = findService(hall, intent.service);
  if ("code" in wanted) return wanted;
  const { appointment, slotAt, by } = intent;
  const refused = slotRefused(hall, wanted.queue, slotAt, at);
  if (refused) return refused;
  const { service, queue } = wanted;
  return [event("appointment-booked", { appointment, service: service.id, queue: queue.id, slotAt, by })];
}

export function moveAppointment(
  hall: ReadyHall,
  intent: IntentOf<"move-appointment">,
  at: Instant,
): Decision {
  const booked = findBooked(hall, intent.appointment);
  if ("code" in booked) return booked;
  const queue = hall.rules.queues.find(({ id }) => id === booked.queue);
  if (!queue) return refuse("unknown-queue", { queue: booked.queue });
  if (booked.slotAt === intent.slotAt) return [];
  const refused = slotRefused(hall, queue, intent.slotAt, at);
  if (refused) return refused;
  return [event("appointment-moved", { appointment: booked.id, slotAt: intent.slotAt, by: intent.by })];
}

export function cancelAppointment(hall: ReadyHall, intent: IntentOf<"cancel-appointment">): Decision {
  const booked = findBooked(hall, intent.appointment);
  if ("code" in booked) return booked;
  return [event("appointment-cancelled", { appointment: booked.id, by: intent.by })];
}

/** Whoever has not come by the end of the grace time frees the slot. */
export function missAppointment(hall: ReadyHall, intent: IntentOf<"miss-appointment">): Decision {
  const booked = findBooked(hall, intent.appointment);
  if ("code" in booked) return booked;
  return [event("appointment-missed", { appointment: booked.id })];
}

/** The appointment that a ticket of the appointment lane checks in; late ones too, which then wait as ordinary. */
export function findCheckIn(
  hall: ReadyHall,
  { appointment, service }: IntentOf<"issue-ticket">,
  at: Instant,
): Appointment | Refusal {
  if (appointment === undefined) return refuse("appointment-required");
  const booked = hall.state.appointments.get(appointment);
  if (!booked || booked.service !== service) return refuse("unknown-appointment");
  if (booked.state !== "booked" && booked.state !== "missed")
    return refuse("wrong-state", { state: booked.state });
  if (at < booked.slotAt - hall.rules.appointments.earlyMinutes * 60_000)
    return refuse("too-early", { slotAt: booked.slotAt });
  return booked;
}

function findBooked({ state }: ReadyHall, id: string): Appointment | Refusal {
  const appointment = state.appointments.get(id);
  if (!appointment) return refuse("unknown-appointment");
  return appointment.state === "booked" ? appointment : refuse("wrong-state", { state: appointment.state });
}

function slotRefused(hall: ReadyHall, queue: QueueRule, slotAt: Instant, at: Instant): Refusal | undefined {
  const { slotMinutes, bookDaysAhead } = hall.rules.appointments;
  const fits =
    slotAt % (slotMinutes * 60_000) === 0 &&
    slotAt > at &&
    slotAt <= at + bookDaysAhead * DAY_MS &&
    (queue.appointmentsPerSlot ?? 0) > 0 &&
    inSession(hall.rules, slotAt, slotMinutes);
  if (!fits) return refuse("no-such-slot", { queue: queue.id, slotMinutes });
  const taken = bookedAt(hall, queue.id, slotAt);
  return taken >= (queue.appointmentsPerSlot ?? 0)
    ? refuse("slot-full", { queue: queue.id, taken })
    : undefined;
}

export function bookedAt({ state }: Pick<ReadyHall, "state">, queue: string, slotAt: Instant): number {
  let count = 0;
  for (const each of state.appointments.values())
    if (
      each.queue === queue &&
      each.slotAt === slotAt &&
      (each.state === "booked" || each.state === "checked-in")
    )
      count += 1;
  return count;
}
