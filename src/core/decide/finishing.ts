import { endOfNextWorkday } from "../calendar.ts";
import { event, type HallEvent } from "../events.ts";
import type { Actor, Instant } from "../ids.ts";
import { rankOf } from "../line.ts";
import type { Outcome } from "../state.ts";
import type { InHand, ReadyHall } from "./at-window.ts";

/** A visit ends; a ticket with a further stop waits again there, under its number. */
export function finished(
  hall: ReadyHall,
  inHand: InHand,
  outcome: Outcome,
  by: Actor,
  at: Instant,
): HallEvent[] {
  return [finishedEvent(hall, inHand, outcome, by, at), ...sentOn(hall, inHand, at)];
}

export function finishedEvent(
  hall: ReadyHall,
  { window, ticket, visit }: InHand,
  outcome: Outcome,
  by: Actor,
  at: Instant,
): HallEvent {
  const { closesAfterMinutes, holderUntilNextWorkday } = hall.rules.rating;
  const ratableUntil = holderUntilNextWorkday
    ? endOfNextWorkday(hall.rules, at)
    : at + closesAfterMinutes * 60_000;
  return event("visit-finished", {
    ticket: ticket.id,
    visit: visit.id,
    window: window.id,
    outcome,
    ratableUntil,
    by,
  });
}

function sentOn({ rules }: ReadyHall, { ticket }: InHand, at: Instant): HallEvent[] {
  const stops = rules.services.find(({ id }) => id === ticket.service)?.stops ?? [];
  const queue = stops[ticket.stop];
  if (queue === undefined) return [];
  return [
    event("ticket-sent-on", {
      ticket: ticket.id,
      queue,
      stop: ticket.stop + 1,
      rank: rankOf(rules, ticket.lane, at),
    }),
  ];
}
