import { accessSync, closeSync, constants, fsyncSync, mkdirSync, openSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** Where everything of a journal lies inside its data folder. */
export function journalFiles(dir: string) {
  return {
    database: join(dir, "journal.db"),
    unfinishedDatabase: join(dir, "journal.db.new"),
    owner: join(dir, "owner.lock"),
    keys: join(dir, "keys"),
    snapshots: join(dir, "snapshots"),
  };
}

/** Makes the entries of a folder (new names, renames, removals) durable. */
export function syncFolder(dir: string): void {
  // Windows cannot open a folder for fsync; NTFS journals its entries by itself.
  if (process.platform === "win32") return;
  const fd = openSync(dir, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/**
 * Creates a folder and its parents and makes their names durable. `mode` holds for every folder created.
 * @throws EACCES or EROFS also where the folder exists and nothing can be put into it: SQLite would say of it no
 * more than that a file cannot be opened
 */
export function createFolder(dir: string, mode = 0o750): void {
  const firstCreated = mkdirSync(dir, { recursive: true, mode });
  if (firstCreated === undefined) {
    accessSync(dir, constants.W_OK | constants.X_OK);
    return;
  }
  for (let at = resolve(dir); at.length >= resolve(firstCreated).length; at = dirname(at)) {
    syncFolder(dirname(at));
  }
}

/** @param code the system's, e.g. ENOENT */
export function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
