import { PRIORITIES, type Priority, type Transaction } from "./transaction.ts";

/** A transaction that waits, and how often it was sent already. */
export interface Waiting {
  transaction: Transaction;
  attempts: number;
}

/** What waits for a wire: by priority, then first come, first served; the latest of a slot in the place of its elder. */
export class TransactionQueue {
  readonly #waiting = new Map<Priority, Waiting[]>(PRIORITIES.map((priority) => [priority, []]));

  /** Returns the transactions that this one replaces. */
  add(transaction: Transaction): Transaction[] {
    const entry: Waiting = { transaction, attempts: 0 };
    const elder = transaction.slot === undefined ? null : this.#find(transaction.slot);
    if (elder === null) {
      this.#line(transaction.priority).push(entry);
      return [];
    }
    const { line, index, waiting } = elder;
    const replaced = waiting.transaction;
    if (isMoreUrgent(transaction.priority, replaced.priority)) {
      line.splice(index, 1);
      this.#line(transaction.priority).push(entry);
    } else {
      // What was urgent stays so: the newer content must not wait longer than the older would have.
      line[index] = { transaction: { ...transaction, priority: replaced.priority }, attempts: 0 };
    }
    return [replaced];
  }

  /** Puts back what must be sent again, before its equals, unless something newer took its slot meanwhile. */
  putBack(waiting: Waiting): boolean {
    const { slot, priority } = waiting.transaction;
    if (slot !== undefined && this.#find(slot) !== null) return false;
    this.#line(priority).unshift(waiting);
    return true;
  }

  /** Takes the first that may be sent now; null when there is none. */
  take(maySend: (waiting: Waiting) => boolean): Waiting | null {
    for (const line of this.#waiting.values()) {
      const index = line.findIndex(maySend);
      if (index >= 0) return line.splice(index, 1)[0] ?? null;
    }
    return null;
  }

  *[Symbol.iterator](): Generator<Waiting> {
    for (const line of this.#waiting.values()) yield* line;
  }

  /** Empties the queue and returns what was in it. */
  clear(): Waiting[] {
    return [...this.#waiting.values()].flatMap((line) => line.splice(0));
  }

  #line(priority: Priority): Waiting[] {
    const line = this.#waiting.get(priority);
    if (line === undefined) throw new RangeError(`no priority ${priority}`);
    return line;
  }

  #find(slot: string): { line: Waiting[]; index: number; waiting: Waiting } | null {
    for (const line of this.#waiting.values()) {
      const index = line.findIndex(({ transaction }) => transaction.slot === slot);
      const waiting = line[index];
      if (waiting !== undefined) return { line, index, waiting };
    }
    return null;
  }
}

function isMoreUrgent(one: Priority, other: Priority): boolean {
  return PRIORITIES.indexOf(one) < PRIORITIES.indexOf(other);
}
