import type { Language } from "../../i18n/text.ts";
import type { Lane, TicketState } from "./contract.ts";

/** A ticket as the hall tells it to staff: never its id, which is the holder's secret. */
export interface StaffTicket {
  number: string;
  service: string;
  queue: string;
  lane: Lane;
  language: Language;
  state: TicketState;
  issuedAt: string;
  /** Since when it is in its state. */
  since: string;
  /** How many are called before; null unless it waits. */
  ahead: number | null;
  window: string | null;
  /** Where it was called to when it did not come. */
  missedAt: string | null;
  /** Until when a no-show may come back; null for who may not. */
  returnUntil: string | null;
  escort: "asked" | "taken" | "done" | null;
  /** Who goes along, as the journal names them. */
  guide: string | null;
}
