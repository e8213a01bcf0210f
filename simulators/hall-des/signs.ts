import type { Rules } from "./protocol.ts";
import type { WindowState } from "./state.ts";

/** Why a change of a sign is refused; `pending` while another change of that window is under way. */
export type SignRefusal =
  | "unauthorised"
  | "too-long"
  | "same"
  | "pending"
  | "dwell"
  | "cap"
  | "coverage"
  | "unknown-window";

export interface SignWish {
  now: number;
  window: WindowState;
  sign: number[];
  windows: readonly WindowState[];
  /** Whether somebody waits, by group. */
  waits: (group: number) => boolean;
  rules: Rules;
}

/** The sign that a window shows or is about to show. */
function nextSign(window: WindowState): readonly number[] {
  return window.wanted ?? window.sign;
}

/** Whether an open window other than `except` shows the group or is about to. */
export function covered(windows: readonly WindowState[], group: number, except?: WindowState): boolean {
  return windows.some((w) => w !== except && w.state !== "closed" && nextSign(w).includes(group));
}

/** Checks one wish against the protocol's rules; null when it is allowed. */
export function refuseSign(wish: SignWish): SignRefusal | null {
  const { now, window, sign, windows, waits, rules } = wish;
  const home = window.spec.home;
  if (sign.length === 0 || sign.some((g) => !window.spec.skills.includes(g))) return "unauthorised";
  const wholeHome = sign.every((g) => home.includes(g));
  if (sign.length > rules.maxSign && !wholeHome) return "too-long";
  if (window.wanted !== null) return "pending";
  if (sign.length === window.sign.length && sign.every((g) => window.sign.includes(g))) return "same";
  const losesSomeone = window.sign.some((g) => !sign.includes(g) && waits(g) && !covered(windows, g, window));
  if (losesSomeone) return "coverage";
  const recall = sign.some((g) => !window.sign.includes(g) && waits(g) && !covered(windows, g));
  if (recall) return null;
  if (now - window.signSince < rules.dwellMs) return "dwell";
  const lastHour = window.changes.filter((at) => at > now - 3_600_000).length;
  return lastHour >= rules.maxPerHour ? "cap" : null;
}
