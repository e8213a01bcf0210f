import { groupName, type HallRun, say } from "./hall-run.ts";
import type { WindowState } from "./state.ts";

export function openWindow(run: HallRun, window: WindowState): void {
  window.state = "idle";
  window.closing = false;
  window.idleSince = run.now;
  say(run, { m: "ev", t: run.now, e: "open", w: window.spec.id });
  run.questions.push({ why: "free", window });
}

function closeWindow(run: HallRun, window: WindowState): void {
  window.state = "closed";
  window.closing = false;
  window.wanted = null;
  say(run, { m: "ev", t: run.now, e: "close", w: window.spec.id });
}

/** Whoever is being served is served to the end first. */
export function leaveWindow(run: HallRun, window: WindowState): void {
  if (window.state === "idle") closeWindow(run, window);
  else if (window.state !== "closed") window.closing = true;
}

export function comeBack(run: HallRun, window: WindowState): void {
  window.closing = false;
  if (window.state === "closed" && (run.openSessions > 0 || run.waiting.count > 0)) openWindow(run, window);
}

/** After the sessions, once nobody waits any more. */
export function closeIfDone(run: HallRun): void {
  if (run.openSessions > 0 || run.waiting.count > 0) return;
  for (const window of run.windows) if (window.state === "idle") closeWindow(run, window);
}

/** The window has nobody before it: it closes, changes its sign, or asks for the next. */
export function becomeFree(run: HallRun, window: WindowState): void {
  window.state = "idle";
  window.idleSince = run.now;
  if (window.closing) closeWindow(run, window);
  else if (window.wanted !== null) startSetup(run, window);
  else run.questions.push({ why: "free", window });
  closeIfDone(run);
}

/** The wanted sign is being put up, which takes its time where the window is open. */
export function changeSign(run: HallRun, window: WindowState): void {
  if (window.state === "idle") startSetup(run, window);
  else if (window.state === "closed") {
    countChange(run, window);
    putUpSign(run, window);
  }
}

export function signIsUp(run: HallRun, window: WindowState): void {
  putUpSign(run, window);
  becomeFree(run, window);
}

/** The sign of home again, as at every beginning of a session. */
export function goHome(run: HallRun, window: WindowState): void {
  if (window.state === "setup") {
    window.state = "idle";
    window.epoch++;
  }
  window.wanted = null;
  const away = window.sign.length !== window.spec.home.length || window.sign.some((g) => !isHome(window, g));
  window.signSince = Number.NEGATIVE_INFINITY;
  if (!away) return;
  window.sign = [...window.spec.home];
  saySign(run, window);
}

export function isHome(window: WindowState, group: number): boolean {
  return window.spec.home.includes(group);
}

function startSetup(run: HallRun, window: WindowState): void {
  countChange(run, window);
  window.state = "setup";
  window.epoch++;
  run.agenda.put(run.now + run.hall.rules.setupMs, { kind: "setup", window, epoch: window.epoch });
}

function countChange(run: HallRun, window: WindowState): void {
  window.changes.push(run.now);
  run.result.signChanges++;
}

function putUpSign(run: HallRun, window: WindowState): void {
  window.sign = window.wanted ?? window.sign;
  window.wanted = null;
  window.signSince = run.now;
  saySign(run, window);
}

function saySign(run: HallRun, window: WindowState): void {
  const sign = window.sign.map((group) => groupName(run.hall, group));
  say(run, { m: "ev", t: run.now, e: "sign", w: window.spec.id, sign });
}
