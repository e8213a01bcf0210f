import { journalFiles } from "./files.ts";
import { walkChain } from "./reader.ts";
import { openForReading } from "./schema.ts";

/**
 * One event for the world outside. `hash` is the SHA-256 of `previousHash` (as 32 bytes) followed by `stored`
 * (in UTF-8). Personal parts stay sealed inside `stored`. `at` is hall time in ms.
 */
export interface ExportLine {
  seq: number;
  at: number;
  type: string;
  v: number;
  data: Record<string, unknown>;
  hash: string;
  previousHash: string;
  stored: string;
}

/**
 * The events with `fromMs <= at < toMs`, in order, each checked against the chain; also while a hall runs.
 * @throws JournalFault `damaged` at the first broken event, also at one before the range
 */
export function* exportEvents(
  dir: string,
  fromMs = 0,
  toMs = Number.POSITIVE_INFINITY,
): Generator<ExportLine> {
  const db = openForReading(journalFiles(dir).database);
  try {
    for (const { envelope, stored, previousHash, hash } of walkChain(db, 1)) {
      const { seq, at, type, v, data } = envelope;
      if (at >= fromMs && at < toMs) yield { seq, at, type, v, data, hash, previousHash, stored };
    }
  } finally {
    db.close();
  }
}
