import { event } from "../events.ts";
import type { Instant } from "../ids.ts";
import type { IntentOf } from "../intents.ts";
import { rankOf } from "../line.ts";
import { findFreeWindow, findInHand, findWindow, mayServe, type ReadyHall } from "./at-window.ts";
import { type Decision, refuse } from "./decision.ts";
import { finished } from "./finishing.ts";
import { announcement } from "./jobs.ts";

export function finishVisit(hall: ReadyHall, intent: IntentOf<"finish">, at: Instant): Decision {
  const inHand = findInHand(hall, intent.window);
  if ("code" in inHand) return inHand;
  const events = finished(hall, inHand, intent.outcome ?? "unknown", intent.by, at);
  if (intent.inviteRating)
    events.push(event("rating-invited", { visit: inHand.visit.id, window: intent.window }));
  return events;
}

export function park(hall: ReadyHall, { window, by }: IntentOf<"park">): Decision {
  const inHand = findInHand(hall, window);
  if ("code" in inHand) return inHand;
  return [event("ticket-parked", { ticket: inHand.ticket.id, window, by })];
}

export function unpark(hall: ReadyHall, intent: IntentOf<"unpark">): Decision {
  const ticket = hall.state.tickets.get(intent.ticket);
  if (!ticket) return refuse("unknown-ticket");
  const window = findFreeWindow(hall, intent.window);
  if ("code" in window) return window;
  if (ticket.state !== "parked" || ticket.window !== window.id)
    return refuse("wrong-state", { state: ticket.state, window: ticket.window });
  return [
    event("ticket-unparked", { ticket: ticket.id, window: window.id, by: intent.by }),
    ...announcement(hall, ticket, window.id),
  ];
}

export function transfer(hall: ReadyHall, intent: IntentOf<"transfer">, at: Instant): Decision {
  if ("queue" in intent.to && !hall.state.queues.has(intent.to.queue))
    return refuse("unknown-queue", { queue: intent.to.queue });
  if ("window" in intent.to && !hall.state.windows.has(intent.to.window))
    return refuse("unknown-window", { window: intent.to.window });
  const inHand = findInHand(hall, intent.window);
  if ("code" in inHand) return inHand;
  const { ticket } = inHand;
  const rank = intent.keepPlace ? ticket.rank : rankOf(hall.rules, ticket.lane, at);
  const moved = { ticket: ticket.id, from: intent.window, rank, by: intent.by };
  if ("queue" in intent.to) {
    const { queue } = intent.to;
    return [event("ticket-transferred", { ...moved, queue })];
  }
  const target = findWindow(hall, intent.to.window);
  if ("code" in target) return target;
  if (!target.open) return refuse("window-closed", { window: target.id });
  if (!mayServe(hall, target, ticket.queue))
    return refuse("not-authorised", { window: target.id, queue: ticket.queue });
  return [event("ticket-transferred", { ...moved, queue: ticket.queue, window: target.id })];
}
