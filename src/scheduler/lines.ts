import { at } from "./arena.ts";

/** The lines of a simulated hall: tickets of one future by their place in it, first come first served by group. */
export class Lines {
  /** How many wait, by group. */
  readonly count: Int32Array;
  private readonly head: Int32Array;
  private readonly tail: Int32Array;
  private readonly next: Int32Array;

  constructor(groups: number, tickets: number) {
    this.count = new Int32Array(groups);
    this.head = new Int32Array(groups);
    this.tail = new Int32Array(groups);
    this.next = new Int32Array(tickets);
  }

  clear(): void {
    this.count.fill(0);
  }

  add(group: number, ticket: number): void {
    if (at(this.count, group) === 0) this.head[group] = ticket;
    else this.next[at(this.tail, group)] = ticket;
    this.tail[group] = ticket;
    this.count[group] = at(this.count, group) + 1;
  }

  /** The first of a line that is not empty. */
  first(group: number): number {
    return at(this.head, group);
  }

  /** Takes the first out of a line that is not empty. */
  take(group: number): number {
    const ticket = at(this.head, group);
    this.head[group] = at(this.next, ticket);
    this.count[group] = at(this.count, group) - 1;
    return ticket;
  }

  /** Who stands behind a ticket that is not the last of its line. */
  after(ticket: number): number {
    return at(this.next, ticket);
  }
}
