import { ticketSession } from "../calendar.ts";
import { event, type HallEvent } from "../events.ts";
import type { Actor, Instant, Language, TicketId } from "../ids.ts";
import type { IntentOf } from "../intents.ts";
import { appointmentRank, rankOf } from "../line.ts";
import type { Refusal } from "../refusals.ts";
import type { QueueRule, ServiceRule } from "../rules.ts";
import type { Appointment, Lane } from "../state.ts";
import { plainWaitMs } from "../waits.ts";
import { findCheckIn } from "./appointments.ts";
import { findFreeWindow, mayServe, type ReadyHall } from "./at-window.ts";
import { callToIdle } from "./auto-call.ts";
import { nextVisitId } from "./calling.ts";
import { type Decision, refuse } from "./decision.ts";
import { flagHolder, holderLimit } from "./holders.ts";
import { printJob } from "./jobs.ts";
import { quotaReached, quotasOf } from "./quotas.ts";

export function issueTicket(hall: ReadyHall, intent: IntentOf<"issue-ticket">, at: Instant): Decision {
  const { rules } = hall;
  const wanted = findService(hall, intent.service);
  if ("code" in wanted) return wanted;
  const lane = intent.lane ?? "ordinary";
  const checkIn = lane === "appointment" ? findCheckIn(hall, intent, at) : null;
  if (checkIn && "code" in checkIn) return checkIn;
  const session = ticketSession(rules, at);
  // Who has an appointment need not wait for the dispenser's hours.
  if (session === null && !checkIn) return refuse("queue-closed", { service: intent.service });
  if (lane === "priority" && !intent.reason) return refuse("reason-required");
  const dispenser = rules.dispensers.find((each) => each.id === intent.dispenser);
  if (intent.dispenser && !dispenser) return refuse("unknown-dispenser", { dispenser: intent.dispenser });
  if (dispenser?.prints && intent.printerReady === false)
    return refuse("printer-out", { dispenser: dispenser.id });
  const quotas = quotasOf(rules, wanted.queue, at, session ?? 0);
  const refused = quotaReached(hall, wanted.queue, quotas) ?? holderLimit(hall, intent, wanted.queue.id);
  if (refused && !checkIn) return refused;

  const { ticket } = intent;
  const issued = issue(hall, { ...intent, ...wanted, ...laneOf(hall, lane, checkIn, at), quotas, at });
  const printed = dispenser?.prints ? [printJob(hall.state, { ticket, dispenser: dispenser.id })] : [];
  return [issued, ...printed, ...flagHolder(hall, intent), ...callToIdle(hall, issued, printed.length)];
}

/** Who checks in too late has become an ordinary ticket, at the place of its arrival. */
function laneOf({ rules }: ReadyHall, lane: Lane, checkIn: Appointment | null, at: Instant) {
  if (!checkIn) return { lane, rank: rankOf(rules, lane, at) };
  if (at > checkIn.slotAt + rules.appointments.lateMinutes * 60_000)
    return { lane: "ordinary" as const, rank: at, appointment: checkIn.id };
  return { lane, rank: appointmentRank(rules, checkIn.slotAt), appointment: checkIn.id };
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
    issue(hall, { ...wanted, ticket, lane: "ordinary", channel: "walk-in", rank: at, quotas: [], at, by }),
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

export function findService({ rules }: ReadyHall, id: string): Wanted | Refusal {
  const service = rules.services.find((each) => each.id === id);
  const queue = rules.queues.find((each) => each.id === service?.queue);
  return service && queue ? { service, queue } : refuse("unknown-service", { service: id });
}

interface NewTicket extends Wanted {
  ticket: TicketId;
  lane: Lane;
  rank: Instant;
  reason?: string;
  language?: Language;
  channel: string;
  quotas: string[];
  appointment?: string;
  holder?: { hash: string; text: string };
  escort?: boolean;
  by: Actor;
  at: Instant;
}

function issue(hall: ReadyHall, wanted: NewTicket): HallEvent & { type: "ticket-issued" } {
  const { state, rules } = hall;
  const { ticket, service, queue, lane, rank, channel, quotas, appointment, holder, escort, by } = wanted;
  const prefix = (lane === "priority" ? queue.priorityPrefix : undefined) ?? queue.prefix;
  let count = state.counters.get(prefix) ?? queue.start;
  const written = (n: number) => prefix + String(n).padStart(queue.width, "0");
  // Two prefixes may meet when one counts beyond its width: 1 + 1001 and 11 + 001.
  while (state.numbers.has(written(count))) count += 1;
  const ahead = state.queues.get(queue.id)?.line.length ?? 0;
  return event(
    "ticket-issued",
    {
      ticket,
      number: written(count),
      prefix,
      count,
      service: service.id,
      queue: queue.id,
      lane,
      language: wanted.language ?? rules.hall.languages[0] ?? "zh-CN",
      channel,
      rank,
      quotas,
      expectedWaitMs: plainWaitMs(state, rules, queue.id, ahead),
      ...(appointment === undefined ? {} : { appointment }),
      ...(holder === undefined ? {} : { holder: holder.hash }),
      ...(escort ? { escort } : {}),
      by,
    },
    personalOf(wanted),
  );
}

/** What is to be sealed: why somebody goes first, and who somebody is. */
function personalOf({ reason, holder }: NewTicket): Record<string, unknown> | undefined {
  if (reason === undefined && holder === undefined) return undefined;
  return { ...(reason === undefined ? {} : { reason }), ...(holder ? { holder: holder.text } : {}) };
}
