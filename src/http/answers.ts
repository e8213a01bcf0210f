import type { DeviceStatus } from "../../devices/device.ts";
import { waitingFor } from "../core/callable.ts";
import type { HallEvent } from "../core/events.ts";
import type { Instant, TicketId } from "../core/ids.ts";
import { proposalFor } from "../core/scheduling.ts";
import type { Appointment, HallState, Proposal, Ticket, Visit, Window } from "../core/state.ts";
import { isoTime } from "../core/time-zone.ts";
import { hallView, ticketView, windowView } from "../core/views.ts";
import type { WaitEstimator } from "../core/waits.ts";
import { codeOf } from "../runtime/appointment-code.ts";
import { healthOf } from "../runtime/device-health.ts";
import type { HallPort } from "./hall-port.ts";
import type { ProposalAnswer } from "./scheduler-schemas.ts";
import type {
  AppointmentAnswer,
  AtWindow,
  DeviceAnswer,
  DeviceInHall,
  HallAnswer,
  TicketAnswer,
  VisitAnswer,
} from "./schemas.ts";

/** The core's views in the words of the contract: instants become times with the hall's offset. */

export function timeIn(state: HallState, at: Instant): string {
  return isoTime(at, state.rules?.hall.timeZone ?? "UTC");
}

const timeOrNull = (state: HallState, at: Instant | null) => (at === null ? null : timeIn(state, at));

/** Carries the ticket's id, so it is for its holder and for the clerk who serves it. */
export function ticketAnswer(state: HallState, ticket: Ticket, estimate: WaitEstimator): TicketAnswer {
  const view = ticketView(state, ticket, estimate);
  return {
    ...view,
    lane: ticket.lane,
    language: ticket.language,
    state: ticket.state,
    issuedAt: timeIn(state, view.issuedAt),
    appointment: ticket.appointment,
    escort: ticket.escort?.state ?? null,
  };
}

/** The ticket of this id as it is now; null when there is none. */
export function ticketNow(state: HallState, id: TicketId, estimate: WaitEstimator): TicketAnswer | null {
  const ticket = state.tickets.get(id);
  return ticket ? ticketAnswer(state, ticket, estimate) : null;
}

export function visitAnswer(state: HallState, visit: Visit): VisitAnswer {
  const { id, number, service, window, walkIn, recalls, outcome, cases, promise } = visit;
  return {
    id,
    number,
    service,
    window,
    walkIn,
    calledAt: timeIn(state, visit.calledAt),
    recalls,
    lastCallAt: timeIn(state, visit.lastCallAt),
    startedAt: timeOrNull(state, visit.startedAt),
    finishedAt: timeOrNull(state, visit.finishedAt),
    outcome,
    cases,
    promise,
  };
}

export function appointmentAnswer(state: HallState, appointment: Appointment): AppointmentAnswer {
  return { ...appointment, code: codeOf(appointment.id), slotAt: timeIn(state, appointment.slotAt) };
}

/** A window as the clerk at it sees it. */
export function deskView(state: HallState, window: Window): object {
  const inHand = state.visits.get(state.tickets.get(window.ticket ?? "")?.visit ?? "");
  const last = state.visits.get(window.lastVisit ?? "");
  const proposal = proposalFor(state, window.id);
  return {
    window: windowView(state, window),
    waiting: waitingFor(state, window),
    visit: inHand ? visitAnswer(state, inHand) : null,
    proposal: proposal ? proposalAnswer(state, proposal) : null,
    lastVisit: last ? { ...visitAnswer(state, last), rated: last.rating !== null } : null,
  };
}

export function proposalAnswer(state: HallState, proposal: Proposal): ProposalAnswer {
  return { ...proposal, at: timeIn(state, proposal.at), expiresAt: timeIn(state, proposal.expiresAt) };
}

/** The ticket that the events were about, else the one now at the window, and its visit. */
export function atWindowAnswer(
  state: HallState,
  events: readonly HallEvent[],
  windowId: string,
  estimate: WaitEstimator,
): AtWindow {
  const ticket = state.tickets.get(ticketOf(events) ?? state.windows.get(windowId)?.ticket ?? "");
  const visit = state.visits.get(ticket?.visit ?? "");
  return {
    ticket: ticket ? ticketAnswer(state, ticket, estimate) : null,
    visit: visit ? visitAnswer(state, visit) : null,
  };
}

function ticketOf(events: readonly HallEvent[]): string | undefined {
  for (const { data } of events) if ("ticket" in data) return data.ticket;
  return undefined;
}

export function hallAnswer(hall: HallPort): HallAnswer {
  const { state } = hall.loop;
  const now = hall.loop.now();
  const view = hallView(state, now);
  return { ...view, at: timeIn(state, now), devices: hall.devices().map(deviceInHall), seq: state.seq };
}

export function deviceInHall(status: DeviceStatus): DeviceInHall {
  const { id, role, state, reason, conditions } = status;
  return { id, role, state, health: healthOf(status), reason, conditions };
}

export function deviceAnswer(state: HallState, status: DeviceStatus): DeviceAnswer {
  const { detail, driver, link, address, sinceMs, lastSeenMs, counters } = status;
  return {
    ...deviceInHall(status),
    detail,
    driver,
    link,
    address,
    since: timeIn(state, sinceMs),
    lastSeen: timeOrNull(state, lastSeenMs),
    counters,
  };
}
