import { ticketsGivenOut } from "../calendar.ts";
import { event, type HallEvent } from "../events.ts";
import type { Actor, Instant, Language, TicketId } from "../ids.ts";
import type { IntentOf } from "../intents.ts";
import { rankOf } from "../line.ts";
import type { Refusal } from "../refusals.ts";
import type { QueueRule, ServiceRule } from "../rules.ts";
import type { Lane } from "../state.ts";
import { findFreeWindow, mayServe, type ReadyHall } from "./at-window.ts";
import { nextVisitId } from "./calling.ts";
import { type Decision, refuse } from "./decision.ts";
import { printJob } from "./jobs.ts";

export function issueTicket(hall: ReadyHall, intent: IntentOf<"issue-ticket">, at: Instant): Decision {
  const wanted = findService(hall, intent.service);
  if ("code" in wanted) return wanted;
  if (!ticketsGivenOut(hall.rules, at)) return refuse("queue-closed", { service: intent.service });
  const lane = intent.lane ?? "ordinary";
  if (lane === "priority" && !intent.reason) return refuse("reason-required");
  if (lane === "appointment") return refuse("appointment-required");
  const issued = issue(hall, { ...wanted, lane, at, ...intent });
  if (!intent.dispenser) return [issued];
  const dispenser = hall.rules.dispensers.find((each) => each.id === intent.dispenser);
  if (!dispenser) return refuse("unknown-dispenser", { dispenser: intent.dispenser });
  if (!dispenser.prints) return [issued];
  if (intent.printerReady === false) return refuse("printer-out", { dispenser: intent.dispenser });
  return [issued, printJob(hall.state, intent.ticket, intent.dispenser, false)];
}

/** Someone without a ticket, served at once at a free window, with a number so that the service counts. */
export function serveWalkIn(hall: ReadyHall, intent: IntentOf<"walk-in">, at: Instant): Decision {
  const wanted = findService(hall, intent.service);
  if ("code" in wanted) return wanted;
  const window = findFreeWindow(hall, intent.window);
  if ("code" in window) return window;
  if (!mayServe(hall, window, wanted.queue.id))
    return refuse("not-authorised", { window: window.id, queue: wanted.queue.id });
  const { ticket, by } = intent;
  return [
    issue(hall, { ...wanted, ticket, lane: "ordinary", channel: "walk-in", at, by }),
    event("walk-in-served", { ticket, visit: nextVisitId(hall.state), window: window.id, by }),
  ];
}

export function cancelTicket({ state }: ReadyHall, intent: IntentOf<"cancel-ticket">): Decision {
  const ticket = state.tickets.get(intent.ticket);
  if (!ticket) return refuse("unknown-ticket");
  if (ticket.state !== "waiting" && ticket.state !== "parked")
    return refuse("wrong-state", { state: ticket.state });
  return [event("ticket-cancelled", { ticket: ticket.id, by: intent.by })];
}

interface Wanted {
  service: ServiceRule;
  queue: QueueRule;
}

function findService({ rules }: ReadyHall, id: string): Wanted | Refusal {
  const service = rules.services.find((each) => each.id === id);
  const queue = rules.queues.find((each) => each.id === service?.queue);
  return service && queue ? { service, queue } : refuse("unknown-service", { service: id });
}

interface NewTicket {
  ticket: TicketId;
  queue: QueueRule;
  lane: Lane;
  reason?: string;
  language?: Language;
  channel: string;
  by: Actor;
  at: Instant;
}

function issue(
  { state, rules }: ReadyHall,
  wanted: NewTicket & { service: ServiceRule | string },
): HallEvent {
  const { queue, lane, at } = wanted;
  const prefix = (lane === "priority" ? queue.priorityPrefix : undefined) ?? queue.prefix;
  let count = state.counters.get(prefix) ?? queue.start;
  const written = (n: number) => prefix + String(n).padStart(queue.width, "0");
  // Two prefixes may meet when one counts beyond its width: 1 + 1001 and 11 + 001.
  while (state.numbers.has(written(count))) count += 1;
  return event(
    "ticket-issued",
    {
      ticket: wanted.ticket,
      number: written(count),
      prefix,
      count,
      service: typeof wanted.service === "string" ? wanted.service : wanted.service.id,
      queue: queue.id,
      lane,
      language: wanted.language ?? rules.hall.languages[0] ?? "zh-CN",
      channel: wanted.channel,
      rank: rankOf(rules, lane, at),
      by: wanted.by,
    },
    wanted.reason === undefined ? undefined : { reason: wanted.reason },
  );
}
