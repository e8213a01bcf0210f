import type { HallEvent } from "../core/events.ts";
import { evolve } from "../core/evolve.ts";
import { modeOf } from "../core/scheduling.ts";
import { emptyHall, type HallState } from "../core/state.ts";
import { upcast } from "../core/upcast.ts";
import { exportEvents } from "../journal/export.ts";
import type { DayFact } from "../runtime/scheduling/day-facts.ts";
import { factsOf, type Places, placesOf } from "../runtime/scheduling/facts.ts";
import { Observer } from "../runtime/scheduling/observer.ts";
import { NOTHING_LEARNED } from "../scheduler/learned.ts";
import type { HallFacts } from "../scheduler/model.ts";
import type { HallFact } from "../scheduler/observe.ts";
import { Pauses } from "./pauses.ts";
import type { RecordedDay, RecordedTicket, Recording } from "./recording.ts";

/**
 * The days `from` to `to` (included) of the journal in a data folder, also while its hall runs. Days without any
 * ticket are left out. Null for a journal that has never adopted rules. @throws JournalFault, or an Error of upcasting
 */
export function recordedInJournal(dir: string, from: string, to: string): Recording | null {
  const state = emptyHall();
  const days: RecordedDay[] = [];
  let today: DayInJournal | null = null;
  const finish = (goesOn = false) => {
    const recorded = today?.finished(goesOn);
    if (recorded && recorded.tickets.length > 0) days.push(recorded);
    today = null;
  };
  for (const line of exportEvents(dir)) {
    const happened = upcast(line);
    // The day's last words: the night ends what was still open.
    if (happened.type === "day-opened") finish();
    else if (happened.type === "config-adopted") finish(true);
    evolve(state, happened, line.at);
    const isWanted = state.day !== null && state.day >= from && state.day <= to;
    if (isWanted && today === null && state.rules) today = new DayInJournal(state, line.at);
    else today?.hear(state, happened, line.at);
  }
  finish();
  return state.rules ? { rules: state.rules, days: merged(days) } : null;
}

/** A day in two parts, because a config was adopted in the midst of it, is one day again. */
function merged(parts: readonly RecordedDay[]): RecordedDay[] {
  const days: RecordedDay[] = [];
  for (const part of parts) {
    const last = days.at(-1);
    if (last?.day !== part.day) days.push({ ...part });
    else {
      last.tickets = [...last.tickets, ...part.tickets].sort((a, b) => a.at - b.at);
      last.presence = joined(last.presence, part.presence);
      last.pauses = joined(last.pauses, part.pauses);
    }
  }
  return days;
}

function joined<Of>(
  a: ReadonlyMap<string, readonly Of[]>,
  b: ReadonlyMap<string, readonly Of[]>,
): Map<string, Of[]> {
  const windows = new Set([...a.keys(), ...b.keys()]);
  return new Map([...windows].map((id) => [id, [...(a.get(id) ?? []), ...(b.get(id) ?? [])]]));
}

/** Follows one day in the scheduler's own words, so that what the scheduler would have heard is what is replayed. */
class DayInJournal {
  readonly #day: string;
  readonly #at: number;
  readonly #places: Places;
  readonly #facts: HallFacts;
  readonly #observer: Observer;
  readonly #tickets: RecordedTicket[] = [];
  /** By the scheduler's numbers: who waits, and who is served since when. */
  readonly #waiting = new Map<number, RecordedTicket>();
  readonly #served = new Map<number, { ticket: RecordedTicket; since: number; off: boolean }>();
  /** Windows that are there for those in line, since when. */
  readonly #open = new Map<number, number>();
  /** Windows with somebody who came by another way: a walk-in, or back from where it was parked. */
  readonly #away = new Set<number>();
  readonly #presence = new Map<number, [number, number][]>();
  readonly #pauses = new Pauses();
  #calls = { automatic: 0, all: 0 };
  #until = 0;

