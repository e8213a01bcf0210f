import type { Instant } from "./ids.ts";
import { appointmentRank } from "./line.ts";
import type { HallRules } from "./rules.ts";
import type { Ticket } from "./state.ts";

/**
 * Whether the end of a session sends this ticket home. Who came for the next session, before its doors open or with
 * an appointment in it, waits on; so does who was sent on to another queue after the doors were shut.
 */
export function isSentHomeAt(rules: HallRules, { state, since, lane, rank }: Ticket, end: Instant): boolean {
  if (state !== "waiting" || since >= end) return false;
  return lane !== "appointment" || rank < appointmentRank(rules, end);
}
