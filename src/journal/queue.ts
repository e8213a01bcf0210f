import { encodeEntry } from "./batch.ts";
import type { JournalFault } from "./fault.ts";
import type { Entry } from "./journal.ts";
import type { Tail } from "./store.ts";

/** Who waits for an entry; the tail is the journal's once the entry is durable. */
interface Waiting {
  tail: Tail;
  resolve(): void;
  reject(fault: JournalFault): void;
}

/** What was appended and is not yet durable: a batch being filled, and posted batches, oldest first. */
export class AppendQueue {
  #batch = "";
  #filling: Waiting[] = [];
  #posted: Waiting[][] = [];

  /** Whether a posted batch is not durable yet. */
  get underWay(): boolean {
    return this.#posted.length > 0;
  }

  /** @returns a promise for the entry, and whether it is the first of its batch */
  add(entry: Entry): { promise: Promise<void>; first: boolean } {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const first = this.#batch === "";
    this.#batch += encodeEntry(entry);
    const tail = { seq: entry.seq + entry.events.length - 1, at: entry.at };
    this.#filling.push({ tail, resolve, reject });
    return { promise, first };
  }

  /** Takes the batch that was being filled, to be posted; empty if nothing was appended. */
  takeBatch(): string {
    const batch = this.#batch;
    if (batch === "") return batch;
    this.#posted.push(this.#filling);
    this.#batch = "";
    this.#filling = [];
    return batch;
  }

  /** The oldest `batches` posted ones are durable: resolves their entries in order. `reached` is told first. */
  release(batches: number, reached: (tail: Tail) => void): void {
    for (const waiting of this.#posted.splice(0, batches).flat()) {
      reached(waiting.tail);
      waiting.resolve();
    }
  }

  /** Rejects everything, in order. */
  refuse(fault: JournalFault): void {
    const refused = [...this.#posted.flat(), ...this.#filling];
    this.#batch = "";
    this.#filling = [];
    this.#posted = [];
    for (const waiting of refused) waiting.reject(fault);
  }
}
