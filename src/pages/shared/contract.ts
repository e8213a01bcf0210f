import type { Language } from "../../i18n/text.ts";

/** The HTTP contract as the pages read it. Fields with `?` are shown when the hall sends them. */

export type Name = string | Partial<Record<Language, string>>;

/** What has a name: `names` by language, and `name` in Chinese. */
export interface Named {
  id: string;
  name: string;
  names?: Partial<Record<Language, string>>;
}

/** The eight facts that every public service must show (八公开). */
export type FactName =
  | "subject"
  | "basis"
  | "conditions"
  | "procedure"
  | "timeLimit"
  | "result"
  | "feeBasis"
  | "fee";

/** The one-time notice of a service: papers to bring, and as many of the eight facts as the hall has written. */
export interface ServiceNotice extends Partial<Record<FactName, Name>> {
  version: string;
  /** ISO date, the last day on which it holds. */
  validUntil: string;
  /** By the hall's own calendar. */
  expired: boolean;
  papers: Name[];
}

export interface Service extends Named {
  queue: string;
  /** Ids of the windows where it may be called. */
  windows: string[];
  openNow: boolean;
  waiting: number;
  waitLowMinutes: number | null;
  waitHighMinutes: number | null;
  normMinutes: number;
  pictogram: string;
  /** What finds it: pinyin initials of its Chinese name, lower case. */
  initials: string;
  /** On the kiosk's first page. */
  common: boolean;
  /** Appointments are given for it. */
  bookable: boolean;
  /** When its line is usually short, HH:MM. */
  quietHours: { from: string; to: string }[];
  notice: ServiceNotice | null;
}

export type Lane = "ordinary" | "priority" | "appointment";

export type TicketState =
  | "waiting"
  | "called"
  | "serving"
  | "parked"
  | "finished"
  | "no-show"
  | "cancelled"
  | "void";

export interface Ticket {
  id: string;
  number: string;
  service: string;
  queue: string;
  lane: Lane;
  state: TicketState;
  issuedAt: string;
  ahead?: number | null;
  waitLowMinutes?: number | null;
  waitHighMinutes?: number | null;
  windows?: string[];
  window?: string | null;
  /** The visit to rate, once the ticket has one. */
  visit?: string | null;
}

export interface Visit {
  id: string;
  number: string;
  service: string;
  window: string;
  walkIn: boolean;
  calledAt: string;
  recalls: number;
  lastCallAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  outcome: Outcome | null;
  /** Further services settled in the same visit. */
  cases: string[];
  promise: { due: string; papers: string[] } | null;
}

/** What a window has in hand. */
export interface AtWindow {
  ticket: Ticket | null;
  visit: Visit | null;
}

export interface HallQueue extends Named {
  waiting: number;
  longestWaitMinutes: number | null;
  /** Expected wait of a newcomer divided by the target; above 1 is hot. */
  heat: number | null;
}

export type WindowState = "closed" | "idle" | "called" | "serving" | "paused";

export interface HallWindow extends Named {
  state: WindowState;
  sign: string[];
  home: string[];
  /** The number at the window, not the ticket's id. */
  ticket: string | null;
  pauseReason?: string | null;
}

export interface DeviceBrief {
  id: string;
  role: string;
  state: "closed" | "idle" | "busy" | "error";
  health: "good" | "warning" | "bad";
  reason: string | null;
  conditions: string[];
}

export interface Device extends DeviceBrief {
  /** The reason as the system or the device words it. */
  detail: string | null;
  driver: string;
  link: string;
  address: number | null;
  since: string;
  lastSeen: string | null;
  counters: Record<string, number>;
}

/** Where tickets and slips come out. */
export interface Dispenser extends Named {
  /** It has a printer of its own. */
  prints: boolean;
}

export interface Hall {
  name: string;
  names?: Partial<Record<Language, string>>;
  /** What the hall speaks; the first is for who did not choose. */
  languages?: Language[];
  day?: string | null;
  /** The hall's own time, which a demo may run faster. */
  at?: string;
  seq: number;
  queues: HallQueue[];
  windows: HallWindow[];
  dispensers: Dispenser[];
  /** Over these a queue is hot, whatever wait is expected. */
  hot: { waiting: number; waitMinutes: number };
  devices: DeviceBrief[];
}

export type Outcome = "done" | "accepted" | "papers-missing" | "referred" | "consultation";
export const outcomes: readonly Outcome[] = [
  "done",
  "accepted",
  "papers-missing",
  "referred",
  "consultation",
];
