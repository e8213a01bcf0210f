import { event } from "../events.ts";
import type { Instant } from "../ids.ts";
import type { IntentOf } from "../intents.ts";
import { rankOf } from "../line.ts";
import { findFreeWindow, findInHand, findWindow, mayServe, type ReadyHall } from "./at-window.ts";
import { type Decision, refuse } from "./decision.ts";
import { announcement } from "./jobs.ts";

export function finishVisit(hall: ReadyHall, intent: IntentOf<"finish">): Decision {
  const { window, by, inviteRating } = intent;
  const inHand = findInHand(hall, window);
  if ("code" in inHand) return inHand;
  const { ticket, visit } = inHand;
  const outcome = intent.outcome ?? "unknown";
  const finished = event("visit-finished", { ticket: ticket.id, visit: visit.id, window, outcome, by });
  return inviteRating ? [finished, event("rating-invited", { visit: visit.id, window })] : [finished];
}

export function park(hall: ReadyHall, { window, by }: IntentOf<"park">): Decision {
  const inHand = findInHand(hall, window);
  if ("code" in inHand) return inHand;
  return [event("ticket-parked", { ticket: inHand.ticket.id, window, by })];
}

export function unpark(hall: ReadyHall, intent: IntentOf<"unpark">): Decision {
  const window = findFreeWindow(hall, intent.window);
  if ("code" in window) return window;
  const ticket = hall.state.tickets.get(intent.ticket);
  if (!ticket) return refuse("unknown-ticket");
  if (ticket.state !== "parked" || ticket.window !== window.id)
    return refuse("wrong-state", { state: ticket.state, window: ticket.window });
  return [
    event("ticket-unparked", { ticket: ticket.id, window: window.id, by: intent.by }),
    ...announcement(hall, ticket, window.id),
  ];
}

export function transfer(hall: ReadyHall, intent: IntentOf<"transfer">, at: Instant): Decision {
  const inHand = findInHand(hall, intent.window);
  if ("code" in inHand) return inHand;
  const { ticket } = inHand;
  const rank = intent.keepPlace ? ticket.rank : rankOf(hall.rules, ticket.lane, at);
  const moved = { ticket: ticket.id, from: intent.window, rank, by: intent.by };
  if ("queue" in intent.to) {
    const { queue } = intent.to;
    if (!hall.state.queues.has(queue)) return refuse("unknown-queue", { queue });
    return [event("ticket-transferred", { ...moved, queue })];
  }
  const target = findWindow(hall, intent.to.window);
  if ("code" in target) return target;
  if (!target.open) return refuse("window-closed", { window: target.id });
  if (!mayServe(hall, target, ticket.queue))
    return refuse("not-authorised", { window: target.id, queue: ticket.queue });
  return [event("ticket-transferred", { ...moved, queue: ticket.queue, window: target.id })];
}
