import { localTime } from "../core/calendar.ts";
import type { EventData, EventOf, EventType, HallEvent } from "../core/events.ts";
import type { Instant, TicketId, VisitId, WindowId } from "../core/ids.ts";
import { type DayRecord, QUARTER_MINUTES, type TicketRecord } from "./day-record.ts";

/** When an event happened; `night` for what ended a day after its midnight, of which the day's times know nothing. */
interface Moment {
  at: Instant;
  quarter: number;
  night: boolean;
}

type Recorder = { [T in EventType]?: (record: DayRecord, data: EventData[T], moment: Moment) => void };

const LAST_QUARTER = (24 * 60) / QUARTER_MINUTES - 1;

/**
 * Writes one event of the day, or a later rating of one of its visits, into the record of the day, which the caller
 * owns. Events that no figure rests on change nothing.
 */
export function recordEvent(record: DayRecord, event: HallEvent, at: Instant): void {
  const moment = momentOf(record, at);
  recordOne(record, event, moment);
  if (moment.night) return;
  record.until = at;
  record.waitingAfter.set(moment.quarter, record.waiting);
}

function recordOne<T extends EventType>(record: DayRecord, { type, data }: EventOf<T>, moment: Moment): void {
  RECORDERS[type]?.(record, data, moment);
}

function momentOf({ day, timeZone }: DayRecord, at: Instant): Moment {
  const time = localTime(at, timeZone);
  if (time.day > day) return { at, quarter: LAST_QUARTER, night: true };
  return { at, quarter: Math.floor(time.minuteOfDay / QUARTER_MINUTES), night: false };
}

function stand(record: DayRecord, ticket: TicketRecord | undefined, at: Instant): void {
  if (!ticket) return;
  if (ticket.waitsSince === null) record.waiting += 1;
  Object.assign(ticket, { waitsSince: at, lost: null });
}

function leaveLine(record: DayRecord, ticket: TicketRecord): void {
  if (ticket.waitsSince !== null) record.waiting -= 1;
  ticket.waitsSince = null;
}

function goUnserved(record: DayRecord, id: TicketId): void {
  const ticket = record.tickets.get(id);
  if (!ticket) return;
  leaveLine(record, ticket);
  ticket.lost = { how: "gone", window: null };
}

function takeInHand(
  record: DayRecord,
  { ticket, window, help = false }: { ticket: TicketId; window: WindowId; help?: boolean },
  { at }: Moment,
): void {
  const clerk = record.clerks.get(window) ?? null;
  record.inHand.set(window, { ticket, from: at, help, clerk });
}

function free(record: DayRecord, window: WindowId, { at, night }: Moment, came = true): void {
  const hold = record.inHand.get(window);
  record.inHand.delete(window);
  if (hold) record.spells.push({ ...hold, window, to: night ? record.until : at, served: came && !night });
}

function beginVisit(
  record: DayRecord,
  held: { ticket: TicketId; visit: VisitId; window: WindowId; help?: boolean },
  moment: Moment,
): void {
  const { ticket: id, visit, window } = held;
  const ticket = record.tickets.get(id);
  if (!ticket) return;
  ticket.lost = null;
  takeInHand(record, held, moment);
  record.visits.set(visit, {
    queue: ticket.queue,
    service: ticket.service,
    window,
    startedAt: moment.at,
    finishedQuarter: null,
    serviceMs: null,
    outcome: null,
    level: null,
  });
}

const RECORDERS: Recorder = {
  "ticket-issued"(record, { ticket: id, queue, service, lane, channel }, { at, quarter }) {
    const walkIn = channel === "walk-in";
    const ticket: TicketRecord = {
      issuedFor: queue,
      queue,
      service,
      walkIn,
      booked: lane === "appointment",
      issuedQuarter: quarter,
      waitsSince: null,
      lost: null,
    };
    record.tickets.set(id, ticket);
    if (!walkIn) stand(record, ticket, at);
  },
  "ticket-cancelled"(record, { ticket }) {
    goUnserved(record, ticket);
  },
  "ticket-voided"(record, { ticket }) {
    goUnserved(record, ticket);
  },

  "ticket-called"(record, data, moment) {
    const ticket = record.tickets.get(data.ticket);
    if (ticket && ticket.waitsSince !== null) {
      const { queue, waitsSince } = ticket;
      record.waits.push({ queue, calledQuarter: moment.quarter, ms: moment.at - waitsSince });
      leaveLine(record, ticket);
    }
    beginVisit(record, { ...data, help: data.help !== undefined }, moment);
  },
  "walk-in-served": beginVisit,
  "no-show-undone": beginVisit,
  "ticket-no-show"(record, { ticket: id, window }, moment) {
    const ticket = record.tickets.get(id);
    if (ticket) ticket.lost = { how: "no-show", window };
    free(record, window, moment, false);
  },
  "ticket-returned"(record, { ticket }, { at }) {
    stand(record, record.tickets.get(ticket), at);
  },
  "ticket-parked"(record, { window }, moment) {
    free(record, window, moment);
  },
  "ticket-unparked": takeInHand,
  "ticket-transferred"(record, { ticket: id, from, queue }, moment) {
    const ticket = record.tickets.get(id);
    if (ticket) ticket.queue = queue;
    free(record, from, moment);
    stand(record, ticket, moment.at);
  },
  "ticket-sent-on"(record, { ticket: id, queue }, { at }) {
    const ticket = record.tickets.get(id);
    if (ticket) ticket.queue = queue;
    stand(record, ticket, at);
  },

  "queue-became-hot"({ hot }) {
    hot.times += 1;
  },
  "hot-queue-helped"({ hot }, { minutes }) {
    hot.helpedAfterMs.push(minutes * 60_000);
  },

  "clerk-signed-in"(record, { window, clerk }) {
    record.clerks.set(window, clerk);
  },
  "clerk-signed-out"(record, { window }) {
    record.clerks.delete(window);
  },
  "window-handed-over"(record, { window, to }) {
    record.clerks.set(window, to);
    // What two have worked on tells of neither.
    const hold = record.inHand.get(window);
    if (hold) hold.clerk = null;
  },

  "visit-started"(record, { visit: id }, { at }) {
    const visit = record.visits.get(id);
    if (visit) visit.startedAt = at;
  },
  "visit-finished"(record, { visit: id, window, outcome, ratableUntil }, moment) {
    const visit = record.visits.get(id);
    const { at, quarter, night } = moment;
    if (visit)
      Object.assign(visit, {
        finishedQuarter: quarter,
        outcome,
        serviceMs: night ? null : at - visit.startedAt,
      });
    record.ratableUntil = Math.max(record.ratableUntil, ratableUntil);
    free(record, window, moment);
  },
  "outcome-corrected"(record, { visit: id, outcome }) {
    const visit = record.visits.get(id);
    if (visit) visit.outcome = outcome;
  },
  "service-corrected"(record, { ticket: ticketId, visit: id, service }) {
    for (const it of [record.tickets.get(ticketId), record.visits.get(id)]) if (it) it.service = service;
  },
  "visit-rated"(record, { visit: id, level }) {
    const visit = record.visits.get(id);
    if (visit) visit.level = level;
  },
};
