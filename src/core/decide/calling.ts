import { waitingFor } from "../callable.ts";
import { event, type HallEvent } from "../events.ts";
import { type Actor, type Instant, idOfDay, type QueueId, type VisitId } from "../ids.ts";
import type { IntentOf } from "../intents.ts";
import { advisedForWindow, type Choice, nextForWindow } from "../line.ts";
import { type HelpReason, tenths, waitingIn } from "../scheduling.ts";
import type { HallState, Ticket, Window } from "../state.ts";
import { findFreeWindow, findInHand, findWindow, mayServe, type ReadyHall } from "./at-window.ts";
import { type Decision, refuse } from "./decision.ts";
import { finished } from "./finishing.ts";
import { helped } from "./heat.ts";
import { announcement } from "./jobs.ts";

export function nextVisitId(state: HallState): VisitId {
  return idOfDay(state.day, state.visitCount + 1);
}

export function callNext(hall: ReadyHall, intent: IntentOf<"call-next">, at: Instant): Decision {
  const ended = intent.finishFirst ? finishInHand(hall, intent.window, intent.by, at) : [];
  const window = ended.length > 0 ? findWindow(hall, intent.window) : findFreeWindow(hall, intent.window);
  if ("code" in window) return window;
  if (window.paused && ended.length > 0) return ended;
  const choice = nextCall(hall, window, intent.advised);
  if (choice) return [...ended, ...call(hall, window, choice, intent.by, at)];
  // A key that finishes a visit has done its work even when nobody waits.
  return ended.length > 0 ? ended : refuse("queue-empty", { window: window.id });
}

/** The scheduler's word where it can be kept, else the window's own sign. */
function nextCall({ state, rules }: ReadyHall, window: Window, advised?: QueueId): Choice | undefined {
  const choice = advised === undefined ? undefined : advisedForWindow(state, rules, window, advised);
  return choice ?? nextForWindow(state, rules, window);
}

function finishInHand(hall: ReadyHall, window: string, by: Actor, at: Instant): HallEvent[] {
  const inHand = findInHand(hall, window);
  return "code" in inHand ? [] : finished(hall, inHand, "unknown", by, at);
}

export function callTicket(hall: ReadyHall, intent: IntentOf<"call-ticket">, at: Instant): Decision {
  const named = findWindow(hall, intent.window);
  if ("code" in named) return named;
  const ticket = hall.state.tickets.get(intent.ticket);
  if (!ticket) return refuse("unknown-ticket");
  const ended = intent.finishFirst ? finishInHand(hall, named.id, intent.by, at) : [];
  const window = ended.length > 0 ? named : findFreeWindow(hall, named.id);
  if ("code" in window) return window;
  if (window.paused) return refuse("window-paused", { window: window.id, reason: window.paused.reason });
  if (ticket.state !== "waiting") return refuse("wrong-state", { state: ticket.state });
  if (!mayServe(hall, window, ticket.queue))
    return refuse("not-authorised", { window: window.id, queue: ticket.queue });
  return [...ended, ...call(hall, window, { ticket, jumped: false }, intent.by, at, intent.reason)];
}

function call(
  hall: ReadyHall,
  window: Window,
  choice: Choice,
  by: Actor,
  at: Instant,
  reason?: string,
): HallEvent[] {
  const { ticket, jumped } = choice;
  const visit = ticket.visit ?? nextVisitId(hall.state);
  const helps = reason === undefined && ticket.window === null && !window.sign.includes(ticket.queue);
  return [
    event("ticket-called", {
      ticket: ticket.id,
      visit,
      window: window.id,
      jumped,
      by,
      ...(reason === undefined ? {} : { reason }),
      ...(helps ? { help: helpReason(hall.state, window, ticket, at) } : {}),
    }),
    ...(helps ? helped(hall, [ticket.queue], window.id, "call", at) : []),
    ...announcement(hall, ticket, window.id),
  ];
}

function helpReason(state: HallState, window: Window, ticket: Ticket, at: Instant): HelpReason {
  return {
    waiting: waitingIn(state, ticket.queue),
    waitedMinutes: tenths((at - ticket.issuedAt) / 60_000),
    waitingHere: waitingFor(state, window),
  };
}

export function recall(hall: ReadyHall, intent: IntentOf<"recall">, at: Instant): Decision {
  const inHand = findInHand(hall, intent.window);
  if ("code" in inHand) return inHand;
  const { ticket, visit } = inHand;
  if (ticket.state !== "called") return refuse("wrong-state", { state: ticket.state });
  const { recallMaximum, recallMinIntervalSeconds } = hall.rules.calling;
  if (visit.recalls >= recallMaximum) return refuse("recall-limit", { recallMaximum });
  const waitMs = visit.lastCallAt + recallMinIntervalSeconds * 1000 - at;
  if (waitMs > 0) return refuse("recall-too-soon", { waitSeconds: Math.ceil(waitMs / 1000) });
  return [
    event("ticket-recalled", { ticket: ticket.id, window: intent.window, by: intent.by }),
    ...announcement(hall, ticket, intent.window),
  ];
}

export function startVisit(hall: ReadyHall, { window, by }: IntentOf<"start">): Decision {
  const inHand = findInHand(hall, window);
  if ("code" in inHand) return inHand;
  const { ticket, visit } = inHand;
  if (ticket.state !== "called") return refuse("wrong-state", { state: ticket.state });
  return [event("visit-started", { ticket: ticket.id, visit: visit.id, window, by })];
}
