import { createHash } from "node:crypto";
import type { AppointmentId } from "../core/ids.ts";
import type { Appointment, HallState } from "../core/state.ts";

/** What a citizen types at the kiosk: eight digits can be remembered, read aloud and keyed in. */
export const CODE_PATTERN = "^[0-9]{8}$";
const CODES = 100_000_000n;

/**
 * The digits that stand for an appointment at the kiosk. They follow from its id, so nothing has to be kept; the id,
 * which is the whole secret, does not follow from them.
 */
export function codeOf(id: AppointmentId): string {
  const digest = createHash("sha256").update(`appointment ${id}`).digest();
  return String(digest.readBigUInt64BE() % CODES).padStart(8, "0");
}

/** The appointment that was given the code; one that can still be checked in goes before one that is over. */
export function appointmentOf(state: HallState, code: string): Appointment | undefined {
  const found = [...state.appointments.values()].filter(({ id }) => codeOf(id) === code);
  return found.find(({ state: is }) => is === "booked") ?? found[0];
}

/** An id whose code no other appointment has. */
export function newAppointmentId(state: HallState, newId: () => AppointmentId): AppointmentId {
  let id = newId();
  while (appointmentOf(state, codeOf(id)) !== undefined) id = newId();
  return id;
}
