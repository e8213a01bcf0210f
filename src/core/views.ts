import { localTime, ticketSession } from "./calendar.ts";
import type { Instant, Language, Texts, WindowId } from "./ids.ts";
import { aheadOf } from "./line.ts";
import type { NoticeRule, Session } from "./rules.ts";
import { authorisedQueues, mayHelp, waitingIn } from "./scheduling.ts";
import type { HallState, Ticket, Visit, Window } from "./state.ts";
import { plainWaitMs, type WaitEstimator } from "./waits.ts";
import { windowNames } from "./window-names.ts";

/** What people and programs see of a hall. Pure projections; the hall's own carry no personal data. */

export type WindowMode = "closed" | "idle" | "called" | "serving" | "paused";

export interface QueueView {
  id: string;
  name: string;
  names: Texts;
  waiting: number;
  longestWaitMinutes: number;
  /** Expected wait of a newcomer ÷ the target; null while no window serves the queue. */
  heat: number | null;
}

export interface WindowView {
  id: WindowId;
  name: string;
  names: Texts;
  state: WindowMode;
  sign: string[];
  home: string[];
  ticket: string | null;
  pauseReason: string | null;
}

export interface HallView {
  name: string;
  names: Texts;
  languages: Language[];
  day: string | null;
  queues: QueueView[];
  windows: WindowView[];
}

const MINUTE_MS = 60_000;

export function windowMode(state: HallState, window: Window): WindowMode {
  if (!window.open) return "closed";
  const ticket = state.tickets.get(window.ticket ?? "");
  if (ticket) return ticket.state === "serving" ? "serving" : "called";
  return window.paused ? "paused" : "idle";
}

/** @param targetMinutes the wait that the hall promises at most */
export function hallView(state: HallState, now: Instant, targetMinutes: number): HallView {
  const { rules } = state;
  const names = rules?.hall.name ?? { "zh-CN": "" };
  return {
    name: names["zh-CN"],
    names,
    languages: rules?.hall.languages ?? ["zh-CN"],
    day: state.day,
    queues: (rules?.queues ?? []).map((rule) => {
      const line = state.queues.get(rule.id)?.line ?? [];
      const waitMs = rules && plainWaitMs(state, rules, rule.id, line.length);
      return {
        id: rule.id,
        name: rule.name["zh-CN"],
        names: rule.name,
        waiting: line.length,
        longestWaitMinutes: minutes(longestWaitMs(state, line, now)),
        heat: typeof waitMs === "number" ? hundredths(waitMs / (targetMinutes * MINUTE_MS)) : null,
      };
    }),
    windows: [...state.windows.values()].map((window) => windowView(state, window)),
  };
}

export function windowView(state: HallState, window: Window): WindowView {
  const rule = state.rules?.windows.find(({ id }) => id === window.id);
  const names = windowNames(window.id, rule);
  return {
    id: window.id,
    name: names["zh-CN"],
    names,
    state: windowMode(state, window),
    sign: window.sign,
    home: rule?.home ?? [],
    ticket: state.tickets.get(window.ticket ?? "")?.number ?? null,
    pauseReason: window.paused?.reason ?? null,
  };
}

export interface ServiceView {
  id: string;
  name: string;
  names: Texts;
  queue: string;
  key: number | null;
  windows: WindowId[];
  openNow: boolean;
  waiting: number;
  waitLowMinutes: number | null;
  waitHighMinutes: number | null;
  normMinutes: number;
  pictogram: string;
  common: boolean;
  /** Whether its queue gives appointments. */
  bookable: boolean;
  quietHours: Session[];
  notice: NoticeView | null;
}

export interface NoticeView extends NoticeRule {
  /** Its last day is over: the window may know better. */
  expired: boolean;
}

