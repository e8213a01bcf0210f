import type { AdviceReason } from "./advice.ts";
import type { EventData } from "./events.ts";
import type {
  Actor,
  AdviceId,
  AppointmentId,
  ClerkId,
  Day,
  Instant,
  JobId,
  Language,
  ProposalId,
  QueueId,
  ServiceId,
  TicketId,
  VisitId,
  WindowId,
} from "./ids.ts";
import type { Job, LostPaper } from "./jobs.ts";
import type { HallRules, SchedulerMode } from "./rules.ts";
import type { SignReason } from "./scheduling.ts";

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
export type Outcome = "done" | "accepted" | "papers-missing" | "referred" | "consultation" | "unknown";
export type Level = 1 | 2 | 3 | 4 | 5;
export type RatingChannel = "pad" | "tablet" | "phone" | "guide" | "card";
/** What a citizen may tick after a bad rating: what halls report of themselves, in the citizen's view. */
export const RATING_REASONS = [
  "waited-long",
  "slow",
  "attitude",
  "unclear",
  "extra-papers",
  "sent-away",
  "nobody-there",
] as const;
export type RatingReason = (typeof RATING_REASONS)[number];

export interface Ticket {
  id: TicketId;
  number: string;
  service: ServiceId;
  queue: QueueId;
  lane: Lane;
  language: Language;
  channel: string;
  state: TicketState;
  issuedAt: Instant;
  /** Its place in the line: a virtual time of arrival, earlier by the lane's credit. */
  rank: Instant;
  /** Its window while called, serving or parked, or the window it is reserved for while waiting. */
  window: WindowId | null;
  /** Since when it is in its present state. */
  since: Instant;
  visit: VisitId | null;
  /** Wait that was expected for it when it was issued, in ms. */
  expectedWaitMs: number | null;
  /** The window it was called to when it did not come. */
  missedAt: WindowId | null;
  /** It came back after a no-show, which it may once. */
  returned: boolean;
  /** How many of its service's stops it has gone on to. */
  stop: number;
  appointment: AppointmentId | null;
  /** Hash of the holder under the day's key. */
  holder: string | null;
  escort: { state: "asked" | "taken" | "done"; guide: Actor | null } | null;
}

export interface Visit {
  id: VisitId;
  ticket: TicketId;
  number: string;
  service: ServiceId;
  window: WindowId;
  /** True for someone served without having taken a number. */
  walkIn: boolean;
  calledAt: Instant;
  recalls: number;
  lastCallAt: Instant;
  startedAt: Instant | null;
  finishedAt: Instant | null;
  outcome: Outcome | null;
  rating: { level: Level; channel: RatingChannel; at: Instant } | null;
  /** Until when the ticket's holder may rate it. */
  ratableUntil: Instant;
  clerk: ClerkId | null;
  /** Further cases settled in the same visit. */
  cases: ServiceId[];
  promise: { due: Day; papers: string[] } | null;
  /** The alert that it takes too long was given. */
  overrun: boolean;
}

export interface Appointment {
  id: AppointmentId;
  service: ServiceId;
  queue: QueueId;
  slotAt: Instant;
  state: "booked" | "checked-in" | "missed" | "cancelled";
  ticket: TicketId | null;
}

export interface Queue {
  id: QueueId;
  /** Waiting tickets, in the order in which they are called. */
  line: TicketId[];
  /** Calls in a row in which a later comer was called before an ordinary ticket. */
  jumpsInRow: number;
  /** Mean of the finished services of this queue, in ms, and how many it rests on. */
  serviceMeanMs: number;
  serviceCount: number;
  /** Mean of |real ÷ expected wait - 1| of recent calls, and how many it rests on. */
  waitError: number;
  waitErrorCount: number;
  /** Since when it is hot, and when it first got help since. */
  hot: { since: Instant; helpedAt: Instant | null } | null;
}

