import type { DayTicket } from "./hall.ts";
import { groupName, type HallRun, type Happening, say } from "./hall-run.ts";
import { covered } from "./signs.ts";
import type { WindowState } from "./state.ts";
import {
  becomeFree,
  closeIfDone,
  comeBack,
  goHome,
  leaveWindow,
  openWindow,
  signIsUp,
} from "./window-life.ts";

/** A day that is not over so long after its last session never will be. */
const STUCK_MS = 7 * 3_600_000;

/** Puts on the agenda what is known of a day beforehand. */
export function planDayAhead({ hall, day, windows, agenda }: HallRun): void {
  hall.sessions.forEach(([from, to], i) => {
    agenda.put(from, { kind: "session", first: i === 0 });
    agenda.put(to, { kind: "session-end" });
  });
  for (const window of windows) {
    const absences = [
      ...window.spec.breaks,
      ...day.outages.filter((o) => o.window === window.spec.id).map((o) => [o.from, o.to] as const),
    ];
    for (const [from, to] of absences) {
      agenda.put(from, { kind: "away", window });
      agenda.put(to, { kind: "back", window });
    }
  }
  day.tickets.forEach((ticket, index) => {
    agenda.put(ticket.at, { kind: "arrive", index });
  });
  const opening = Math.min(...hall.sessions.map(([from]) => from));
  agenda.put(opening, { kind: "tick" });
}

/** Lets the next thing happen; false when the day is over. */
export function step(run: HallRun): boolean {
  const next = run.agenda.take();
  if (next === undefined || next.time > run.lastEnd + STUCK_MS) return false;
  run.now = next.time;
  happen(run, next.item);
  return true;
}

function happen(run: HallRun, item: Happening): void {
  switch (item.kind) {
    case "arrive":
      arrive(run, item.index);
      break;
    case "end":
      end(run, item.window);
      break;
    case "setup":
      if (item.epoch === item.window.epoch) signIsUp(run, item.window);
      break;
    case "session":
      sessionStarts(run, item.first);
      break;
    case "session-end":
      run.openSessions--;
      closeIfDone(run);
      break;
    case "away":
      leaveWindow(run, item.window);
      break;
    case "back":
      comeBack(run, item.window);
      break;
    case "tick":
      tick(run);
      break;
  }
}

function arrive(run: HallRun, index: number): void {
  const { hall, now, windows, questions } = run;
  const ticket = run.day.tickets[index] as DayTicket;
  run.waiting.comes(ticket);
  const g = groupName(hall, ticket.group);
  say(run, { m: "ev", t: now, e: "arrive", ticket: ticket.id, g, cls: ticket.cls, slot: ticket.slot });
  const every = run.options.etaEvery;
  if (every > 0 && index % every === 0) questions.push({ why: "eta", ticket: ticket.id });
  if (!hall.rules.help && !covered(windows, ticket.group))
    questions.push({ why: "uncovered", group: ticket.group });
  const idle = windows.filter((w) => w.state === "idle").sort((a, b) => a.idleSince - b.idleSince);
  const showing = idle.filter((w) => w.sign.includes(ticket.group));
  const others = idle.filter((w) => !w.sign.includes(ticket.group));
  for (const window of [...showing, ...others]) questions.push({ why: "free", window });
}

function end(run: HallRun, window: WindowState): void {
  const ticket = window.ticket as DayTicket;
  window.ticket = null;
  run.serving--;
  const g = groupName(run.hall, ticket.group);
  const noshow = ticket.noShow ? 1 : 0;
  say(run, { m: "ev", t: run.now, e: "end", w: window.spec.id, ticket: ticket.id, g, noshow });
  if (run.now > run.lastEnd) run.result.overtimeMs = run.now - run.lastEnd;
  becomeFree(run, window);
}

function sessionStarts(run: HallRun, first: boolean): void {
  run.openSessions++;
  for (const window of run.windows) {
    if (!first) goHome(run, window);
    const away = window.spec.breaks.some(([from, to]) => from <= run.now && run.now < to);
    if (window.state === "closed" && !away) openWindow(run, window);
    if (run.options.dwellFromOpening) window.signSince = run.now;
  }
}

function tick(run: HallRun): void {
  run.questions.push({ why: "tick" });
  const over = run.now > run.lastEnd && run.waiting.count === 0 && run.serving === 0;
  if (!over) run.agenda.put(run.now + run.hall.rules.tickMs, { kind: "tick" });
}
