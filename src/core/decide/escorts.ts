import { event } from "../events.ts";
import type { IntentOf } from "../intents.ts";
import type { Refusal } from "../refusals.ts";
import type { Ticket } from "../state.ts";
import type { ReadyHall } from "./at-window.ts";
import { type Decision, refuse } from "./decision.ts";

export function takeEscort(hall: ReadyHall, intent: IntentOf<"take-escort">): Decision {
  const ticket = findEscorted(hall, intent.ticket, "asked");
  if ("code" in ticket) return ticket;
  return [event("escort-taken", { ticket: ticket.id, by: intent.by })];
}

export function endEscort(hall: ReadyHall, intent: IntentOf<"end-escort">): Decision {
  const ticket = findEscorted(hall, intent.ticket, "taken");
  if ("code" in ticket) return ticket;
  return [event("escort-done", { ticket: ticket.id, by: intent.by })];
}

function findEscorted({ state }: ReadyHall, id: string, wanted: string): Ticket | Refusal {
  const ticket = state.tickets.get(id);
  if (!ticket) return refuse("unknown-ticket");
  if (ticket.escort?.state !== wanted)
    return refuse("wrong-state", { escort: ticket.escort?.state ?? "none" });
  return ticket;
}
