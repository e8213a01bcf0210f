import Type, { type Static } from "typebox";
import { aheadOf } from "../core/line.ts";
import type { HallState, Ticket } from "../core/state.ts";
import { timeIn } from "./answers.ts";
import { Lane, Language, orNull, TicketState, Time } from "./schemas.ts";

/** A ticket as staff see it who serve other people's: its number and never its id, which is the holder's secret. */
export const StaffTicket = Type.Object({
  number: Type.String(),
  service: Type.String(),
  queue: Type.String(),
  lane: Lane,
  language: Language,
  state: TicketState,
  issuedAt: Time,
  since: Type.String({ description: "since when it is in its state; ISO 8601 with the hall's offset" }),
  ahead: orNull(Type.Integer({ description: "how many are called before; null unless it waits" })),
  window: orNull(
    Type.String({ description: "where it is called, served or parked, or the one it is kept for" }),
  ),
  missedAt: orNull(Type.String({ description: "the window it was called to when it did not come" })),
  returnUntil: orNull(
    Type.String({ description: "until when a no-show may come back; null for who may not" }),
  ),
  escort: orNull(Type.String({ description: "somebody is to go along: asked, taken or done" })),
  guide: orNull(Type.String({ description: "who goes along" })),
});
export type StaffTicket = Static<typeof StaffTicket>;

export function staffTicket(state: HallState, ticket: Ticket): StaffTicket {
  const { number, service, queue, lane, language, issuedAt, since, window, missedAt, escort } = ticket;
  return {
    number,
    service,
    queue,
    lane,
    language,
    state: ticket.state,
    issuedAt: timeIn(state, issuedAt),
    since: timeIn(state, since),
    ahead: ticket.state === "waiting" ? aheadOf(state, ticket) : null,
    window,
    missedAt: ticket.state === "no-show" ? missedAt : null,
    returnUntil: returnUntil(state, ticket),
    escort: escort?.state ?? null,
    guide: escort?.guide ?? null,
  };
}

function returnUntil(state: HallState, ticket: Ticket): string | null {
  if (ticket.state !== "no-show" || ticket.returned || !state.rules) return null;
  return timeIn(state, ticket.since + state.rules.calling.noShowReturnMinutes * 60_000);
}
