import type { StaffTicket } from "../shared/staff-ticket.ts";

/** Whom a window has in hand, whom it would call next and whom it has parked, as its clerk may see it. */
export interface Line {
  /** Who is signed in there. */
  clerk: { id: string; name: string } | null;
  inHand: StaffTicket | null;
  next: StaffTicket[];
  parked: StaffTicket[];
}
