import type { EventData, EventOf, EventType, HallEvent } from "./events.ts";
import type { Instant } from "./ids.ts";
import { joinLine, leaveLine } from "./line.ts";
import type { HallRules } from "./rules.ts";
import type { HallState, Queue, Ticket, TicketState, Visit, Window } from "./state.ts";

/**
 * Lets one event happen. Changes `state` in place, for its one owner; reads nothing but the state and the event,
 * so that the same journal gives the same hall on every machine and in every year.
 * An event about something that is not there (an old journal) changes nothing.
 */
export function evolve(state: HallState, event: HallEvent, at: Instant): void {
  applyOne(state, event, at);
  state.seq += 1;
  state.at = at;
}

function applyOne<T extends EventType>(state: HallState, event: EventOf<T>, at: Instant): void {
  HAPPENINGS[event.type](state, event.data, at);
}

const HAPPENINGS: { [T in EventType]: (state: HallState, data: EventData[T], at: Instant) => void } = {
  "config-adopted"(state, { rules, hash }, at) {
    const before = state.rules;
    state.rules = rules;
    state.configHash = hash;
    adoptQueues(state, rules);
    adoptWindows(state, before, rules, at);
  },

  "day-opened"(state, { day }, at) {
    state.day = day;
    state.counters.clear();
    state.numbers.clear();
    state.visitCount = 0;
    state.jobCount = 0;
    state.tickets.clear();
    state.visits.clear();
    state.jobs.clear();
    for (const queue of state.queues.values()) {
      queue.line = [];
      queue.jumpsInRow = 0;
    }
    for (const window of state.windows.values()) {
      Object.assign(window, { ticket: null, reserved: [], lastVisit: null, idleSince: at, paused: null });
      window.sign = [...(state.rules?.windows.find(({ id }) => id === window.id)?.home ?? window.sign)];
    }
  },

  "ticket-issued"(state, data, at) {
    const { ticket: id, number, service, queue, lane, language, channel, rank } = data;
    const ticket: Ticket = {
      id,
      number,
      service,
      queue,
      lane,
      language,
      channel,
      state: "waiting",
      issuedAt: at,
      rank,
      window: null,
      since: at,
      visit: null,
    };
    state.tickets.set(id, ticket);
    state.numbers.set(number, id);
    state.counters.set(data.prefix, data.count + 1);
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
      free(state, window, at);
      turn(ticket, "no-show", at);
      ticket.window = null;
    });
  },

  "visit-started"(state, { ticket: id, window, by }, at) {
    withTicket(state, id, (ticket) => {
      turn(ticket, "serving", at);
      const visit = visitOf(state, id);
      if (visit) visit.startedAt = at;
      state.lastActor.set(window, by);
    });
  },
  "visit-finished"(state, { ticket: id, visit: visitId, window, outcome, by }, at) {
    withTicket(state, id, (ticket) => {
      const visit = state.visits.get(visitId);
      if (visit) {
        visit.finishedAt = at;
        visit.outcome = outcome;
        learnService(state.queues.get(ticket.queue), at - (visit.startedAt ?? visit.calledAt));
      }
      free(state, window, at);
      const desk = state.windows.get(window);
      if (desk) desk.lastVisit = visitId;
      turn(ticket, "finished", at);
      ticket.window = null;
      state.lastActor.set(window, by);
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
      turn(ticket, "waiting", at);
      ticket.queue = queue;
      ticket.rank = rank;
      ticket.window = window ?? null;
      if (window) state.windows.get(window)?.reserved.push(id);
      else joinLine(state, ticket);
    });
  },
  "walk-in-served"(state, { ticket: id, visit, window }, at) {
    withTicket(state, id, (ticket) => {
      bringTo(state, ticket, window, "serving", at);
      beginVisit(state, ticket, visit, window, at);
      const begun = state.visits.get(visit);
      if (begun) Object.assign(begun, { walkIn: true, startedAt: at });
    });
  },

  "visit-rated"(state, { visit: id, level, channel }, at) {
    const visit = state.visits.get(id);
    if (visit) visit.rating = { level, channel, at };
  },
  "rating-invited"() {},

  "window-opened"(state, { window: id, by }, at) {
    withWindow(state, id, (window) => {
      window.open = true;
      window.idleSince = at;
      state.lastActor.set(id, by);
    });
  },
  "window-closed"(state, { window: id, by }) {
    withWindow(state, id, (window) => {
      window.open = false;
      window.paused = null;
      for (const reserved of window.reserved.splice(0)) {
        const ticket = state.tickets.get(reserved);
        if (!ticket) continue;
        ticket.window = null;
        joinLine(state, ticket);
      }
      state.lastActor.set(id, by);
    });
  },
  "window-paused"(state, { window, reason, by }, at) {
    withWindow(state, window, (it) => {
      it.paused = { reason, since: at };
      state.lastActor.set(window, by);
    });
  },
  "window-resumed"(state, { window, by }, at) {
    withWindow(state, window, (it) => {
      it.paused = null;
      it.idleSince = at;
      state.lastActor.set(window, by);
    });
  },
  "sign-changed"(state, { window, sign }) {
    withWindow(state, window, (it) => {
      it.sign = [...sign];
    });
  },

  "print-requested"(state, { job: id, ticket, dispenser, copy }, at) {
    state.jobCount += 1;
    state.jobs.set(id, { kind: "print", id, ticket, dispenser, copy, askedAt: at, started: false });
  },
  "announcement-requested"(state, { job: id, ticket, number, window }, at) {
    state.jobCount += 1;
    state.jobs.set(id, { kind: "announcement", id, ticket, number, window, askedAt: at, started: false });
  },
  "job-started"(state, { job: id }) {
    const job = state.jobs.get(id);
    if (job) job.started = true;
  },
  "job-put-back"(state, { job: id }) {
    const job = state.jobs.get(id);
    if (job) job.started = false;
  },
  "job-ended"(state, { job }) {
    state.jobs.delete(job);
  },
};

