import { event, type HallEvent } from "../events.ts";
import type { QueueId } from "../ids.ts";
import type { IntentOf } from "../intents.ts";
import type { Refusal } from "../refusals.ts";
import type { Ticket } from "../state.ts";
import type { ReadyHall } from "./at-window.ts";
import { refuse } from "./decision.ts";

/** Today's tickets of one holder, given back ones left out. */
function ticketsOf({ state }: ReadyHall, holder: string): Ticket[] {
  return [...state.tickets.values()].filter((each) => each.holder === holder && each.state !== "cancelled");
}

export function holderLimit(
  hall: ReadyHall,
  { holder }: IntentOf<"issue-ticket">,
  queue: QueueId,
): Refusal | undefined {
  const limit = hall.rules.holders.ticketsPerDayAndQueue;
  if (!holder || limit === null) return undefined;
  const taken = ticketsOf(hall, holder.hash).filter((each) => each.queue === queue).length;
  return taken >= limit ? refuse("holder-limit", { queue, limit }) : undefined;
}

/** Whoever takes very many numbers may be selling them. It is only said: nobody is refused for it. */
export function flagHolder(hall: ReadyHall, { ticket, holder }: IntentOf<"issue-ticket">): HallEvent[] {
  const flagAt = hall.rules.holders.hoardingFlagAt;
  if (!holder || flagAt === null) return [];
  const tickets = ticketsOf(hall, holder.hash).length + 1;
  return tickets >= flagAt ? [event("holder-flagged", { ticket, holder: holder.hash, tickets })] : [];
}
