import type { Day, DayTicket, Hall } from "./hall.ts";
import { EventHeap } from "./heap.ts";
import type { Answer, Ask, EventMessage, Hello } from "./protocol.ts";
import { emptyResult, type Result, type Violation } from "./result.ts";
import { covered, refuseSign } from "./signs.ts";
import { closedWindow, firstOf, type WindowState } from "./state.ts";

export interface RunOptions {
  /** Ask for the wait of every n-th ticket; 0 never. */
  etaEvery: number;
  /** Whether the signs at opening must stand for the dwell too. */
  dwellFromOpening: boolean;
}

const STUCK_MS = 7 * 3_600_000;

type Happening =
  | { kind: "arrive"; index: number }
  | { kind: "end" | "setup"; window: WindowState; epoch: number }
  | { kind: "session"; first: boolean }
  | { kind: "session-end" }
  | { kind: "away" | "back"; window: WindowState }
  | { kind: "tick" };

type Question =
  | { why: "free"; window: WindowState }
  | { why: "uncovered"; group: number }
  | { why: "eta"; ticket: number }
  | { why: "tick" };

/** The state of one simulated day, moved on one happening at a time. */
export class HallRun {
  now = 0;
  readonly result: Result;
  private readonly hall: Hall;
  private readonly day: Day;
  private readonly options: RunOptions;
  private readonly windows: WindowState[];
  private readonly waiting: DayTicket[][];
  private readonly lastDelay: number[];
  private readonly heap = new EventHeap<Happening>();
  private readonly groupIndex: Map<string, number>;
  private outbox: EventMessage[] = [];
  private questions: Question[] = [];
  private waitingCount = 0;
  private serving = 0;
  private openSessions = 0;
  private readonly lastEnd: number;

  constructor(hall: Hall, day: Day, options: RunOptions) {
    this.hall = hall;
    this.day = day;
    this.options = options;
    this.result = emptyResult(hall, day);
    this.windows = hall.windows.map(closedWindow);
    this.waiting = hall.groups.map(() => []);
    this.lastDelay = hall.groups.map(() => 0);
    this.groupIndex = new Map(hall.groups.map((g, i) => [g.id, i]));
    this.lastEnd = Math.max(...hall.sessions.map(([, to]) => to));
    this.plan();
  }

  private plan(): void {
    const { hall, day, heap } = this;
    hall.sessions.forEach(([from, to], i) => {
      heap.put(from, { kind: "session", first: i === 0 });
      heap.put(to, { kind: "session-end" });
    });
    for (const window of this.windows) {
      const absences = [
        ...window.spec.breaks,
        ...day.outages.filter((o) => o.window === window.spec.id).map((o) => [o.from, o.to] as const),
      ];
      for (const [from, to] of absences) {
        heap.put(from, { kind: "away", window });
        heap.put(to, { kind: "back", window });
      }
    }
    day.tickets.forEach((ticket, index) => {
      heap.put(ticket.at, { kind: "arrive", index });
    });
    const opening = Math.min(...hall.sessions.map(([from]) => from));
    heap.put(opening, { kind: "tick" });
  }

  hello(): Hello {
    const name = (g: number) => this.groupName(g);
    return {
      m: "hello",
      v: 1,
      scenario: this.hall.name,
      rules: this.hall.rules,
      sessions: this.hall.sessions,
      groups: this.hall.groups,
      windows: this.hall.windows.map((w) => ({
        id: w.id,
        home: w.home.map(name),
        skills: w.skills.map(name),
        breaks: w.breaks,
      })),
    };
  }

  takeOutbox(): EventMessage[] {
    const messages = this.outbox;
    this.outbox = [];
    return messages;
  }

  /** Lets the next thing happen; false when the day is over. */
  step(): boolean {
    const next = this.heap.take();
    if (next === undefined || next.time > this.lastEnd + STUCK_MS) return false;
    this.now = next.time;
    this.happen(next.item);
    return true;
  }

  private happen(item: Happening): void {
    switch (item.kind) {
      case "arrive":
        this.arrive(item.index);
        break;
      case "end":
        this.end(item.window);
        break;
      case "setup":
        if (item.epoch === item.window.epoch) this.signInForce(item.window);
        break;
      case "session":
        this.sessionStarts(item.first);
        break;
      case "session-end":
        this.openSessions--;
        this.closeIfDone();
        break;
      case "away":
        this.leave(item.window);
        break;
      case "back":
        this.comeBack(item.window);
        break;
      case "tick":
        this.tick();
        break;
    }
  }

