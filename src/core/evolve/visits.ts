import type { HallState, Queue } from "../state.ts";
import {
  beginVisit,
  bringTo,
  free,
  type Happenings,
  turn,
  visitOf,
  withTicket,
  withVisit,
  withWindow,
} from "./changes.ts";

export const visitHappenings: Happenings<
  | "visit-started"
  | "visit-finished"
  | "walk-in-served"
  | "outcome-corrected"
  | "service-corrected"
  | "case-added"
  | "promise-made"
  | "visit-overran"
  | "visit-rated"
  | "rating-invited"
> = {
  "visit-started"(state, { ticket: id, window, by }, at) {
    withTicket(state, id, (ticket) => {
      turn(ticket, "serving", at);
      const visit = visitOf(state, id);
      if (visit) visit.startedAt = at;
      state.lastActor.set(window, by);
    });
  },
  "visit-finished"(state, { ticket: id, visit: visitId, window, outcome, ratableUntil, by }, at) {
    withTicket(state, id, (ticket) => {
      withVisit(state, visitId, (visit) => {
        Object.assign(visit, { finishedAt: at, outcome, ratableUntil });
        learnService(state.queues.get(ticket.queue), at - (visit.startedAt ?? visit.calledAt));
      });
      free(state, window, at);
      withWindow(state, window, (desk) => {
        desk.lastVisit = visitId;
      });
      turn(ticket, "finished", at);
      ticket.window = null;
      state.lastActor.set(window, by);
    });
  },
  "walk-in-served"(state, { ticket: id, visit, window }, at) {
    withTicket(state, id, (ticket) => {
      bringTo(state, ticket, window, "serving", at);
      beginVisit(state, ticket, visit, window, at);
      withVisit(state, visit, (begun) => {
        begun.walkIn = true;
        begun.startedAt = at;
      });
    });
  },
  "outcome-corrected"(state, { visit, outcome }) {
    withVisit(state, visit, (it) => {
      it.outcome = outcome;
    });
  },
  "service-corrected"(state, { ticket, visit, service }) {
    withTicket(state, ticket, (it) => {
      it.service = service;
      it.queue = queueOfService(state, service) ?? it.queue;
    });
    withVisit(state, visit, (it) => {
      it.service = service;
    });
  },
  "case-added"(state, { visit, service }) {
    withVisit(state, visit, (it) => {
      it.cases.push(service);
    });
  },
  "promise-made"(state, { visit, due, papers }) {
    withVisit(state, visit, (it) => {
      it.promise = { due, papers };
    });
  },
  "visit-overran"(state, { visit }) {
    withVisit(state, visit, (it) => {
      it.overrun = true;
    });
  },
  "visit-rated"(state, { visit, level, channel }, at) {
    withVisit(state, visit, (it) => {
      it.rating = { level, channel, at };
    });
  },
  "rating-invited"() {},
};

function queueOfService(state: HallState, service: string): string | undefined {
  return state.rules?.services.find(({ id }) => id === service)?.queue;
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
