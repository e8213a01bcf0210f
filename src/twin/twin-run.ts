import { HOUR_MS, MINUTE_MS } from "../core/durations.ts";
import type { WaitingTicket } from "../scheduler/model.ts";
import { headOf, rank } from "../scheduler/order.ts";
import type { SignProposal } from "../scheduler/reasons.ts";
import {
  decideCall,
  decideRecall,
  decideSigns,
  type Session,
  startSession,
  tell,
} from "../scheduler/session.ts";
import type { TwinDay, TwinResult } from "./twin-day.ts";

/** Who has not been called so long after the doors shut is counted as not served. */
const OVERTIME_MS = 4 * HOUR_MS;

interface TwinWindow {
  present: boolean;
  /** Until when it serves, or changes its sign. */
  busyUntil: number | null;
  serving: number | null;
  /** A sign to put up when its citizen has gone, or that comes into force at `busyUntil`. */
  wanted: readonly number[] | null;
  /** When its clerk will press, as far as somebody waits. */
  pressAt: number | null;
  /** How often its clerk has pressed. */
  presses: number;
  /** Who waits was left to other windows: it looks again at the next tick. */
  leftToOthers: boolean;
}

/** Lets a recorded day happen once more under a policy: the same people at the same times, as long at the window. */
export function runTwinDay(day: TwinDay): TwinResult {
  return new TwinRun(day).run();
}

class TwinRun {
  readonly #day: TwinDay;
  readonly #session: Session;
  readonly #windows: TwinWindow[];
  readonly #result: TwinResult;
  readonly #closing: number;
  /** Who will leave, the first first. */
  readonly #leaving: { leftAt: number; index: number }[];
  #waiting = 0;
  #now = 0;
  #next = 0;
  #tickAt: number;