  private arrive(index: number): void {
    const ticket = this.day.tickets[index] as DayTicket;
    this.queue(ticket.group).push(ticket);
    this.waitingCount++;
    const g = this.groupName(ticket.group);
    this.say({ m: "ev", t: this.now, e: "arrive", ticket: ticket.id, g, cls: ticket.cls, slot: ticket.slot });
    const every = this.options.etaEvery;
    if (every > 0 && index % every === 0) this.questions.push({ why: "eta", ticket: ticket.id });
    if (!this.hall.rules.help && !covered(this.windows, ticket.group))
      this.questions.push({ why: "uncovered", group: ticket.group });
    const idle = this.windows.filter((w) => w.state === "idle").sort((a, b) => a.idleSince - b.idleSince);
    const showing = idle.filter((w) => w.sign.includes(ticket.group));
    const others = idle.filter((w) => !w.sign.includes(ticket.group));
    for (const window of [...showing, ...others]) this.questions.push({ why: "free", window });
  }

  private end(window: WindowState): void {
    const ticket = window.ticket as DayTicket;
    window.ticket = null;
    this.serving--;
    const g = this.groupName(ticket.group);
    const noshow = ticket.noShow ? 1 : 0;
    this.say({ m: "ev", t: this.now, e: "end", w: window.spec.id, ticket: ticket.id, g, noshow });
    if (this.now > this.lastEnd) this.result.overtimeMs = this.now - this.lastEnd;
    window.state = "idle";
    window.idleSince = this.now;
    if (window.closing) this.close(window);
    else if (window.wanted !== null) this.startSetup(window);
    else this.questions.push({ why: "free", window });
    this.closeIfDone();
  }

  private startSetup(window: WindowState): void {
    window.changes.push(this.now);
    this.result.signChanges++;
    window.state = "setup";
    window.epoch++;
    this.heap.put(this.now + this.hall.rules.setupMs, { kind: "setup", window, epoch: window.epoch });
  }

  private signInForce(window: WindowState): void {
    window.sign = window.wanted ?? window.sign;
    window.wanted = null;
    window.signSince = this.now;
    this.saySign(window);
    window.state = "idle";
    window.idleSince = this.now;
    if (window.closing) this.close(window);
    else this.questions.push({ why: "free", window });
    this.closeIfDone();
  }

  private sessionStarts(first: boolean): void {
    this.openSessions++;
    for (const window of this.windows) {
      if (!first) this.goHome(window);
      const away = [...window.spec.breaks].some(([from, to]) => from <= this.now && this.now < to);
      if (window.state === "closed" && !away) this.open(window);
      if (this.options.dwellFromOpening) window.signSince = this.now;
    }
  }

  private goHome(window: WindowState): void {
    if (window.state === "setup") {
      window.state = "idle";
      window.epoch++;
    }
    window.wanted = null;
    const away =
      window.sign.length !== window.spec.home.length || window.sign.some((g) => !isHome(window, g));
    window.signSince = Number.NEGATIVE_INFINITY;
    if (!away) return;
    window.sign = [...window.spec.home];
    this.saySign(window);
  }

  private open(window: WindowState): void {
    window.state = "idle";
    window.closing = false;
    window.idleSince = this.now;
    this.say({ m: "ev", t: this.now, e: "open", w: window.spec.id });
    this.questions.push({ why: "free", window });
  }

  private close(window: WindowState): void {
    window.state = "closed";
    window.closing = false;
    window.wanted = null;
    this.say({ m: "ev", t: this.now, e: "close", w: window.spec.id });
  }

  private leave(window: WindowState): void {
    if (window.state === "idle") this.close(window);
    else if (window.state !== "closed") window.closing = true;
  }

  private comeBack(window: WindowState): void {
    window.closing = false;
    if (window.state === "closed" && (this.openSessions > 0 || this.waitingCount > 0)) this.open(window);
  }

  private closeIfDone(): void {
    if (this.openSessions > 0 || this.waitingCount > 0) return;
    for (const window of this.windows) if (window.state === "idle") this.close(window);
  }

  private tick(): void {
    this.questions.push({ why: "tick" });
    const over = this.now > this.lastEnd && this.waitingCount === 0 && this.serving === 0;
    if (!over) this.heap.put(this.now + this.hall.rules.tickMs, { kind: "tick" });
  }

  /** The next question that still makes sense; null when there is none. */
  nextAsk(id: number): Ask | null {
    for (;;) {
      const q = this.questions.shift();
      if (q === undefined) return null;
      const head = { m: "ask", id, t: this.now } as const;
      if (q.why === "tick") return { ...head, why: "tick" };
      if (q.why === "uncovered") return { ...head, why: "uncovered", g: this.groupName(q.group) };
      if (q.why === "eta") return { ...head, why: "eta", ticket: q.ticket };
      if (q.window.state === "idle" && this.somebodyFor(q.window))
        return { ...head, why: "free", w: q.window.spec.id };
    }
  }

  private somebodyFor(window: WindowState): boolean {
    const groups = this.hall.rules.help ? window.spec.skills : window.sign;
    return groups.some((g) => this.queue(g).length > 0);
  }

  answer(ask: Ask, answer: Answer | undefined): void {
    if (answer === undefined || answer.id !== ask.id) this.violate("no-answer");
    if (ask.why === "eta") this.noteEta(ask.ticket, answer);
    for (const wish of answer?.sign ?? []) this.changeSign(wish.w, wish.sign);
    if (ask.why === "free") this.callFor(this.windows[ask.w - 1] as WindowState, answer?.call);
  }

