import type { HallEvent } from "../core/events.ts";
import { evolve } from "../core/evolve.ts";
import { emptyHall, type HallState } from "../core/state.ts";
import { upcast } from "../core/upcast.ts";
import { exportEvents } from "../journal/export.ts";
import type { DayFact } from "../runtime/scheduling/day-facts.ts";
import { factsOf, type Places, placesOf } from "../runtime/scheduling/facts.ts";
import { Observer } from "../runtime/scheduling/observer.ts";
import { NOTHING_LEARNED } from "../scheduler/learned.ts";
import type { HallFacts } from "../scheduler/model.ts";
import type { HallFact } from "../scheduler/observe.ts";
import type { RecordedDay, RecordedTicket, Recording } from "./recording.ts";

/**
 * The days `from` to `to` (included) of the journal in a data folder, also while its hall runs. Days without any
 * ticket are left out. Null for a journal that has never adopted rules. @throws JournalFault, or an Error of upcasting
 */
export function recordedInJournal(dir: string, from: string, to: string): Recording | null {
  const state = emptyHall();
  const days: RecordedDay[] = [];
  let today: DayInJournal | null = null;
  const finish = () => {
    const recorded = today?.finished();
    if (recorded && recorded.tickets.length > 0) days.push(recorded);
    today = null;
  };
  for (const line of exportEvents(dir)) {
    const happened = upcast(line);
    // The day's last words: the night ends what was still open.
    if (happened.type === "day-opened" || happened.type === "config-adopted") finish();
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
      last.tickets = [...last.tickets, ...part.tickets];
      const windows = new Set([...last.presence.keys(), ...part.presence.keys()]);
      last.presence = new Map(
        [...windows].map((id) => [id, [...(last.presence.get(id) ?? []), ...(part.presence.get(id) ?? [])]]),
      );
    }
  }
  return days;
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
  readonly #open = new Map<number, number>();
  readonly #presence = new Map<number, [number, number][]>();
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
    for (const fact of this.#observer.observe(state, [happened], at)) this.#take(fact);
  }

  finished(): RecordedDay {
    for (const [window, since] of this.#open) this.#present(window, since, this.#until);
    const presence = this.#places.windows.map(
      (id, window) => [id, this.#presence.get(window) ?? []] as const,
    );
    const tickets = this.#tickets.sort((a, b) => a.at - b.at);
    return { day: this.#day, at: this.#at, tickets, presence: new Map(presence) };
  }

  #take(fact: DayFact): void {
    switch (fact.e) {
      case "arrive":
        this.#arrive(fact);
        break;
      case "leave":
        this.#waiting.delete(fact.ticket);
        break;
      case "call": {
        const ticket = this.#waiting.get(fact.ticket);
        this.#waiting.delete(fact.ticket);
        if (!ticket) break;
        ticket.waitMs = fact.t - ticket.at;
        this.#served.set(fact.window, { ticket, since: fact.t, off: fact.off });
        break;
      }
      case "end":
        this.#end(fact.window, fact.t, fact.noShow);
        break;
      case "open":
        if (!this.#open.has(fact.window)) this.#open.set(fact.window, fact.t);
        break;
      case "close": {
        const since = this.#open.get(fact.window);
        this.#open.delete(fact.window);
        if (since !== undefined) this.#present(fact.window, since, fact.t);
      }
    }
  }

  #arrive({ t, ticket, group, lane, slot }: HallFact & { e: "arrive" }): void {
    const queue = this.#places.queues[group];
    if (queue === undefined) return;
    const came: RecordedTicket = {
      ...{ queue, at: t, lane, slot, serviceMs: null, noShow: false, waitMs: null },
    };
    this.#tickets.push(came);
    this.#waiting.set(ticket, came);
  }

  #end(window: number, t: number, noShow: boolean): void {
    const served = this.#served.get(window);
    this.#served.delete(window);
    if (!served) return;
    const { ticket, since, off } = served;
    const { rules, windows } = this.#facts;
    const atHome = windows[window]?.home.includes(this.#places.queueAt.get(ticket.queue) ?? -1) ?? true;
    const ms = (t - since - (off ? rules.helpOverheadMs : 0)) / (atHome ? 1 : rules.foreignFactor);
    ticket.noShow = noShow;
    if (!noShow) ticket.serviceMs = Math.max(0, ms);
  }

  #present(window: number, from: number, to: number): void {
    if (to <= from) return;
    const spans = this.#presence.get(window) ?? [];
    spans.push([from, to]);
    this.#presence.set(window, spans);
  }
}
