/** Names of things. All are plain strings on wires and in the journal; the aliases say which is meant. */

/** Unguessable; made outside the core and passed in, since the core has no randomness. */
export type TicketId = string;
/** `20261121-0042`: the day and the visit's count in it. Not secret: rating asks for more than this. */
export type VisitId = string;
export type QueueId = string;
export type ServiceId = string;
export type WindowId = string;
export type DispenserId = string;
export type ClerkId = string;
/** Unguessable, like a ticket's: who shows it has the appointment. */
export type AppointmentId = string;
/** `20261121-J0042`: a print or an announcement. */
export type JobId = string;
/** `20261121-P0042`: a change of a sign that the scheduler proposed. */
export type ProposalId = string;
/** `20261121-A0042`: what the scheduler advises people to do. */
export type AdviceId = string;
/**
 * Who acted: `clerk:ID`, `manager:ID` or `guide:ID` who signed in, `pad:WINDOW`, `dispenser:ID`, `tablet:WINDOW`,
 * `holder`, `kiosk`, `operator`, `anyone`; `system` and `scheduler` where nobody did, `start` for the config of a start.
 */
export type Actor = string;
/** Milliseconds since the epoch, hall time. */
export type Instant = number;
/** `YYYY-MM-DD` in the hall's time zone. */
export type Day = string;
/** BCP 47 tags that a hall speaks. */
export type Language = "zh-CN" | "bo" | "en";
export type Texts = { "zh-CN": string; bo?: string; en?: string };

/** The id of the `count`th thing of its kind on a day: `20261121-0042`, with a letter for what is no visit. */
export function idOfDay(day: Day | null, count: number, letter: "" | "J" | "P" | "A" = ""): string {
  return `${(day ?? "").replaceAll("-", "")}-${letter}${String(count).padStart(4, "0")}`;
}
