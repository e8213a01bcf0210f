import type { DatabaseSync } from "node:sqlite";
import { lastSeqOf } from "./reader.ts";

/**
 * The first event at or after an instant. Hall time never goes back in a journal, so halving finds it in about twenty
 * looks, however long the journal is.
 * @param fromSeq no earlier event is looked at
 * @returns one more than the last event's number if there is none
 */
export function seqAtOrAfter(db: DatabaseSync, at: number, fromSeq = 1): number {
  const look = db.prepare("SELECT stored ->> '$.at' AS at FROM events WHERE seq = ?");
  let low = fromSeq;
  let high = lastSeqOf(db) + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (Number(look.get(middle)?.at) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
