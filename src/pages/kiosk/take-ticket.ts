import type { Language } from "../../i18n/text.ts";
import { post } from "../shared/api.ts";
import type { Ticket } from "../shared/contract.ts";
import type { TicketWish } from "./kiosk-state.ts";

/** The dispenser whose printer stands in this kiosk: `/kiosk?dispenser=D1`; none for a kiosk without paper. */
export function dispenserOf(search: string): string | null {
  return new URLSearchParams(search).get("dispenser");
}

/** Asks for a ticket, on paper when a dispenser is named. Throws ApiProblem. */
export function takeTicket(wish: TicketWish, language: Language, dispenser: string | null): Promise<Ticket> {
  return post<Ticket>("/tickets", {
    ...wish,
    language,
    channel: "kiosk",
    ...(dispenser === null ? {} : { dispenser }),
  });
}
