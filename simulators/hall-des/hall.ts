import type { LaneClass, Rules } from "./protocol.ts";

/** A hall as a simulator knows it. Groups are numbered from 0, windows from 1, times are ms since midnight. */
export interface Hall {
  name: string;
  sessions: [number, number][];
  rules: Rules;
  groups: HallGroup[];
  windows: HallWindow[];
}

export interface HallGroup {
  id: string;
  name: string;
  meanMs: number;
  cv: number;
  /** Expected arrivals in each of the day's 96 quarter-hours, as known before the day. */
  history: number[];
}

export interface HallWindow {
  id: number;
  home: number[];
  skills: number[];
  breaks: [number, number][];
  /** How fast this clerk works: 1 is average, 1.2 needs a fifth longer. Policies are not told. */
  pace: number;
}

/** A ticket; ids run from 1 in order of arrival. */
export interface DayTicket {
  id: number;
  at: number;
  group: number;
  cls: LaneClass;
  slot: number | null;
  /** Work at an average clerk's home window; the same under every policy (common random numbers). */
  workMs: number;
  noShow: boolean;
}

export interface Day {
  seed: number;
  tickets: DayTicket[];
  /** Windows that fail unannounced. */
  outages: { window: number; from: number; to: number }[];
}

/** The rules of SCHEDULING's measurements: 60 s set-up, 10 min dwell, 3 changes an hour, 20 s for a help call. */
export const USUAL_RULES: Rules = {
  setupMs: 60_000,
  dwellMs: 600_000,
  maxPerHour: 3,
  maxSign: 3,
  help: true,
  helpOverheadMs: 20_000,
  foreignFactor: 1.1,
  apptLeadMs: 600_000,
  callTimeoutMs: 45_000,
  tickMs: 30_000,
};
