import type { FactName, Service, Ticket } from "../shared/contract.ts";

export type ServicePanel = "take" | "reasons" | "facts";

/** Where a citizen is at the kiosk. Pure, so that a language can change at any step without losing it. */
export type KioskStep =
  | { at: "services" }
  | { at: "search" }
  | { at: "check-in" }
  | { at: "service"; service: string; panel: ServicePanel }
  | { at: "taking" }
  | { at: "ticket"; ticket: Ticket; onPaper: boolean }
  | { at: "problem"; code: string; wish: TicketWish };

/** What is asked for, kept so that it can be asked again: a service's next number, or that of an appointment. */
export type TicketWish =
  | { service: string; lane: "ordinary" | "priority"; reason?: string }
  | { appointmentCode: string };

export const start: KioskStep = { at: "services" };

/** The eight public facts, in the order in which public notices give them. */
export const factNames: readonly FactName[] = [
  "subject",
  "basis",
  "conditions",
  "procedure",
  "timeLimit",
  "result",
  "feeBasis",
  "fee",
];

/** Services in the order in which a citizen sees them: what can be done now first, the hall's own order within. */
export function inReach(services: readonly Service[]): Service[] {
  return [...services.filter(({ openNow }) => openNow), ...services.filter(({ openNow }) => !openNow)];
}

/** What stands on the first page: the common services, or all where the hall has named none. */
export function onFirstPage(services: readonly Service[]): Service[] {
  const common = services.filter((service) => service.common);
  return inReach(common.length > 0 ? common : services);
}
