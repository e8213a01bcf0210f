import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { isSqliteError, JournalFault } from "./fault.ts";
import { journalFiles, syncFolder } from "./files.ts";
import { hasKeys } from "./keys.ts";

/** "hall" in ASCII: tells a journal from any other SQLite file. */
const APPLICATION_ID = 0x68616c6c;
const FORMAT = 1;
/** SQLITE_READONLY and SQLITE_CANTOPEN of https://sqlite.org/rescode.html: no log can be laid. */
const NO_LOG_CODES = [8, 14];

/** 1,000 pages of 4 KiB, at which SQLite checkpoints, with their frames' heads and some room. */
const LOG_BYTES = 1_024 * (4_096 + 24);

/**
 * Written piece by piece: Linux keeps a file in memory in pieces as large as it was written in, and to sync one
 * frame within a piece of megabytes takes a fifth longer.
 */
const ZEROS = Buffer.alloc(8 * (4_096 + 24));

const SCHEMA = `
  CREATE TABLE events (seq INTEGER PRIMARY KEY, stored TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
  CREATE TABLE remembered (
    id INTEGER PRIMARY KEY, at INTEGER NOT NULL, key TEXT NOT NULL, actor TEXT NOT NULL,
    bodyHash TEXT NOT NULL, status INTEGER NOT NULL, answer TEXT NOT NULL) STRICT;
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${FORMAT};
`;

/** What durability rests on, as SQLite must answer when asked. `synchronous` 2 is FULL: fsync at each commit. */
export const REQUIRED_PRAGMAS: Record<string, string | number> = { journal_mode: "wal", synchronous: 2 };

/**
 * Opens the database of a data folder for its one writer, creating it only in a folder without traces of a
 * journal. @throws JournalFault `missing`, `damaged`, `newer-format`, or SQLite's own errors
 */
export function openForWriting(dir: string): DatabaseSync {
  const { database, unfinishedDatabase } = journalFiles(dir);
  if (!existsSync(database)) {
    refuseToStartEmpty(dir);
    createDatabase(unfinishedDatabase, database);
  }
  checkIsJournal(database);
  const db = new DatabaseSync(database, { timeout: 5_000 });
  try {
    checkFormat(db, database);
    // fullfsync matters on macOS only, where a plain fsync stops at the drive's cache.
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON");
    checkPragmas(db);
    // Events found in the log may rest in the page cache only, if an fsync failed before: this writes them
    // once more and waits for the disk, so that whatever is replayed is durable.
    db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    layOutLog(`${database}-wal`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Opens the database without ever changing it, also while a hall runs, and where nothing can be written. */
export function openForReading(database: string): DatabaseSync {
  checkIsJournal(database);
  try {
    return openUnchanged(database, database);
  } catch (error) {
    // SQLite lays a log beside a closed journal even to read it, which a read-only disk or folder does not allow.
    // Without a log nobody writes, and the file is all there is.
    if (!isSqliteError(error, NO_LOG_CODES) || existsSync(`${database}-wal`)) throw error;
    const asItIs = pathToFileURL(database);
    asItIs.searchParams.set("immutable", "1");
    return openUnchanged(asItIs, database);
  }
}

function openUnchanged(place: string | URL, database: string): DatabaseSync {
  const db = new DatabaseSync(place, { readOnly: true, timeout: 5_000 });
  try {
    checkFormat(db, database);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

export function readPragma(db: DatabaseSync, name: string): unknown {
  return Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

function checkPragmas(db: DatabaseSync): void {
  for (const [name, wanted] of Object.entries(REQUIRED_PRAGMAS)) {
    const found = readPragma(db, name);
    if (found === wanted) continue;
    throw new JournalFault("io-error", `PRAGMA ${name} is ${found} where ${wanted} is needed`, { name });
  }
}

/** SQLite takes an empty file for a new database; here it is what a torn disk left of an old one. */
function checkIsJournal(database: string): void {
  if (!existsSync(database)) throw new JournalFault("missing", `there is no ${database}`, { database });
  if (statSync(database).size === 0) {
    throw new JournalFault("damaged", `${database} is empty`, { database });
  }
}

function checkFormat(db: DatabaseSync, database: string): void {
  if (readPragma(db, "application_id") !== APPLICATION_ID) {
    throw new JournalFault("damaged", `${database} is not a journal of a hall`, { database });
  }
  const format = Number(readPragma(db, "user_version"));
  if (format > FORMAT) {
    throw new JournalFault("newer-format", `${database} has format ${format}, known is ${FORMAT}`, {
      format,
    });
  }
}

/**
 * Fills the empty write-ahead log with zeros, to the length at which SQLite starts it again from its head. An
 * fsync of bytes within a file takes half as long as one that must also record the file's growth; SQLite takes
 * frames without a valid checksum for the log's end (https://sqlite.org/fileformat2.html#walformat). Where that
 * fails, the log grows as it must, and the commit that finds no room says so.
 */
function layOutLog(log: string): void {
  const fd = openSync(log, "r+");
  try {
    if (fstatSync(fd).size > 0) return;
    for (let at = 0; at < LOG_BYTES; at += ZEROS.length) writeSync(fd, ZEROS, 0, ZEROS.length, at);
    fsyncSync(fd);
  } catch {
    return;
  } finally {
    closeSync(fd);
  }
}

function refuseToStartEmpty(dir: string): void {
  const { database, snapshots } = journalFiles(dir);
  const traces = [
    ...[`${database}-wal`].filter((path) => existsSync(path)),
    ...(hasKeys(dir) ? ["keys"] : []),
    ...(existsSync(snapshots) && readdirSync(snapshots).length > 0 ? ["snapshots"] : []),
  ];
  if (traces.length === 0) return;
  const facts = { database, traces: traces.join(", ") };
  throw new JournalFault("missing", `${database} is gone though ${facts.traces} are there`, facts);
}

/**
 * Built under another name, made durable by one fsync, and renamed: a file of the right name is never half a
 * journal, and on a slow disk SQLite's own dozen waits for the disk are saved.
 */
function createDatabase(unfinished: string, database: string): void {
  for (const suffix of ["", "-journal", "-wal", "-shm"]) rmSync(unfinished + suffix, { force: true });
  const db = new DatabaseSync(unfinished);
  try {
    db.exec("PRAGMA synchronous = OFF; PRAGMA journal_mode = WAL");
    db.exec(SCHEMA);
  } finally {
    db.close();
  }
  const fd = openSync(unfinished, "r+");
  fsyncSync(fd);
  closeSync(fd);
  renameSync(unfinished, database);
  syncFolder(dirname(database));
}
