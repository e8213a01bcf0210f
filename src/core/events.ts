import type { AdviceReason } from "./advice.ts";
import type {
  Actor,
  AdviceId,
  AppointmentId,
  ClerkId,
  Day,
  DispenserId,
  JobId,
  Language,
  ProposalId,
  QueueId,
  ServiceId,
  TicketId,
  VisitId,
  WindowId,
} from "./ids.ts";
import type { DaySlip, HolderPaper, NoticePaper } from "./jobs.ts";
import type { HallRules, SchedulerMode } from "./rules.ts";
import type { HelpReason, SignReason } from "./scheduling.ts";
import type { Lane, Level, Outcome, RatingChannel, RatingReason } from "./state.ts";

/**
 * Everything that can have happened in a hall, with what each event says.
 * The journal keeps these for ever: a changed shape gets a new version and a step in `upcast.ts`.
 */
export interface EventData {
  "config-adopted": { rules: HallRules; hash: string; by: Actor };
  "day-opened": { day: Day };
  "ticket-issued": {
    ticket: TicketId;
    number: string;
    prefix: string;
    count: number;
    service: ServiceId;
    queue: QueueId;
    lane: Lane;
    language: Language;
    channel: string;
    rank: number;
    /** What quotas count it under. */
    quotas: string[];
    expectedWaitMs: number | null;
    appointment?: AppointmentId;
    /** Hash of the holder under the day's key. */
    holder?: string;
    escort?: boolean;
    by: Actor;
  };
  "ticket-cancelled": { ticket: TicketId; by: Actor };
  "ticket-voided": { ticket: TicketId; reason: string };
  "ticket-called": {
    ticket: TicketId;
    visit: VisitId;
    window: WindowId;
    /** Given when the call was out of turn. */
    reason?: string;
    /** A later comer was called while an ordinary ticket of the queue waited. */
    jumped: boolean;
    /** The window's sign does not show the ticket's queue: it helps. */
    help?: HelpReason;
    by: Actor;
  };
  "ticket-recalled": { ticket: TicketId; window: WindowId; by: Actor };
  "ticket-no-show": { ticket: TicketId; window: WindowId; by: Actor };
  /** The call stands again: the no-show was a mistake. */
  "no-show-undone": { ticket: TicketId; visit: VisitId; window: WindowId; by: Actor };
  /** A no-show came back and waits again. */
  "ticket-returned": { ticket: TicketId; rank: number; by: Actor };
  "visit-started": { ticket: TicketId; visit: VisitId; window: WindowId; by: Actor };
  "visit-finished": {
    ticket: TicketId;
    visit: VisitId;
    window: WindowId;
    outcome: Outcome;
    ratableUntil: number;
    by: Actor;
  };
  /** To the next stop of its journey, under the same number. */
  "ticket-sent-on": { ticket: TicketId; queue: QueueId; stop: number; rank: number };
  "outcome-corrected": { visit: VisitId; outcome: Outcome; by: Actor };
  "service-corrected": { ticket: TicketId; visit: VisitId; service: ServiceId; by: Actor };
  "case-added": { visit: VisitId; service: ServiceId; by: Actor };
  "promise-made": { visit: VisitId; due: Day; papers: string[]; by: Actor };
  "visit-overran": { visit: VisitId; window: WindowId; normMinutes: number };
  "ticket-parked": { ticket: TicketId; window: WindowId; by: Actor };
  "ticket-unparked": { ticket: TicketId; window: WindowId; by: Actor };
  "ticket-transferred": {
    ticket: TicketId;
    from: WindowId;
    queue: QueueId;
    window?: WindowId;
    rank: number;
    by: Actor;
  };
  "walk-in-served": { ticket: TicketId; visit: VisitId; window: WindowId; by: Actor };
  "visit-rated": { visit: VisitId; level: Level; channel: RatingChannel; reasons?: RatingReason[] };
  "rating-invited": { visit: VisitId; window: WindowId };
  "clerk-signed-in": { window: WindowId; clerk: ClerkId };
  "clerk-signed-out": { window: WindowId; clerk: ClerkId; reason: string };
  /** The relief takes the window over, in mid-visit if need be. */
  "window-handed-over": { window: WindowId; from: ClerkId; to: ClerkId };
  "post-found-empty": { window: WindowId; waiting: number; idleSince: number };
  "appointment-booked": {
    appointment: AppointmentId;
    service: ServiceId;
    queue: QueueId;
    slotAt: number;
    by: Actor;
  };
  "appointment-moved": { appointment: AppointmentId; slotAt: number; by: Actor };
  "appointment-cancelled": { appointment: AppointmentId; by: Actor };
  "appointment-missed": { appointment: AppointmentId };
  /** One holder took so many tickets today that somebody should look. */
  "holder-flagged": { ticket: TicketId; holder: string; tickets: number };
  "escort-taken": { ticket: TicketId; by: Actor };
  "escort-done": { ticket: TicketId; by: Actor };
  "window-opened": { window: WindowId; by: Actor };
  "window-closed": { window: WindowId; reason: string; by: Actor };
  "window-paused": { window: WindowId; reason: string; by: Actor };
  "window-resumed": { window: WindowId; by: Actor };
  "sign-changed": {
    window: WindowId;
    sign: QueueId[];
    /** What it showed until now. */
    before?: QueueId[];
    /** Why the scheduler wanted it. */
    reason?: SignReason;
    /** Why a person did. */
    note?: string;
    /** It takes back the last change. */
    undo?: true;
    /** A session of the hall began or ended, and what the scheduler had put up went home. */
    session?: true;
    proposal?: ProposalId;
    by: Actor;
  };
  "sign-proposed": {
    proposal: ProposalId;
    window: WindowId;
    before: QueueId[];
    sign: QueueId[];
    reason: SignReason;
    expiresAt: number;
  };
  "proposal-accepted": { proposal: ProposalId; window: WindowId; by: Actor };
  "proposal-declined": { proposal: ProposalId; window: WindowId; by: Actor };
  /** Its time was over, or the hall has gone another way. */
  "proposal-expired": { proposal: ProposalId; window: WindowId; why: "time" | "overtaken" };
  "advice-given": AdviceReason & { advice: AdviceId };
  /** The figures no longer say so, or the hall has gone another way. */
  "advice-ended": { advice: AdviceId; why: "over" | "overtaken" };
  /** A person has seen it and wants to hear no more of it. */
  "advice-dismissed": { advice: AdviceId; by: Actor };
  "sign-pinned": { window: WindowId; by: Actor };
  "sign-unpinned": { window: WindowId; by: Actor };
  /** For one window, or for the whole hall. */
  "scheduler-mode-set": { mode: SchedulerMode | null; window?: WindowId; by: Actor };
  "queue-became-hot": {
    queue: QueueId;
    /** Since when it was over its limits without a break. */
    overSince: number;
    waiting: number;
    oldestMinutes: number;
    heat: number | null;
  };
  /** The first help that a hot queue got. */
  "hot-queue-helped": { queue: QueueId; window: WindowId; how: "sign" | "call" | "opened"; minutes: number };
  "queue-cooled": { queue: QueueId; hotMinutes: number };
  "print-requested": {
    job: JobId;
    ticket: TicketId;
    dispenser: DispenserId;
    paper: HolderPaper["paper"];
    copy: boolean;
    /** Which visit a slip is about. */
    visit?: VisitId;
  };
  /** A paper that belongs to no ticket. */
  "slip-requested": {
    job: JobId;
    dispenser: DispenserId;
    slip: NoticePaper | DaySlip;
    copy: boolean;
    by: Actor;
  };
  /** Its printer cannot print, and another dispenser's takes over. */
  "print-moved": { job: JobId; dispenser: DispenserId; insteadOf: DispenserId };
  "announcement-requested": { job: JobId; ticket: TicketId; number: string; window: WindowId };
  "job-started": { job: JobId };
  /** Nothing came of it, and the job waits again. */
  "job-put-back": { job: JobId; reason: string };
  "job-ended": {
    job: JobId;
    outcome: JobOutcome;
    reason?: string;
    /** A paper that perhaps nobody has, and that no other follows by itself. */
    lost?: true;
  };
}

export type JobOutcome = "done" | "unconfirmed" | "given-up";

export type EventType = keyof EventData;
export interface EventOf<T extends EventType> {
  type: T;
  v: number;
  data: EventData[T];
  personal?: Record<string, unknown>;
}
export type HallEvent = { [T in EventType]: EventOf<T> }[EventType];

/** An event of today's version. `personal` is what must be sealed. */
export function event<T extends EventType>(
  type: T,
  data: EventData[T],
  personal?: Record<string, unknown>,
): EventOf<T> {
  return personal ? { type, v: 1, data, personal } : { type, v: 1, data };
}
