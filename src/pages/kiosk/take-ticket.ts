import type { Language } from "../../i18n/text.ts";
import { post } from "../shared/api.ts";
import type { Hall, Ticket } from "../shared/contract.ts";
import type { TicketWish } from "./kiosk-state.ts";

/** The dispenser whose printer stands in this kiosk: `/kiosk?dispenser=D1`; none for a kiosk without paper. */
export function dispenserOf(search: string): string | null {
  return new URLSearchParams(search).get("dispenser");
}

/** Whether the dispenser's own printer is known to print nothing now. */
export function paperIsOut(hall: Hall | null, dispenser: string | null): boolean {
  const printer = hall?.devices.find(({ id }) => id === `dispenser-${dispenser}.printer`);
  return printer?.health === "bad";
}

/** Asks for a ticket, on paper when a dispenser is named. Throws ApiProblem. */
export function takeTicket(wish: TicketWish, language: Language, dispenser: string | null): Promise<Ticket> {
  const paper = dispenser === null ? {} : { dispenser };
  if ("appointmentCode" in wish)
    return post<Ticket>("/appointments/check-in", { code: wish.appointmentCode, language, ...paper });
  return post<Ticket>("/tickets", { ...wish, language, channel: "kiosk", ...paper });
}

/** Has the one-time notice of a service printed, to take home. Throws ApiProblem. */
export function printNotice(service: string, language: Language, dispenser: string): Promise<unknown> {
  return post(`/services/${encodeURIComponent(service)}/notice`, { dispenser, language });
}
