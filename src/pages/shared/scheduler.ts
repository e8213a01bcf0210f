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

export interface SchedulerView {
  mode: SchedulerMode;
  windows: { id: string; mode: SchedulerMode; pinned: boolean; cold: boolean }[];
  proposals: Proposal[];
  canUndo: boolean;
}
