import type { DayTicket } from "./hall.ts";
import { groupName, type HallRun, say, violate } from "./hall-run.ts";
import type { Answer, Ask } from "./protocol.ts";
import { refuseSign } from "./signs.ts";
import type { WindowState } from "./state.ts";
import { changeSign, isHome } from "./window-life.ts";

/** The next question that still makes sense; null when there is none. */
export function nextAsk(run: HallRun, id: number): Ask | null {
  for (;;) {
    const q = run.questions.shift();
    if (q === undefined) return null;
    const head = { m: "ask", id, t: run.now } as const;
    if (q.why === "tick") return { ...head, why: "tick" };
    if (q.why === "uncovered") return { ...head, why: "uncovered", g: groupName(run.hall, q.group) };
    if (q.why === "eta") return { ...head, why: "eta", ticket: q.ticket };
    if (q.window.state === "idle" && somebodyFor(run, q.window))
      return { ...head, why: "free", w: q.window.spec.id };
  }
}

/** Does what the answer says, as far as the rules allow it; what breaks them is counted. */
export function obey(run: HallRun, ask: Ask, answer: Answer | undefined): void {
  if (answer === undefined || answer.id !== ask.id) violate(run, "no-answer");
  if (ask.why === "eta") noteEta(run, ask.ticket, answer);
  for (const wish of answer?.sign ?? []) wishSign(run, wish.w, wish.sign);
  if (ask.why === "free") callFor(run, run.windows[ask.w - 1] as WindowState, answer?.call);
}

function somebodyFor({ hall, waiting }: HallRun, window: WindowState): boolean {
  const groups = hall.rules.help ? window.spec.skills : window.sign;
  return groups.some((group) => waiting.of(group).length > 0);
}

function noteEta(run: HallRun, id: number, answer: Answer | undefined): void {
  if (answer?.eta === undefined) {
    violate(run, "no-answer");
    return;
  }
  const ticket = run.day.tickets[id - 1] as DayTicket;
  const others = run.waiting.of(ticket.group).filter((t) => t !== ticket);
  const holMs = others.reduce((longest, t) => Math.max(longest, run.now - t.at), 0);
  const lesMs = run.lastDelay[ticket.group] as number;
  run.result.etas.push({ ticket: id, eta: answer.eta, holMs, lesMs });
}

function wishSign(run: HallRun, id: number, names: string[]): void {
  const { hall, now, windows, waiting } = run;
  run.result.commands++;
  const window = windows[id - 1];
  if (window === undefined) {
    violate(run, "unknown-window");
    return;
  }
  const sign = names.map((name) => groupNamed(run, name));
  const waits = (group: number) => waiting.of(group).length > 0;
  const refusal = refuseSign({ now, window, sign, windows, waits, rules: hall.rules });
  if (refusal !== null) {
    violate(run, refusal);
    return;
  }
  window.wanted = sign;
  changeSign(run, window);
}

function callFor(run: HallRun, window: WindowState, call: Answer["call"]): void {
  if (window.state !== "idle" || call === null) return;
  const own = run.waiting.firstOfAny(window.sign, run.now);
  if (call !== undefined) run.result.commands++;
  const ticket = call === undefined ? own : (chosen(run, window, call) ?? own);
  if (ticket !== null) serve(run, window, ticket);
}

/** The ticket that a call names; null, with a violation counted, when it may not be called. */
function chosen(run: HallRun, window: WindowState, call: string | { ticket: number }): DayTicket | null {
  const { waiting, now } = run;
  const ticket =
    typeof call === "string" ? waiting.firstOf(groupNamed(run, call), now) : waiting.withId(call.ticket);
  if (ticket === null) violate(run, "call-nobody");
  else if (!window.spec.skills.includes(ticket.group)) violate(run, "call-unauthorised");
  else if (!run.hall.rules.help && !window.sign.includes(ticket.group)) violate(run, "call-off-sign");
  else return ticket;
  return null;
}

function serve(run: HallRun, window: WindowState, ticket: DayTicket): void {
  const { hall, result, now } = run;
  const { rules } = hall;
  run.waiting.leaves(ticket);
  run.serving++;
  const off = !window.sign.includes(ticket.group);
  const foreign = !isHome(window, ticket.group);
  const workMs = ticket.noShow
    ? rules.callTimeoutMs
    : ticket.workMs * (foreign ? rules.foreignFactor : 1) * window.spec.pace;
  const waitedMs = Math.max(0, now - Math.max(ticket.at, ticket.slot ?? 0));
  result.waitsMs[ticket.id - 1] = waitedMs;
  run.lastDelay[ticket.group] = waitedMs;
  result.calls++;
  if (off) result.offSignCalls++;
  if (foreign) result.foreignCalls++;
  window.state = "busy";
  window.ticket = ticket;
  const g = groupName(hall, ticket.group);
  say(run, { m: "ev", t: now, e: "call", w: window.spec.id, ticket: ticket.id, g, off: off ? 1 : 0 });
  const doneAt = now + workMs + (off ? rules.helpOverheadMs : 0);
  run.agenda.put(doneAt, { kind: "end", window, epoch: window.epoch });
}

/** -1 for a name that no group has. */
function groupNamed({ hall }: HallRun, name: string): number {
  return hall.groups.findIndex(({ id }) => id === name);
}
