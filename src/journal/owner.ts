import { DatabaseSync } from "node:sqlite";
import { isSqliteError, JournalFault } from "./fault.ts";
import { journalFiles } from "./files.ts";

/** Somebody else holds the lock: https://sqlite.org/rescode.html. */
const SQLITE_BUSY = 5;

/** Held by the one process that may write to a data folder. */
export interface Ownership {
  release(): void;
}

/**
 * Claims a data folder for this process. The claim is an operating system's lock on `DIR/owner.lock`, taken
 * through SQLite, which knows how on every platform: it ends with the process, however that ends, and leaves
 * nothing stale. @throws JournalFault `owned` when another process, or this one, holds it
 */
export function claimOwnership(dir: string): Ownership {
  const path = journalFiles(dir).owner;
  const db = new DatabaseSync(path, { timeout: 0 });
  try {
    db.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch (error) {
    db.close();
    if (isSqliteError(error, [SQLITE_BUSY])) {
      throw new JournalFault("owned", `${dir} is in use`, { dir }, error);
    }
    throw error;
  }
  return { release: () => db.close() };
}
