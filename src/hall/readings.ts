import type { HallState } from "../core/state.ts";
import { appointmentOf, CODE_PATTERN } from "../runtime/appointment-code.ts";
import { HOLDER_PATTERN, holderToday } from "../runtime/holders.ts";
import type { Reading } from "../runtime/router.ts";

const CODE = new RegExp(CODE_PATTERN);
const HOLDER = new RegExp(HOLDER_PATTERN);

/**
 * What the text of a QR code or card means to the hall: an appointment's id or its code; the id of a ticket, alone or
 * at the end of the link that its paper carries; or the number of a document.
 * @returns null for what means nothing here
 */
export function readingOf(hallSecret: Buffer, state: HallState, text: string): Reading | null {
  const written = text.trim();
  const id = written.split("/").at(-1) ?? "";
  const appointment = state.appointments.get(id) ?? appointmentOf(state, written);
  if (appointment) return { kind: "appointment", appointment };
  const ticket = state.tickets.get(id);
  if (ticket) return { kind: "ticket", ticket };
  // The code of an appointment that is no more is nobody's number.
  if (CODE.test(written) || !HOLDER.test(written)) return null;
  return { kind: "holder", holder: holderToday(hallSecret, state, written) };
}
