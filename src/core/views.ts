import { localTime, ticketSession } from "./calendar.ts";
import { heatOf } from "./heat.ts";
import type { DispenserId, Instant, Language, Texts, WindowId } from "./ids.ts";
import { aheadOf } from "./line.ts";
import type { DispenserRule, HallRules, NoticeRule, QueueRule, Session } from "./rules.ts";
import { SCHEDULER_DEFAULTS, schedulerRule } from "./scheduling.ts";
import type { HallState, Ticket, Window } from "./state.ts";
import type { WaitEstimator } from "./waits.ts";
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

export interface DispenserView {
  id: DispenserId;
  name: string;
  names: Texts;
  /** It has a printer of its own. */
  prints: boolean;
}

export interface HallView {
  name: string;
  names: Texts;
  languages: Language[];
  day: string | null;
  queues: QueueView[];
  windows: WindowView[];
  dispensers: DispenserView[];
  /** Over these a queue is hot, whatever wait is expected. */
  hot: { waiting: number; waitMinutes: number };
}

function windowMode(state: HallState, window: Window): WindowMode {
  if (!window.open) return "closed";
  const ticket = state.tickets.get(window.ticket ?? "");
  if (ticket) return ticket.state === "serving" ? "serving" : "called";
  return window.paused ? "paused" : "idle";
}

export function hallView(state: HallState, now: Instant): HallView {
  const { rules } = state;
  const names = rules?.hall.name ?? { "zh-CN": "" };
  const { hot } = rules ? schedulerRule(rules) : SCHEDULER_DEFAULTS;
  return {
    name: names["zh-CN"],
    names,
    languages: rules?.hall.languages ?? ["zh-CN"],
    day: state.day,
    queues: rules ? rules.queues.map((queue) => queueView(state, rules, queue, now)) : [],
    windows: [...state.windows.values()].map((window) => windowView(state, window)),
    dispensers: (rules?.dispensers ?? []).map(dispenserView),
    hot: { waiting: hot.waiting, waitMinutes: hot.waitMinutes },
  };
}

function dispenserView({ id, name, prints }: DispenserRule): DispenserView {
  const names = name ?? { "zh-CN": `${id}号取号机`, bo: `ཨང་གྲངས་ལེན་འཁོར་ ${id}`, en: `Dispenser ${id}` };
  return { id, name: names["zh-CN"], names, prints };
}

function queueView(state: HallState, rules: HallRules, { id, name }: QueueRule, now: Instant): QueueView {
  const { waiting, oldestMinutes, heat } = heatOf(state, rules, id, now);
  return { id, name: name["zh-CN"], names: name, waiting, longestWaitMinutes: oldestMinutes, heat };
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

function windowsShowing(state: HallState, queue: string): WindowId[] {
  return [...state.windows.values()]
    .filter(({ open, sign }) => open && sign.includes(queue))
    .map(({ id }) => id);
}