function withTicket(state: HallState, id: string, change: (ticket: Ticket) => void): void {
  const ticket = state.tickets.get(id);
  if (ticket) change(ticket);
}

function withWindow(state: HallState, id: string, change: (window: Window) => void): void {
  const window = state.windows.get(id);
  if (window) change(window);
}

function turn(ticket: Ticket, to: TicketState, at: Instant): void {
  ticket.state = to;
  ticket.since = at;
}

function visitOf(state: HallState, ticket: string): Visit | undefined {
  return state.visits.get(state.tickets.get(ticket)?.visit ?? "");
}

/** A ticket that waits or is parked goes, uncalled. */
function leave(state: HallState, ticket: Ticket, to: TicketState, at: Instant): void {
  leaveLine(state, ticket);
  ticket.window = null;
  turn(ticket, to, at);
}

function bringTo(state: HallState, ticket: Ticket, window: string, to: TicketState, at: Instant): void {
  leaveLine(state, ticket);
  ticket.window = window;
  turn(ticket, to, at);
  withWindow(state, window, (it) => {
    it.ticket = ticket.id;
  });
}

function free(state: HallState, window: string, at: Instant): void {
  withWindow(state, window, (it) => {
    it.ticket = null;
    it.idleSince = at;
  });
}

/** A transferred ticket goes on with the visit it has, at its new window. */
function beginVisit(state: HallState, ticket: Ticket, id: string, window: string, at: Instant): void {
  if (ticket.visit === null) state.visitCount += 1;
  ticket.visit = id;
  state.visits.set(id, {
    id,
    ticket: ticket.id,
    number: ticket.number,
    service: ticket.service,
    window,
    walkIn: false,
    calledAt: at,
    recalls: 0,
    lastCallAt: at,
    startedAt: null,
    finishedAt: null,
    outcome: null,
    rating: null,
  });
}

/** Visits shorter than this were mistakes of the key, longer ones forgotten keys: neither tells of the service. */
const PLAUSIBLE_SERVICE_MS = { min: 15_000, max: 3 * 3_600_000 };
/** New services go on counting: the mean rests on about this many. */
const REMEMBERED_SERVICES = 50;

function learnService(queue: Queue | undefined, serviceMs: number): void {
  if (!queue || serviceMs < PLAUSIBLE_SERVICE_MS.min || serviceMs > PLAUSIBLE_SERVICE_MS.max) return;
  queue.serviceCount += 1;
  queue.serviceMeanMs +=
    (serviceMs - queue.serviceMeanMs) / Math.min(queue.serviceCount, REMEMBERED_SERVICES);
}

function adoptQueues(state: HallState, rules: HallRules): void {
  const before = state.queues;
  state.queues = new Map(
    rules.queues.map(({ id }) => [
      id,
      before.get(id) ?? { id, line: [], jumpsInRow: 0, serviceMeanMs: 0, serviceCount: 0 },
    ]),
  );
}

function adoptWindows(state: HallState, before: HallRules | null, rules: HallRules, at: Instant): void {
  const windows = state.windows;
  state.windows = new Map(
    rules.windows.map((rule) => {
      const window = windows.get(rule.id) ?? newWindow(rule.id, rule.home, at);
      const oldHome = before?.windows.find((each) => each.id === rule.id)?.home ?? [];
      const wasHome =
        window.sign.length === oldHome.length && oldHome.every((id) => window.sign.includes(id));
      const kept = window.sign.filter((queue) => rule.authorised.includes(queue));
      window.sign = wasHome || kept.length === 0 ? [...rule.home] : kept;
      return [rule.id, window];
    }),
  );
}

function newWindow(id: string, home: string[], idleSince: Instant): Window {
  return {
    id,
    open: false,
    paused: null,
    sign: [...home],
    ticket: null,
    reserved: [],
    lastVisit: null,
    idleSince,
  };
}
