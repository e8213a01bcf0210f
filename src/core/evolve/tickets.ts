import type { EventData } from "../events.ts";
import type { Instant } from "../ids.ts";
import { joinLine } from "../line.ts";
import type { HallState, Queue, Ticket } from "../state.ts";
import { beginVisit, bringTo, free, type Happenings, leave, turn, visitOf, withTicket } from "./changes.ts";

export const ticketHappenings: Happenings<
  | "ticket-issued"
  | "ticket-cancelled"
  | "ticket-voided"
  | "ticket-called"
  | "ticket-recalled"
  | "ticket-no-show"
  | "no-show-undone"
  | "ticket-returned"
  | "ticket-parked"
  | "ticket-unparked"
  | "ticket-transferred"
  | "ticket-sent-on"
  | "holder-flagged"
  | "escort-taken"
  | "escort-done"
> = {
  "ticket-issued"(state, data, at) {
    const ticket = newTicket(data, at);
    state.tickets.set(ticket.id, ticket);
    state.numbers.set(ticket.number, ticket.id);
    state.counters.set(data.prefix, data.count + 1);
    for (const quota of data.quotas) state.quotas.set(quota, (state.quotas.get(quota) ?? 0) + 1);
    const appointment = state.appointments.get(data.appointment ?? "");
    if (appointment) Object.assign(appointment, { state: "checked-in", ticket: ticket.id });
    joinLine(state, ticket);
  },
  "ticket-cancelled"(state, { ticket }, at) {
    withTicket(state, ticket, (it) => leave(state, it, "cancelled", at));
  },
  "ticket-voided"(state, { ticket }, at) {
    withTicket(state, ticket, (it) => leave(state, it, "void", at));
  },

  "ticket-called"(state, { ticket: id, visit, window, jumped, reason, by }, at) {
    withTicket(state, id, (ticket) => {
      const queue = state.queues.get(ticket.queue);
      if (queue && reason === undefined) queue.jumpsInRow = jumped ? queue.jumpsInRow + 1 : 0;
      if (queue && ticket.lane === "ordinary") learnWaitError(queue, ticket, at);
      bringTo(state, ticket, window, "called", at);
      beginVisit(state, ticket, visit, window, at);
      state.lastActor.set(window, by);
    });
  },
  "ticket-recalled"(state, { ticket: id, window, by }, at) {
    const visit = visitOf(state, id);
    if (visit) {
      visit.recalls += 1;
      visit.lastCallAt = at;
    }
    state.lastActor.set(window, by);
  },
  "ticket-no-show"(state, { ticket: id, window }, at) {
    withTicket(state, id, (ticket) => {
      if (ticket.visit) state.visits.delete(ticket.visit);
      ticket.visit = null;
      ticket.missedAt = window;
      ticket.window = null;
      free(state, window, at);
      turn(ticket, "no-show", at);
      const desk = state.windows.get(window);
      if (desk) desk.lastNoShow = { ticket: id, at };
    });
  },
  "no-show-undone"(state, { ticket: id, visit, window, by }, at) {
    withTicket(state, id, (ticket) => {
      bringTo(state, ticket, window, "called", at);
      beginVisit(state, ticket, visit, window, at);
      const desk = state.windows.get(window);
      if (desk) desk.lastNoShow = null;
      state.lastActor.set(window, by);
    });
  },
  "ticket-returned"(state, { ticket: id, rank }, at) {
    withTicket(state, id, (ticket) => {
      ticket.returned = true;
      ticket.rank = rank;
      turn(ticket, "waiting", at);
      joinLine(state, ticket);
    });
  },

  "ticket-parked"(state, { ticket: id, window }, at) {
    withTicket(state, id, (ticket) => {
      free(state, window, at);
      turn(ticket, "parked", at);
    });
  },
  "ticket-unparked"(state, { ticket: id, window }, at) {
    withTicket(state, id, (ticket) => {
      bringTo(state, ticket, window, "called", at);
      const visit = visitOf(state, id);
      if (visit) visit.lastCallAt = at;
    });
  },
  "ticket-transferred"(state, { ticket: id, from, queue, window, rank }, at) {
    withTicket(state, id, (ticket) => {
      free(state, from, at);
      waitIn(state, ticket, queue, rank, at, window);
    });
  },
  "ticket-sent-on"(state, { ticket: id, queue, stop, rank }, at) {
    withTicket(state, id, (ticket) => {
      ticket.stop = stop;
      ticket.visit = null;
      waitIn(state, ticket, queue, rank, at);
    });
  },

  "holder-flagged"() {},
  "escort-taken"(state, { ticket: id, by }) {
    withTicket(state, id, (ticket) => {
      ticket.escort = { state: "taken", guide: by };
    });
  },
  "escort-done"(state, { ticket: id, by }) {
    withTicket(state, id, (ticket) => {
      ticket.escort = { state: "done", guide: by };
    });
  },
};

function newTicket(data: EventData["ticket-issued"], issuedAt: Instant): Ticket {
  const { ticket: id, number, service, queue, lane, language, channel, rank, expectedWaitMs } = data;
  return {
    id,
    number,
    service,
    queue,
    lane,
    language,
    channel,
    state: "waiting",
    issuedAt,
    rank,
    window: null,
    since: issuedAt,
    visit: null,
    expectedWaitMs,
    missedAt: null,
    returned: false,
    stop: 0,
    appointment: data.appointment ?? null,
    holder: data.holder ?? null,
    escort: data.escort ? { state: "asked", guide: null } : null,
  };
}

function waitIn(
  state: HallState,
  ticket: Ticket,
  queue: string,
  rank: number,
  at: Instant,
  window?: string,
): void {
  turn(ticket, "waiting", at);
  Object.assign(ticket, { queue, rank, window: window ?? null });
  if (window) state.windows.get(window)?.reserved.push(ticket.id);
  else joinLine(state, ticket);
}

/** Recent errors weigh more: the mean rests on about this many calls. */
const REMEMBERED_ERRORS = 30;
/** Below this a wait is a walk across the hall, and its error says nothing. */
const SHORTEST_WAIT_MS = 60_000;

function learnWaitError(queue: Queue, ticket: Ticket, at: Instant): void {
  if (ticket.expectedWaitMs === null || ticket.expectedWaitMs < SHORTEST_WAIT_MS) return;
  const error = Math.min(2, Math.abs((at - ticket.issuedAt) / ticket.expectedWaitMs - 1));
  queue.waitErrorCount += 1;
  queue.waitError += (error - queue.waitError) / Math.min(queue.waitErrorCount, REMEMBERED_ERRORS);
}