/** What a citizen can come for, and where it is served now. */
export function servicesView(state: HallState, now: Instant, estimate: WaitEstimator): ServiceView[] {
  const { rules } = state;
  if (!rules) return [];
  const openNow = ticketSession(rules, now) !== null;
  const today = localTime(now, rules.hall.timeZone).day;
  return rules.services.map((service) => {
    const waiting = state.queues.get(service.queue)?.line.length ?? 0;
    const range = estimate(state, service.queue, waiting);
    const { notice } = service;
    const queue = rules.queues.find(({ id }) => id === service.queue);
    return {
      id: service.id,
      name: service.name["zh-CN"],
      names: service.name,
      queue: service.queue,
      key: service.key ?? null,
      windows: windowsShowing(state, service.queue),
      openNow,
      waiting,
      waitLowMinutes: range?.lowMinutes ?? null,
      waitHighMinutes: range?.highMinutes ?? null,
      normMinutes: service.normMinutes,
      pictogram: service.pictogram ?? service.id,
      common: service.common ?? false,
      bookable: (queue?.appointmentsPerSlot ?? 0) > 0,
      quietHours: service.quietHours ?? [],
      notice: notice ? { ...notice, expired: notice.validUntil < today } : null,
    };
  });
}

export interface TicketView {
  id: string;
  number: string;
  service: string;
  queue: string;
  lane: string;
  language: string;
  state: string;
  issuedAt: Instant;
  ahead: number;
  waitLowMinutes: number | null;
  waitHighMinutes: number | null;
  windows: WindowId[];
  window: WindowId | null;
  visit: string | null;
}

/** A ticket as its holder may see it. */
export function ticketView(state: HallState, ticket: Ticket, estimate: WaitEstimator): TicketView {
  const waits = ticket.state === "waiting";
  const ahead = waits ? aheadOf(state, ticket) : 0;
  const range = waits ? estimate(state, ticket.queue, ahead) : null;
  const { id, number, service, queue, lane, language, issuedAt } = ticket;
  return {
    id,
    number,
    service,
    queue,
    lane,
    language,
    state: ticket.state,
    issuedAt,
    ahead,
    waitLowMinutes: range?.lowMinutes ?? null,
    waitHighMinutes: range?.highMinutes ?? null,
    windows: waits && ticket.window ? [ticket.window] : windowsShowing(state, queue),
    window: ticket.state === "called" || ticket.state === "serving" ? ticket.window : null,
    visit: ticket.visit,
  };
}

export function visitView(visit: Visit): Omit<Visit, "ticket"> {
  const { ticket: _holdersSecret, ...rest } = visit;
  return rest;
}

/** What a window's display shows: the number at it, from its call until its finish. */
export function displayedNumber(state: HallState, window: WindowId): string | null {
  return state.tickets.get(state.windows.get(window)?.ticket ?? "")?.number ?? null;
}

/** How many wait for what the window's sign shows. */
export function waitingFor(state: HallState, window: Window): number {
  return window.sign.reduce(
    (sum, queue) => sum + (state.queues.get(queue)?.line.length ?? 0),
    window.reserved.length,
  );
}

/** From which queues the window's next call may come. */
export function callableQueues(state: HallState, window: Window): readonly string[] {
  const { rules } = state;
  return rules && mayHelp(state, rules, window.id) ? authorisedQueues(rules, window) : window.sign;
}

/** How many a free window's clerk could call now: of its sign or, where nobody waits for that, in need of help. */
export function callableFor(state: HallState, window: Window): number {
  if (!window.open) return 0;
  const own = waitingFor(state, window);
  if (own > 0) return own;
  return callableQueues(state, window).reduce((sum, queue) => sum + waitingIn(state, queue), 0);
}

/** The queues of the tickets that may have been reserved for a window: those of its rule, whoever sat there. */
export function reservableQueues({ rules }: HallState, window: WindowId): readonly string[] {
  return rules?.windows.find(({ id }) => id === window)?.authorised ?? [];
}

function windowsShowing(state: HallState, queue: string): WindowId[] {
  return [...state.windows.values()]
    .filter(({ open, sign }) => open && sign.includes(queue))
    .map(({ id }) => id);
}

function longestWaitMs(state: HallState, line: readonly string[], now: Instant): number {
  return line.reduce((longest, id) => Math.max(longest, now - (state.tickets.get(id)?.issuedAt ?? now)), 0);
}

const minutes = (ms: number): number => Math.round(ms / 6_000) / 10;
const hundredths = (value: number): number => Math.round(value * 100) / 100;