  private noteEta(id: number, answer: Answer | undefined): void {
    if (answer?.eta === undefined) {
      this.violate("no-answer");
      return;
    }
    const ticket = this.day.tickets[id - 1] as DayTicket;
    const others = this.queue(ticket.group).filter((t) => t !== ticket);
    const holMs = others.reduce((longest, t) => Math.max(longest, this.now - t.at), 0);
    this.result.etas.push({
      ticket: id,
      eta: answer.eta,
      holMs,
      lesMs: this.lastDelay[ticket.group] as number,
    });
  }

  private changeSign(id: number, names: string[]): void {
    this.result.commands++;
    const window = this.windows[id - 1];
    if (window === undefined) {
      this.violate("unknown-window");
      return;
    }
    const sign = names.map((n) => this.groupIndex.get(n) ?? -1);
    const waits = (g: number) => this.queue(g).length > 0;
    const { windows, now } = this;
    const refusal = refuseSign({ now, window, sign, windows, waits, rules: this.hall.rules });
    if (refusal !== null) {
      this.violate(refusal);
      return;
    }
    window.wanted = sign;
    if (window.state === "idle") this.startSetup(window);
    else if (window.state === "closed") this.signInForceWhileClosed(window);
  }

  private signInForceWhileClosed(window: WindowState): void {
    window.changes.push(this.now);
    this.result.signChanges++;
    window.sign = window.wanted ?? window.sign;
    window.wanted = null;
    window.signSince = this.now;
    this.saySign(window);
  }

  private callFor(window: WindowState, call: Answer["call"]): void {
    if (window.state !== "idle" || call === null) return;
    const own = this.bestOf(window.sign);
    if (call !== undefined) this.result.commands++;
    const ticket = call === undefined ? own : (this.chosen(window, call) ?? own);
    if (ticket !== null) this.serve(window, ticket);
  }

  /** The ticket that a call names; null, with a violation counted, when it may not be called. */
  private chosen(window: WindowState, call: string | { ticket: number }): DayTicket | null {
    const ticket =
      typeof call === "string"
        ? firstOf(this.queue(this.groupIndex.get(call) ?? -1), this.now, this.hall.rules.apptLeadMs)
        : (this.waiting.flat().find((t) => t.id === call.ticket) ?? null);
    if (ticket === null) this.violate("call-nobody");
    else if (!window.spec.skills.includes(ticket.group)) this.violate("call-unauthorised");
    else if (!this.hall.rules.help && !window.sign.includes(ticket.group)) this.violate("call-off-sign");
    else return ticket;
    return null;
  }

  private bestOf(groups: readonly number[]): DayTicket | null {
    const { apptLeadMs } = this.hall.rules;
    const heads = groups.map((g) => firstOf(this.queue(g), this.now, apptLeadMs));
    return firstOf(
      heads.filter((t) => t !== null),
      this.now,
      apptLeadMs,
    );
  }

  private serve(window: WindowState, ticket: DayTicket): void {
    const { rules } = this.hall;
    const queue = this.queue(ticket.group);
    queue.splice(queue.indexOf(ticket), 1);
    this.waitingCount--;
    this.serving++;
    const off = !window.sign.includes(ticket.group);
    const foreign = !isHome(window, ticket.group);
    const workMs = ticket.noShow
      ? rules.callTimeoutMs
      : ticket.workMs * (foreign ? rules.foreignFactor : 1) * window.spec.pace;
    const waitedMs = Math.max(0, this.now - Math.max(ticket.at, ticket.slot ?? 0));
    this.result.waitsMs[ticket.id - 1] = waitedMs;
    this.lastDelay[ticket.group] = waitedMs;
    this.result.calls++;
    if (off) this.result.offSignCalls++;
    if (foreign) this.result.foreignCalls++;
    window.state = "busy";
    window.ticket = ticket;
    const g = this.groupName(ticket.group);
    this.say({ m: "ev", t: this.now, e: "call", w: window.spec.id, ticket: ticket.id, g, off: off ? 1 : 0 });
    const doneAt = this.now + workMs + (off ? rules.helpOverheadMs : 0);
    this.heap.put(doneAt, { kind: "end", window, epoch: window.epoch });
  }

  private queue(group: number): DayTicket[] {
    return this.waiting[group] ?? [];
  }

  private groupName(group: number): string {
    return (this.hall.groups[group] as { id: string }).id;
  }

  private say(message: EventMessage): void {
    this.outbox.push(message);
  }

  private saySign(window: WindowState): void {
    const sign = window.sign.map((g) => this.groupName(g));
    this.say({ m: "ev", t: this.now, e: "sign", w: window.spec.id, sign });
  }

  private violate(kind: Violation): void {
    this.result.violations[kind] = (this.result.violations[kind] ?? 0) + 1;
  }
}

function isHome(window: WindowState, group: number): boolean {
  return window.spec.home.includes(group);
}
