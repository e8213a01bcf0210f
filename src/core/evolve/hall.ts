import type { Instant } from "../ids.ts";
import type { HallRules } from "../rules.ts";
import type { HallState, Window } from "../state.ts";
import type { Happenings } from "./changes.ts";

export const hallHappenings: Happenings<
  | "config-adopted"
  | "day-opened"
  | "appointment-booked"
  | "appointment-moved"
  | "appointment-cancelled"
  | "appointment-missed"
> = {
  "config-adopted"(state, { rules, hash }, at) {
    const before = state.rules;
    state.rules = rules;
    state.configHash = hash;
    adoptQueues(state, rules);
    adoptWindows(state, before, rules, at);
  },

  "day-opened"(state, { day }, at) {
    Object.assign(state, { day, visitCount: 0, jobCount: 0 });
    const { counters, quotas, numbers, tickets, jobs, lostPapers } = state;
    for (const past of [counters, quotas, numbers, tickets, jobs, lostPapers]) past.clear();
    // Who was served yesterday may still rate it.
    for (const [id, visit] of state.visits)
      if (visit.rating || visit.ratableUntil <= at) state.visits.delete(id);
    for (const [id, appointment] of state.appointments)
      if (appointment.state !== "booked" || appointment.slotAt < at) state.appointments.delete(id);
    for (const queue of state.queues.values()) Object.assign(queue, { line: [], jumpsInRow: 0, hot: null });
    for (const window of state.windows.values())
      Object.assign(window, {
        ticket: null,
        reserved: [],
        lastVisit: null,
        idleSince: at,
        paused: null,
        lastNoShow: null,
        emptyPost: null,
        signChanges: [],
        lent: false,
        sign: [...(state.rules?.windows.find(({ id }) => id === window.id)?.home ?? window.sign)],
      });
    state.scheduling.proposals.clear();
    state.scheduling.advice.clear();
    Object.assign(state.scheduling, {
      proposalCount: 0,
      adviceCount: 0,
      lastChange: null,
      changes: [],
      helped: [],
    });
  },

  "appointment-booked"(state, { appointment: id, service, queue, slotAt }) {
    state.appointments.set(id, { id, service, queue, slotAt, state: "booked", ticket: null });
  },
  "appointment-moved"(state, { appointment: id, slotAt }) {
    const appointment = state.appointments.get(id);
    if (appointment) appointment.slotAt = slotAt;
  },
  "appointment-cancelled"(state, { appointment: id }) {
    const appointment = state.appointments.get(id);
    if (appointment) appointment.state = "cancelled";
  },
  "appointment-missed"(state, { appointment: id }) {
    const appointment = state.appointments.get(id);
    if (appointment) appointment.state = "missed";
  },
};

function adoptQueues(state: HallState, rules: HallRules): void {
  const before = state.queues;
  state.queues = new Map(
    rules.queues.map(({ id }) => [
      id,
      before.get(id) ?? {
        id,
        line: [],
        jumpsInRow: 0,
        serviceMeanMs: 0,
        serviceCount: 0,
        waitError: 0,
        waitErrorCount: 0,
        hot: null,
      },
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
    signChanges: [],
    lent: false,
    pinned: false,
    ticket: null,
    reserved: [],
    lastVisit: null,
    idleSince,
    clerk: null,
    lastNoShow: null,
    emptyPost: null,
  };
}
