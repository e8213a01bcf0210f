import type { DatabaseSync } from "node:sqlite";
import { chainHash, type Envelope, GENESIS_HASH } from "./envelope.ts";
import { JournalFault } from "./fault.ts";
import type { KeyRing } from "./keys.ts";

/** So few rows that reading them never holds up the event loop or the reuse of the write-ahead log for long. */
const CHUNK_ROWS = 500;

/** An event as read back. `personal` is undefined where there was none or, with `expired`, its key is gone. */
export interface StoredEvent {
  seq: number;
  /** Hall time, ms since 1970. */
  at: number;
  v: number;
  type: string;
  data: Record<string, unknown>;
  personal?: Record<string, unknown>;
  expired?: true;
  /** 64 hexadecimal digits. */
  hash: string;
}

/** One row, its hash checked against the row before. */
export interface ChainLink {
  envelope: Envelope;
  stored: string;
  previousHash: string;
  hash: string;
}

/**
 * Walks the chain from `fromSeq` to the last event there was when it began, recomputing every hash.
 * Reads in short statements: the hall's writer is never held up.
 * @throws JournalFault `damaged` with facts `{seq}` at the first event that is missing, misplaced or changed
 */
export function* walkChain(db: DatabaseSync, fromSeq: number): Generator<ChainLink> {
  const rows = db.prepare(
    "SELECT seq, stored, hash FROM events WHERE seq >= ? AND seq <= ? ORDER BY seq LIMIT ?",
  );
  const lastSeq = lastSeqOf(db);
  let seq = Math.max(1, fromSeq);
  let previous = hashAt(db, seq - 1);
  while (seq <= lastSeq) {
    const chunk = rows.all(seq, lastSeq, CHUNK_ROWS);
    if (chunk.length === 0) throw broken(seq, "is missing");
    for (const row of chunk) {
      if (row.seq !== seq) throw broken(seq, "is missing");
      const { stored, hash } = row;
      if (typeof stored !== "string" || typeof hash !== "string") throw broken(seq, "has a wrong format");
      if (previous === undefined || chainHash(previous, stored) !== hash) {
        throw broken(seq, "does not fit its hash");
      }
      const envelope = parseEnvelope(stored, seq);
      yield { envelope, stored, previousHash: previous, hash };
      previous = hash;
      seq += 1;
    }
  }
}

/** Opens the personal part of an event where its key still exists. */
export function openEvent(link: ChainLink, keys: KeyRing): StoredEvent {
  const { seq, at, v, type, data, sealed } = link.envelope;
  const event: StoredEvent = { seq, at, v, type, data, hash: link.hash };
  if (!sealed) return event;
  const text = keys.open(sealed);
  if (text === undefined) return { ...event, expired: true };
  return { ...event, personal: JSON.parse(text) as Record<string, unknown> };
}

/** @returns 0 for a journal without events */
export function lastSeqOf(db: DatabaseSync): number {
  return Number(db.prepare("SELECT max(seq) AS seq FROM events").get()?.seq ?? 0);
}

/** The hash of one event, that of the void before the first for 0, undefined if there is no such event. */
export function hashAt(db: DatabaseSync, seq: number): string | undefined {
  if (seq === 0) return GENESIS_HASH;
  const hash = db.prepare("SELECT hash FROM events WHERE seq = ?").get(seq)?.hash;
  return typeof hash === "string" ? hash : undefined;
}

/** The stored text is what the hash covers, so its own seq counts, not the row's. */
function parseEnvelope(stored: string, seq: number): Envelope {
  let envelope: Envelope;
  try {
    envelope = JSON.parse(stored);
  } catch {
    throw broken(seq, "is not JSON");
  }
  if (envelope.seq !== seq) throw broken(seq, `carries the number ${envelope.seq}`);
  return envelope;
}

function broken(seq: number, why: string): JournalFault {
  return new JournalFault("damaged", `event ${seq} ${why}`, { seq, why });
}