  constructor(day: TwinDay) {
    this.#day = day;
    this.#session = startSession(day.facts, day.seed);
    this.#windows = day.facts.windows.map(() => ({
      present: false,
      busyUntil: null,
      serving: null,
      wanted: null,
      pressAt: null,
      presses: 0,
      leftToOthers: false,
    }));
    this.#leaving = day.tickets
      .flatMap(({ leftAt }, index) => (leftAt === null ? [] : { leftAt, index }))
      .sort((a, b) => a.leftAt - b.leftAt);
    this.#closing = Math.max(...day.facts.sessions.map(([, to]) => to), day.tickets.at(-1)?.at ?? 0);
    this.#tickAt = day.facts.sessions[0]?.[0] ?? 0;
    this.#result = { waitsMs: day.tickets.map(() => null), signChanges: 0, calls: 0, callsOffSign: 0 };
  }

  run(): TwinResult {
    for (let t = this.#nextMoment(); t !== null; t = this.#nextMoment()) {
      this.#now = t;
      const freed = this.#windows.flatMap((window, w) =>
        window.busyUntil !== null && window.busyUntil <= t && this.#freed(window, w) ? [w] : [],
      );
      this.#attend();
      for (const w of freed) this.#turnTo(w);
      while (this.#day.tickets[this.#next] && (this.#day.tickets[this.#next]?.at ?? 0) <= t)
        this.#arrive(this.#next++);
      while ((this.#leaving[0]?.leftAt ?? Number.POSITIVE_INFINITY) <= t) this.#leave();
      this.#windows.forEach(({ pressAt }, w) => {
        if (pressAt !== null && pressAt <= t) this.#offer(w);
      });
      if (this.#tickAt <= t) this.#tick();
    }
    return this.#result;
  }

  /** The next time at which anything can happen; null when the day is over. */
  #nextMoment(): number | null {
    const coming = this.#day.tickets[this.#next]?.at ?? Number.POSITIVE_INFINITY;
    let first = coming;
    let anybody = coming < Number.POSITIVE_INFINITY || this.#waiting > 0;
    for (const { busyUntil, pressAt } of this.#windows) {
      if (pressAt !== null) first = Math.min(first, pressAt);
      if (busyUntil === null) continue;
      anybody = true;
      first = Math.min(first, busyUntil);
    }
    if (!anybody || this.#now > this.#closing + OVERTIME_MS) return null;
    for (const spans of this.#day.presence)
      for (const [from, to] of spans)
        for (const edge of [from, to]) if (edge > this.#now) first = Math.min(first, edge);
    return Math.min(first, this.#tickAt, this.#leaving[0]?.leftAt ?? first);
  }

  /** Clerks come and go; nobody goes in the midst of a visit, nor at the end of the day while somebody waits. */
  #attend(): void {
    this.#windows.forEach((window, w) => {
      const spans = this.#day.presence[w] ?? [];
      const last = Math.max(...spans.map(([, to]) => to));
      const overtime =
        this.#now >= last && last >= this.#closing - HOUR_MS && window.present && this.#isWantedAt(w);
      const here = overtime || spans.some(([from, to]) => from <= this.#now && this.#now < to);
      if (here === window.present || window.serving !== null) return;
      window.present = here;
      if (here && this.#isLaterSession()) this.#goHome(w);
      tell(this.#session, { t: this.#now, e: here ? "open" : "close", window: w });
      window.pressAt = null;
      if (here) this.#turnTo(w);
    });
  }

  #isWantedAt(w: number): boolean {
    const { queues } = this.#session.state;
    return this.#mayCall(w).some((group) => (queues[group]?.length ?? 0) > 0);
  }

  #isLaterSession(): boolean {
    return this.#day.facts.sessions.slice(1).some(([from]) => Math.abs(from - this.#now) < MINUTE_MS);
  }

  #goHome(w: number): void {
    const home = this.#day.facts.windows[w]?.home ?? [];
    tell(this.#session, { t: this.#now, e: "sign", window: w, sign: home });
  }

  #arrive(index: number): void {
    const ticket = this.#day.tickets[index];
    if (!ticket) return;
    const { group, lane, slot } = ticket;
    this.#waiting += 1;
    tell(this.#session, { t: this.#now, e: "arrive", ticket: index, group, lane, slot });
    const shown = this.#session.state.windows.some(({ open, sign }) => open && sign.includes(group));
    if (!shown && this.#day.policy === "halld" && !this.#day.facts.rules.help)
      this.#put(decideRecall(this.#session, this.#now));
    const { windows } = this.#session.state;
    const idle = this.#windows.flatMap(({ pressAt }, w) =>
      pressAt === null && this.#isFree(w) && this.#mayCall(w).includes(group) ? [w] : [],
    );
    const order = (w: number) => (windows[w]?.sign.includes(group) ? 0 : 1e12) + (windows[w]?.idleSince ?? 0);
    for (const w of idle.sort((a, b) => order(a) - order(b))) {
      this.#turnTo(w);
      if (this.#result.waitsMs[index] !== null || this.#windows[w]?.pressAt !== null) return;
    }
  }

  #leave(): void {
    const { index } = this.#leaving.shift() ?? { index: -1 };
    const ticket = this.#day.tickets[index];
    if (!ticket || this.#result.waitsMs[index] !== null) return;
    this.#waiting -= 1;
    tell(this.#session, { t: this.#now, e: "leave", ticket: index, group: ticket.group });
  }

  /** A clerk who could call somebody will press in a moment. */
  #turnTo(w: number): void {
    const window = this.#windows[w];
    if (!window || window.pressAt !== null || !this.#isFree(w) || !this.#isWantedAt(w)) return;
    const pauses = this.#day.pauses[w] ?? [];
    const pauseMs = pauses[window.presses % pauses.length] ?? 0;
    window.presses += 1;
    if (pauseMs > 0) window.pressAt = this.#now + pauseMs;
    else this.#offer(w);
  }

  /** What a window may call now: what it shows, and with help what its clerk may do. */
  #mayCall(w: number): readonly number[] {
    const { policy, facts } = this.#day;
    if (policy === "halld" && facts.rules.help) return facts.windows[w]?.skills ?? [];
    return this.#session.state.windows[w]?.sign ?? [];
  }

  #isFree(w: number): boolean {
    const window = this.#windows[w];
    return window?.present === true && window.busyUntil === null;
  }

  #offer(w: number): void {
    const window = this.#windows[w];
    if (!window) return;
    window.pressAt = null;
    window.leftToOthers = false;
    if (!this.#isFree(w) || !this.#isWantedAt(w)) return;
    const { state } = this.#session;
    const lead = this.#day.facts.rules.apptLeadMs;
    const head = (group: number) => headOf(state.queues[group] ?? [], this.#now, lead);
    const advised = this.#day.policy === "halld" ? decideCall(this.#session, this.#now, w).group : undefined;
    window.leftToOthers = advised === null;
    if (advised === null) return;
    const heads = (advised === undefined ? this.#mayCall(w) : [advised]).flatMap(
      (group) => head(group) ?? [],
    );
    const best = heads.sort((a, b) => rank(a, this.#now, lead) - rank(b, this.#now, lead))[0];
    if (best) this.#call(w, best);
  }

  #call(w: number, { ticket: index, group, at }: WaitingTicket): void {
    const { facts, tickets } = this.#day;
    const [window, ticket, now] = [this.#windows[w], tickets[index], this.#session.state.windows[w]];
    if (!window || !ticket || !now) return;
    const off = !now.sign.includes(group);
    const factor = facts.windows[w]?.home.includes(group) ? 1 : facts.rules.foreignFactor;
    const servedMs = ticket.missedMs ?? ticket.serviceMs * factor;
    this.#waiting -= 1;
    this.#result.waitsMs[index] = this.#now - at;
    this.#result.calls += 1;
    if (off) this.#result.callsOffSign += 1;
    window.serving = index;
    window.busyUntil = this.#now + servedMs + (off ? facts.rules.helpOverheadMs : 0);
    tell(this.#session, { t: this.#now, e: "call", window: w, ticket: index, group, off });
  }

  /** Its visit or its set-up is over. False where another sign is to be put up first. */
  #freed(window: TwinWindow, w: number): boolean {
    window.busyUntil = null;
    if (window.serving !== null) {
      const ticket = this.#day.tickets[window.serving];
      const told = { ticket: window.serving, group: ticket?.group ?? 0 };
      const noShow = ticket !== undefined && ticket.missedMs !== null;
      window.serving = null;
      tell(this.#session, { t: this.#now, e: "end", window: w, ...told, noShow });
      if (window.wanted) {
        window.busyUntil = this.#now + this.#day.setupMs;
        return false;
      }
    } else if (window.wanted) this.#show(w, window.wanted);
    return true;
  }

  #tick(): void {
    this.#tickAt = this.#now + this.#day.facts.rules.tickMs;
    if (this.#day.policy === "halld") this.#put(decideSigns(this.#session, this.#now));
    // Rules of fairness may let a window wait for its own people for a moment, never for good.
    this.#windows.forEach(({ leftToOthers }, w) => {
      if (leftToOthers) this.#offer(w);
      else this.#turnTo(w);
    });
  }

  #put(wishes: readonly SignProposal[]): void {
    for (const { window: w, sign } of wishes) {
      const window = this.#windows[w];
      if (!window?.present || window.wanted) continue;
      window.wanted = sign;
      if (this.#day.setupMs === 0) this.#show(w, sign);
      else if (window.busyUntil === null) window.busyUntil = this.#now + this.#day.setupMs;
    }
  }

  #show(w: number, sign: readonly number[]): void {
    const window = this.#windows[w];
    if (window) window.wanted = null;
    tell(this.#session, { t: this.#now, e: "sign", window: w, sign });
    this.#result.signChanges += 1;
  }
}
