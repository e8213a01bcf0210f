import type { HallEvent } from "../../core/events.ts";
import type { Instant, TicketId, WindowId } from "../../core/ids.ts";
import type { HallState, Ticket } from "../../core/state.ts";
import type { Lane } from "../../scheduler/model.ts";
import type { HallFact } from "../../scheduler/observe.ts";
import type { DayFact } from "./day-facts.ts";
import type { Places } from "./facts.ts";

const LANES: Record<Ticket["lane"], Lane> = { ordinary: "normal", priority: "prio", appointment: "appt" };

/** Tells the hall's events in the scheduler's words. Knows who waits, so that nobody is told to wait twice. */
export class Observer {
  readonly #places: Places;
  /** The scheduler's numbers of tickets. */
  readonly #numbers = new Map<TicketId, number>();
  /** Who waits, and in which group. */
  readonly #waiting = new Map<TicketId, number>();

  constructor(places: Places) {
    this.#places = places;
  }

  /** What has to be told of a hall whose day has begun already: who waits, what is open, shown and served. */
  hallNow(state: HallState): DayFact[] {
    const facts: DayFact[] = [];
    for (const { id, open, paused, sign, signChanges, idleSince, ticket, clerk } of state.windows.values()) {
      const window = this.#windowAt(id);
      if (window < 0) continue;
      if (clerk !== null) facts.push({ t: 0, e: "clerk", window, clerk });
      const changedAt = signChanges.at(-1);
      if (changedAt !== undefined) facts.push(this.#sign(id, sign, changedAt));
      if (open && !paused) facts.push({ t: this.#t(idleSince), e: "open", window });
      const inHand = state.tickets.get(ticket ?? "");
      if (inHand) facts.push(...this.#call(state, inHand.id, id, inHand.since));
    }
    for (const ticket of state.tickets.values())
      if (ticket.state === "waiting" && !ticket.window)
        facts.push(...this.#arrive(state, ticket, ticket.since));
    return facts.sort((a, b) => a.t - b.t);
  }

  /** @param state as the events left it */
  observe(state: HallState, events: readonly HallEvent[], at: Instant): DayFact[] {
    return events.flatMap((event) => this.#told(state, event, at));
  }

  #told(state: HallState, { type, data }: HallEvent, at: Instant): DayFact[] {
    const t = this.#t(at);
    switch (type) {
      case "ticket-issued":
      case "ticket-sent-on":
      case "ticket-returned":
        return this.#arriveNow(state, data.ticket, at);
      case "ticket-transferred":
        return [
          ...this.#end(data.from, data.ticket, t),
          ...(data.window === undefined ? this.#arriveNow(state, data.ticket, at, data.rank) : []),
        ];
      case "ticket-cancelled":
      case "ticket-voided":
        return this.#leave(data.ticket, t);
      case "ticket-called":
      case "walk-in-served":
      case "ticket-unparked":
      case "no-show-undone":
        return this.#call(state, data.ticket, data.window, at);
      case "ticket-no-show":
        return this.#end(data.window, data.ticket, t, true);
      case "ticket-parked":
      case "visit-finished":
        return this.#end(data.window, data.ticket, t);
      case "window-opened":
      case "window-resumed":
        return [{ t, e: "open", window: this.#windowAt(data.window) }];
      case "window-closed":
        return [{ t, e: "close", window: this.#windowAt(data.window) }, ...this.#backInLine(state)];
      case "window-paused":
        return [{ t, e: "close", window: this.#windowAt(data.window) }];
      case "sign-changed":
        return [this.#sign(data.window, data.sign, at)];
      case "clerk-signed-in":
        return [{ t, e: "clerk", window: this.#windowAt(data.window), clerk: data.clerk }];
      case "clerk-signed-out":
        return [{ t, e: "clerk", window: this.#windowAt(data.window), clerk: null }];
      case "window-handed-over":
        return [{ t, e: "clerk", window: this.#windowAt(data.window), clerk: data.to }];
      default:
        return [];
    }
  }

  #arriveNow(state: HallState, id: TicketId, at: Instant, rank = at): HallFact[] {
    const ticket = state.tickets.get(id);
    // Who keeps the place goes on having waited since the beginning.
    return ticket ? this.#arrive(state, ticket, rank < at ? ticket.issuedAt : at) : [];
  }

  /** Tickets that were reserved for a window that closed stand in their lines again. */
  #backInLine(state: HallState): HallFact[] {
    const unknown = [...state.tickets.values()].filter(
      (ticket) => ticket.state === "waiting" && !ticket.window && !this.#waiting.has(ticket.id),
    );
    return unknown.flatMap((ticket) => this.#arrive(state, ticket, ticket.since));
  }

  #arrive(state: HallState, { id, queue, lane, appointment }: Ticket, at: Instant): HallFact[] {
    const group = this.#places.queueAt.get(queue);
    if (group === undefined) return [];
    this.#waiting.set(id, group);
    const slotAt = state.appointments.get(appointment ?? "")?.slotAt;
    const slot = lane === "appointment" && slotAt !== undefined ? this.#t(slotAt) : null;
    return [{ t: this.#t(at), e: "arrive", ticket: this.#numberOf(id), group, lane: LANES[lane], slot }];
  }

  #leave(id: TicketId, t: number): HallFact[] {
    const group = this.#waiting.get(id);
    if (group === undefined) return [];
    this.#waiting.delete(id);
    return [{ t, e: "leave", ticket: this.#numberOf(id), group }];
  }

  #call(state: HallState, id: TicketId, window: WindowId, at: Instant): HallFact[] {
    const queue = state.tickets.get(id)?.queue ?? "";
    const group = this.#waiting.get(id) ?? this.#places.queueAt.get(queue);
    if (group === undefined) return [];
    this.#waiting.delete(id);
    const sign = state.windows.get(window)?.sign ?? [];
    const off = !sign.includes(this.#places.queues[group] ?? "");
    const place = this.#windowAt(window);
    return [{ t: this.#t(at), e: "call", window: place, ticket: this.#numberOf(id), group, off }];
  }

  #end(window: WindowId, id: TicketId, t: number, noShow = false): HallFact[] {
    return [{ t, e: "end", window: this.#windowAt(window), ticket: this.#numberOf(id), group: 0, noShow }];
  }

  #sign(window: WindowId, sign: readonly string[], at: Instant): HallFact {
    const groups = sign.flatMap((queue) => this.#places.queueAt.get(queue) ?? []);
    return { t: this.#t(at), e: "sign", window: this.#windowAt(window), sign: groups };
  }

  #numberOf(id: TicketId): number {
    const known = this.#numbers.get(id) ?? this.#numbers.size + 1;
    this.#numbers.set(id, known);
    return known;
  }

  #windowAt(id: WindowId): number {
    return this.#places.windowAt.get(id) ?? -1;
  }

  #t(at: Instant): number {
    return Math.max(0, at - this.#places.midnight);
  }
}
