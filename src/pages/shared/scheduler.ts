/** The scheduler as pages see it: what it proposes, why, and how free it is. */

export type SchedulerMode = "off" | "advise" | "automatic";
export const schedulerModes: readonly SchedulerMode[] = ["off", "advise", "automatic"];

export interface ProposalReason {
  kind: "recall" | "relieve" | "go-home" | "show-help";
  /** The queue that it is about. */
  queue: string;
  waiting: number;
  oldestMinutes: number;
  idleMinutes: number;
  /** What those who wait now are spared together. */
  reliefPersonMinutes: number;
  /** What the scheduler expects over the time ahead; for `show-help` minutes of the window. */
  reliefMinutes: number;
}

export interface Proposal {
  id: string;
  window: string;
  before: string[];
  sign: string[];
  reason: ProposalReason;
  at: string;
  expiresAt: string;
}

/** What people could do about the hour ahead. */
export type Advice = { id: string; waiting: number; serving: number } & (
  | { what: "open"; queue: string; windows: string[]; workMinutes: number; shortMinutes: number }
  | { what: "close"; window: string; spareMinutes: number; idleMinutes: number }
);

/** A change of a sign and why. */
export interface SignChange {
  at: string;
  window: string;
  sign: string[];
  by: string;
  reason?: ProposalReason;
  note?: string;
  undo?: boolean;
  session?: boolean;
}

/** A window as the scheduler may treat it. */
export interface ScheduledWindow {
  id: string;
  mode: SchedulerMode;
  /** What people set for it; null where it goes with the hall. */
  ownMode: SchedulerMode | null;
  pinned: boolean;
  cold: boolean;
  sign: string[];
  home: string[];
  /** What its sign may show. */
  authorised: string[];
}

export interface SchedulerView {
  mode: SchedulerMode;
  windows: ScheduledWindow[];
  proposals: Proposal[];
  advice: Advice[];
  /** The newest first. */
  changes: SignChange[];
  /** How long each hot queue that was helped today had been hot. */
  helpedToday: { queue: string; minutes: number }[];
  canUndo: boolean;
}