export interface Window {
  id: WindowId;
  open: boolean;
  paused: { reason: string; since: Instant } | null;
  /** Queues it serves now, as its sign says. */
  sign: QueueId[];
  /** When today's signs were put up, the newest last. */
  signChanges: Instant[];
  /** The scheduler has put up the sign, or a person at its word: the next session takes it home. */
  lent: boolean;
  /** The scheduler leaves the sign alone. */
  pinned: boolean;
  /** The ticket called to it or served at it. */
  ticket: TicketId | null;
  /** Tickets transferred to this very window, in order. */
  reserved: TicketId[];
  /** The last visit finished here; the rating pad rates it. */
  lastVisit: VisitId | null;
  /** Since when it is without a ticket. */
  idleSince: Instant;
  /** Who is signed in. */
  clerk: ClerkId | null;
  /** The ticket that last did not come, for undoing a wrong no-show. */
  lastNoShow: { ticket: TicketId; at: Instant } | null;
  /** People wait and nobody calls them. */
  emptyPost: Instant | null;
}

/** A change of a sign that waits for a person's word. */
export interface Proposal {
  id: ProposalId;
  window: WindowId;
  before: QueueId[];
  sign: QueueId[];
  reason: SignReason;
  at: Instant;
  expiresAt: Instant;
}

/** A change of a sign as staff may look it up. */
export type SignChange = Pick<
  EventData["sign-changed"],
  "window" | "sign" | "reason" | "note" | "undo" | "session" | "by"
> & { at: Instant };

/** What the scheduler advises people to do about the hour ahead. */
export type Advice = AdviceReason & { id: AdviceId; at: Instant; dismissed: boolean };

/** What the scheduler was told and did. */
export interface Scheduling {
  /** What people set, in place of what the config says; null for the whole hall. */
  modes: Map<WindowId | null, SchedulerMode>;
  /** Those that are open. */
  proposals: Map<ProposalId, Proposal>;
  proposalCount: number;
  /** What people are advised to do. */
  advice: Map<AdviceId, Advice>;
  adviceCount: number;
  /** The last change of a sign, for undoing it. */
  lastChange: { window: WindowId; before: QueueId[] } | null;
  /** Today's latest changes of signs and why, the newest last. */
  changes: SignChange[];
  /** Today's first helps of hot queues. */
  helped: { queue: QueueId; minutes: number }[];
}

/**
 * A hall at one moment. It has one owner (the runtime's loop, or a replay), which alone lets `evolve` change it;
 * everybody else reads. Maps keep the order of insertion, so equal histories give equal states.
 */
export interface HallState {
  seq: number;
  at: Instant;
  rules: HallRules | null;
  configHash: string | null;
  day: Day | null;
  /** Next number to give out, by prefix. */
  counters: Map<string, number>;
  visitCount: number;
  jobCount: number;
  tickets: Map<TicketId, Ticket>;
  /** Tickets given out today by what a quota counts: a queue's day, session or slot. */
  quotas: Map<string, number>;
  appointments: Map<AppointmentId, Appointment>;
  /** Today's numbers. */
  numbers: Map<string, TicketId>;
  queues: Map<QueueId, Queue>;
  windows: Map<WindowId, Window>;
  visits: Map<VisitId, Visit>;
  /** Jobs asked for and not ended. */
  jobs: Map<JobId, Job>;
  /** Papers that perhaps did not come out, until their holder is given another. */
  lostPapers: Map<TicketId, LostPaper>;
  /** Who did the last thing at each window: the desk's memory for alarms and audits. */
  lastActor: Map<WindowId, Actor>;
  scheduling: Scheduling;
}

/** A hall before its first event. */
export function emptyHall(): HallState {
  return {
    seq: 0,
    at: 0,
    rules: null,
    configHash: null,
    day: null,
    counters: new Map(),
    quotas: new Map(),
    appointments: new Map(),
    visitCount: 0,
    jobCount: 0,
    tickets: new Map(),
    numbers: new Map(),
    queues: new Map(),
    windows: new Map(),
    visits: new Map(),
    jobs: new Map(),
    lostPapers: new Map(),
    lastActor: new Map(),
    scheduling: {
      modes: new Map(),
      proposals: new Map(),
      proposalCount: 0,
      advice: new Map(),
      adviceCount: 0,
      lastChange: null,
      changes: [],
      helped: [],
    },
  };
}
