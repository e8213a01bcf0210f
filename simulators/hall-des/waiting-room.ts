import type { DayTicket } from "./hall.ts";
import { firstOf } from "./state.ts";

/** Everybody who waits, by group. */
export class WaitingRoom {
  readonly #groups: DayTicket[][];
  readonly #leadMs: number;
  #count = 0;

  /** @param leadMs how long before its slot an appointment goes before those without one */
  constructor(groups: number, leadMs: number) {
    this.#groups = Array.from({ length: groups }, () => []);
    this.#leadMs = leadMs;
  }

  get count(): number {
    return this.#count;
  }

  /** Who waits in a group, in the order of arrival; nobody in a group that is not there. */
  of(group: number): readonly DayTicket[] {
    return this.#groups[group] ?? [];
  }

  comes(ticket: DayTicket): void {
    this.#groups[ticket.group]?.push(ticket);
    this.#count++;
  }

  leaves(ticket: DayTicket): void {
    const group = this.#groups[ticket.group] ?? [];
    group.splice(group.indexOf(ticket), 1);
    this.#count--;
  }

  withId(id: number): DayTicket | null {
    return this.#groups.flat().find((ticket) => ticket.id === id) ?? null;
  }

  /** Who is next in a group in standard order; null when nobody waits. */
  firstOf(group: number, now: number): DayTicket | null {
    return firstOf(this.of(group), now, this.#leadMs);
  }

  /** Who is next in any of the groups. */
  firstOfAny(groups: readonly number[], now: number): DayTicket | null {
    const heads = groups.map((group) => this.firstOf(group, now)).filter((ticket) => ticket !== null);
    return firstOf(heads, now, this.#leadMs);
  }
}
