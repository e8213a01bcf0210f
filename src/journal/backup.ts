import { existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import { faultOf } from "./fault.ts";
import { journalFiles, syncFolder } from "./files.ts";
import { openForReading } from "./schema.ts";

/** One step copies all: a copy in several steps starts again whenever the hall writes in between. */
const ALL_PAGES = 2 ** 31 - 1;

/** A backup is never written over what is there. */
export class FileExistsError extends Error {
  readonly path: string;

  constructor(path: string) {
    super(`${path} exists and is not overwritten`);
    this.name = "FileExistsError";
    this.path = path;
  }
}

/**
 * Copies the journal of `dir` to the file `to`, consistently, from this or any other process, while a hall
 * runs. Keys and snapshots are not copied. The file appears when it is whole and durable.
 * @throws FileExistsError, JournalFault
 */
export async function copyJournal(dir: string, to: string): Promise<void> {
  if (existsSync(to)) throw new FileExistsError(to);
  const unfinished = `${to}.partial`;
  try {
    const source = openForReading(journalFiles(dir).database);
    try {
      await backup(source, unfinished, { rate: ALL_PAGES });
    } finally {
      source.close();
    }
    leaveWalMode(unfinished);
    await sync(unfinished);
    if (existsSync(to)) throw new FileExistsError(to);
    await rename(unfinished, to);
    syncFolder(dirname(to));
  } catch (error) {
    if (error instanceof FileExistsError) throw error;
    throw faultOf(error, `copying the journal to ${to}`);
  } finally {
    for (const suffix of ["", "-journal", "-wal", "-shm"]) await rm(unfinished + suffix, { force: true });
  }
}

/** A single file that any SQLite opens without making files beside it, on read-only media too. */
function leaveWalMode(path: string): void {
  const db = new DatabaseSync(path);
  try {
    db.exec("PRAGMA journal_mode = DELETE");
  } finally {
    db.close();
  }
}

async function sync(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
