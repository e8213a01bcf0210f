import { chainHash, type Envelope, GENESIS_HASH, withSealed } from "./envelope.ts";
import { JournalFault } from "./fault.ts";
import { openKeyRing } from "./keys.ts";
import { openForWriting } from "./schema.ts";

const DAY_MS = 86_400_000;

/** An entry as it is handed to the worker: texts instead of objects, which cross threads fast. */
export interface HandedEntry {
  seq: number;
  at: number;
  /** `envelopeText` of each event. */
  texts: string[];
  /** JSON of each event's personal part, at the same index; empty where there is none. */
  personals: (string | undefined)[];
  remembered: HandedAnswer | undefined;
}

export interface HandedAnswer {
  key: string;
  actor: string;
  bodyHash: string;
  status: number;
  answer: string;
}

/** The last durable event; `seq` 0 and `at` 0 before the first. */
export interface Tail {
  seq: number;
  at: number;
}

/** The port to the disk. Everything below it may fail; after a failure only `close` is called. */
export interface Store {
  readonly tail: Tail;
  /** Writes all entries in one transaction; when it returns they are durable, when it throws none is. */
  append(entries: HandedEntry[]): void;
  close(): void;
}

export type OpenStore = (dir: string) => Store;

/**
 * Opens the one writer of `DIR/journal.db`.
 * @param openDatabase how the database is opened, for one with other limits
 * @throws JournalFault when the files are missing or damaged; errors of SQLite and of the file system
 */
export function openStore(dir: string, openDatabase = openForWriting): Store {
  const db = openDatabase(dir);
  const keys = openKeyRing(dir);
  const begin = db.prepare("BEGIN IMMEDIATE");
  const commit = db.prepare("COMMIT");
  const insertEvent = db.prepare("INSERT INTO events (seq, stored, hash) VALUES (?, ?, ?)");
  const insertAnswer = db.prepare(
    "INSERT INTO remembered (at, key, actor, bodyHash, status, answer) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const prune = db.prepare("DELETE FROM remembered WHERE at < ?");
  let { seq, at, hash } = readTail(db);
  let prunedDay = Math.floor(at / DAY_MS);

  function write(entry: HandedEntry, previous: string): string {
    let last = previous;
    entry.texts.forEach((text, index) => {
      const personal = entry.personals[index];
      const stored = personal === undefined ? text : withSealed(text, keys.seal(entry.at, personal));
      last = chainHash(last, stored);
      insertEvent.run(entry.seq + index, stored, last);
    });
    if (entry.remembered) {
      const { key, actor, bodyHash, status, answer } = entry.remembered;
      // An answer may carry a session's token or a ticket's secret id: sealed, it is of no use in a backup.
      insertAnswer.run(entry.at, key, actor, bodyHash, status, JSON.stringify(keys.seal(entry.at, answer)));
    }
    return last;
  }

  function pruneDaily(now: number): void {
    const day = Math.floor(now / DAY_MS);
    if (day === prunedDay) return;
    prunedDay = day;
    prune.run(now - DAY_MS);
  }

  return {
    get tail() {
      return { seq, at };
    },
    append(entries) {
      pruneDaily(entries[0]?.at ?? at);
      let next = { seq, at, hash };
      // SQLite gives a statement that stands alone its own transaction, with the same fsync.
      const needsTransaction = !isSingleInsert(entries);
      if (needsTransaction) begin.run();
      for (const entry of entries) {
        const hashAfter = write(entry, next.hash);
        next = { seq: next.seq + entry.texts.length, at: entry.at, hash: hashAfter };
      }
      if (needsTransaction) commit.run();
      ({ seq, at, hash } = next);
    },
    close: () => db.close(),
  };
}

function isSingleInsert(entries: HandedEntry[]): boolean {
  const [entry] = entries;
  return entries.length === 1 && entry?.texts.length === 1 && entry.remembered === undefined;
}

/** Reads the last event and checks its hash against the one before it. */
function readTail(db: ReturnType<typeof openForWriting>): Tail & { hash: string } {
  const rows = db.prepare("SELECT seq, stored, hash FROM events ORDER BY seq DESC LIMIT 2").all();
  const [last, previous] = rows;
  if (!last) return { seq: 0, at: 0, hash: GENESIS_HASH };
  const { seq, stored, hash } = last;
  const before = previous ? previous.hash : GENESIS_HASH;
  if (typeof stored !== "string" || typeof hash !== "string" || typeof before !== "string") {
    throw new JournalFault("damaged", "the last event is not of the journal's format", {});
  }
  if (chainHash(before, stored) !== hash) {
    throw new JournalFault("damaged", `the last event, ${seq}, does not fit its hash`, { seq: Number(seq) });
  }
  const envelope = JSON.parse(stored) as Envelope;
  return { seq: envelope.seq, at: envelope.at, hash };
}
