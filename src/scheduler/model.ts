import type { ArrivalEstimate } from "./forecast.ts";
import type { ServiceEstimate } from "./service-times.ts";
import type { WaitRecord } from "./wait-record.ts";

/**
 * What the scheduler knows of a hall, as plain data. Queues ("groups") and windows are numbered from 0 in the
 * order of the facts; times are milliseconds since midnight of the hall's day.
 */

/** What the scheduler may do, and at what price. */
export interface SchedulerRules {
  /** How long a window is out of service while its sign changes. */
  setupMs: number;
  /** How long a new sign stands at least. */
  dwellMs: number;
  /** Sign changes allowed for one window in any hour. */
  maxPerHour: number;
  /** Groups on one sign; a window's whole home is always allowed. */
  maxSign: number;
  /** Whether a window may call an authorised ticket that its sign does not show. */
  help: boolean;
  helpOverheadMs: number;
  /** Work away from home takes this many times as long. */
  foreignFactor: number;
  /** An appointment goes before ordinary tickets this long before its slot. */
  apptLeadMs: number;
  /** How long a window waits for a citizen who does not come. */
  callTimeoutMs: number;
  tickMs: number;
}

export interface GroupFacts {
  id: string;
  meanMs: number;
  cv: number;
  /** Expected arrivals in each of the 96 quarter-hours of the day; empty when nothing is known. */
  history: readonly number[];
}

export interface WindowFacts {
  id: number;
  home: readonly number[];
  /** Groups that the clerk is authorised for, home included. */
  skills: readonly number[];
  breaks: readonly (readonly [number, number])[];
}

export interface HallFacts {
  rules: SchedulerRules;
  sessions: readonly (readonly [number, number])[];
  groups: readonly GroupFacts[];
  windows: readonly WindowFacts[];
}

export type Lane = "normal" | "appt" | "prio";

export interface WaitingTicket {
  ticket: number;
  group: number;
  at: number;
  lane: Lane;
  slot: number | null;
}

export interface WindowNow {
  open: boolean;
  sign: readonly number[];
  /** When the sign came into force; minus infinity for the signs at opening. */
  signSince: number;
  /** When changes of the sign began or were wished for, newest last. */
  changes: number[];
  /** A change that was wished for and is not yet in force. */
  wanted: { sign: readonly number[]; at: number } | null;
  serving: { ticket: number; group: number; since: number; off: boolean } | null;
  idleSince: number;
  /** When the window was last offered work. */
  askedAt: number;
  /** Calls by group, as a sum that fades with `CALLS_FADE_MS`. */
  calls: Map<number, { sum: number; at: number }>;
  /** A wish for its sign came to nothing; none is made before this. */
  refusedUntil: number;
}

export const CALLS_FADE_MS = 120 * 60_000;

/** The state that facts are folded into and that decisions read. */
export interface HallState {
  facts: HallFacts;
  now: number;
  windows: WindowNow[];
  /** Waiting tickets by group, in order of arrival. */
  queues: WaitingTicket[][];
  services: ServiceEstimate;
  arrivals: ArrivalEstimate;
  waits: WaitRecord;
  /** The last ticket that a window left to other idle ones, until it is clear whether they were asked. */
  leftToOthers: WaitingTicket | null;
  /** False once the hall has been seen not to ask every idle window when a ticket comes. */
  asksEverybody: boolean;
}
