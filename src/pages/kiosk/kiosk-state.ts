import type { Service, Ticket } from "../shared/contract.ts";

/** Where a citizen is at the kiosk. Pure, so that a language can change at any step without losing it. */
export type KioskStep =
  | { at: "services" }
  | { at: "search" }
  | { at: "service"; service: string; panel: "take" | "reasons" | "facts" }
  | { at: "taking"; service: string }
  | { at: "ticket"; ticket: Ticket; onPaper: boolean }
  | { at: "problem"; service: string; code: string; lane: TicketWish };

/** What is asked for, kept so that it can be asked again. */
export interface TicketWish {
  service: string;
  lane: "ordinary" | "priority";
  reason?: string;
}

export const start: KioskStep = { at: "services" };

/** Services in the order in which a citizen sees them: what can be done now first, the hall's own order within. */
export function inReach(services: readonly Service[]): Service[] {
  return [...services.filter(({ openNow }) => openNow), ...services.filter(({ openNow }) => !openNow)];
}
