import type { DatabaseSync } from "node:sqlite";
import type { Sealed } from "./envelope.ts";
import type { KeyRing } from "./keys.ts";
import type { HandedAnswer } from "./store.ts";

/** How long an answer is given again, in ms of hall time. */
const REMEMBERED_MS = 86_400_000;

/** An answer and when it was first given, in hall ms. */
export type RememberedAnswer = HandedAnswer & { at: number };

/** The answers given in the 24 h up to `now` (hall ms), oldest first; those whose key is gone are left out. */
export function readRemembered(db: DatabaseSync, keys: KeyRing, now: number): RememberedAnswer[] {
  const rows = db.prepare("SELECT * FROM remembered WHERE at >= ? ORDER BY id").all(now - REMEMBERED_MS);
  return rows.flatMap((row) => {
    const answer = keys.open(JSON.parse(String(row.answer)) as Sealed);
    if (answer === undefined) return [];
    const { at, key, actor, bodyHash, status } = row;
    const given = {
      key: String(key),
      actor: String(actor),
      bodyHash: String(bodyHash),
      status: Number(status),
    };
    return { at: Number(at), ...given, answer };
  });
}