  constructor(state: HallState, at: number) {
    const { rules } = state;
    if (!rules) throw new Error("a day without rules");
    this.#day = state.day ?? "";
    this.#at = at;
    this.#places = placesOf(rules, at);
    this.#facts = factsOf(state, rules, this.#places, NOTHING_LEARNED);
    this.#observer = new Observer(this.#places);
    for (const fact of this.#observer.hallNow(state)) this.#take(fact);
  }

  hear(state: HallState, happened: HallEvent, at: number): void {
    this.#until = at - this.#places.midnight;
    if (happened.type === "ticket-called" && state.rules) {
      this.#calls.all += 1;
      if (modeOf(state, state.rules, happened.data.window) === "automatic") this.#calls.automatic += 1;
    }
    // Who never stood in a line shall not have to in another hall either.
    if (happened.type === "ticket-issued" && happened.data.channel === "walk-in") return;
    for (const fact of this.#observer.observe(state, [happened], at)) this.#take(fact);
  }

  /** @param goesOn the day has another part, which those who wait still belong to */
  finished(goesOn: boolean): RecordedDay {
    for (const [window, since] of this.#open) this.#present(window, since, this.#until);
    const waiting = new Set(this.#waiting.values());
    const tickets = goesOn ? this.#tickets.filter((ticket) => !waiting.has(ticket)) : this.#tickets;
    const byWindow = <Of>(of: (window: number) => Of) =>
      new Map(this.#places.windows.map((id, window) => [id, of(window)] as const));
    return {
      day: this.#day,
      at: this.#at,
      tickets: tickets.sort((a, b) => a.at - b.at),
      presence: byWindow((window) => this.#presence.get(window) ?? []),
      pauses: this.#pauses.measured(this.#places.windows),
      policy: 2 * this.#calls.automatic > this.#calls.all ? "halld" : "static",
    };
  }

  #take(fact: DayFact): void {
    if (fact.e !== "clerk") this.#pauses.hear(fact, this.#facts);
    switch (fact.e) {
      case "arrive":
        this.#arrive(fact);
        break;
      case "leave": {
        const ticket = this.#waiting.get(fact.ticket);
        if (ticket) ticket.leftAt = fact.t;
        this.#waiting.delete(fact.ticket);
        break;
      }
      case "call":
        this.#call(fact);
        break;
      case "end":
        this.#end(fact.window, fact.t, fact.noShow);
        break;
      case "open":
        if (!this.#open.has(fact.window)) this.#open.set(fact.window, fact.t);
        break;
      case "close":
        this.#away.delete(fact.window);
        this.#shut(fact.window, fact.t);
    }
  }

  #call({ t, ticket: number, window, off }: HallFact & { e: "call" }): void {
    const ticket = this.#waiting.get(number);
    this.#waiting.delete(number);
    if (ticket) {
      ticket.waitMs = t - ticket.at;
      this.#served.set(window, { ticket, since: t, off });
    } else if (this.#shut(window, t)) this.#away.add(window);
  }

  #arrive({ t, ticket, group, lane, slot }: HallFact & { e: "arrive" }): void {
    const queue = this.#places.queues[group];
    if (queue === undefined) return;
    const came: RecordedTicket = {
      ...{ queue, at: t, lane, slot, serviceMs: null, missedMs: null, leftAt: null, waitMs: null },
    };
    this.#tickets.push(came);
    this.#waiting.set(ticket, came);
  }

  #end(window: number, t: number, noShow: boolean): void {
    if (this.#away.delete(window)) this.#open.set(window, t);
    const served = this.#served.get(window);
    this.#served.delete(window);
    if (!served) return;
    const { ticket, since, off } = served;
    const { rules, windows } = this.#facts;
    const atHome = windows[window]?.home.includes(this.#places.queueAt.get(ticket.queue) ?? -1) ?? true;
    const ms = t - since - (off ? rules.helpOverheadMs : 0);
    if (noShow) ticket.missedMs = Math.max(0, ms);
    else ticket.serviceMs = Math.max(0, ms / (atHome ? 1 : rules.foreignFactor));
  }

  /** The window is there no more. False if it was not. */
  #shut(window: number, t: number): boolean {
    const since = this.#open.get(window);
    this.#open.delete(window);
    if (since !== undefined) this.#present(window, since, t);
    return since !== undefined;
  }

  #present(window: number, from: number, to: number): void {
    if (to <= from) return;
    const spans = this.#presence.get(window) ?? [];
    spans.push([from, to]);
    this.#presence.set(window, spans);
  }
}
