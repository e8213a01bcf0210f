import { DAY_MS } from "../core/durations.ts";
import type { Instant } from "../core/ids.ts";
import type { Outcome } from "./loop.ts";

/** What makes two requests the same one. */
export interface Remembered {
  key: string;
  actor: string;
  bodyHash: string;
}

export interface Answer {
  status: number;
  /** The body, as text. */
  answer: string;
}

export type RememberedRow = Remembered & Answer & { at: Instant };

/**
 * Answers given under an idempotency key, kept for 24 h of hall time. They are committed with the events of
 * the request, so a repetition finds them across a kill as well.
 */
export class RememberedAnswers {
  #rows = new Map<string, RememberedRow>();

  constructor(rows: Iterable<RememberedRow> = []) {
    for (const row of rows) this.#put(row);
  }

  /**
   * Takes what the journal holds in place of what is known here: after a fault, an answer may be on the disk that was
   * never told.
   */
  renew(rows: Iterable<RememberedRow>): void {
    this.#rows.clear();
    for (const row of rows) this.#put(row);
  }

  /** The answer given before; `conflict` when the key came with another body. */
  find(wanted: Remembered, now: Instant): RememberedRow | "conflict" | undefined {
    const row = this.#rows.get(nameOf(wanted));
    if (!row || now - row.at > DAY_MS) return undefined;
    return row.bodyHash === wanted.bodyHash ? row : "conflict";
  }

  keep(
    { remembered, toAnswer }: { remembered: Remembered; toAnswer: (outcome: Outcome) => Answer },
    outcome: Outcome,
    at: Instant,
  ): RememberedRow {
    const row = { ...remembered, ...toAnswer(outcome), at };
    this.#put(row);
    this.#prune(at);
    return row;
  }

  forget(row: Remembered): void {
    this.#rows.delete(nameOf(row));
  }

  /** Rows lie in the order of their time. */
  #put(row: RememberedRow): void {
    const name = nameOf(row);
    this.#rows.delete(name);
    this.#rows.set(name, row);
  }

  #prune(now: Instant): void {
    for (const [name, row] of this.#rows) {
      if (now - row.at <= DAY_MS) return;
      this.#rows.delete(name);
    }
  }
}

function nameOf({ key, actor }: Remembered): string {
  return JSON.stringify([actor, key]);
}
