/** What went wrong, as a stable word. What to do at each stands in `ADVICE` and in docs/journal.md. */
export type JournalFaultCode =
  | "disk-full"
  | "read-only"
  | "io-error"
  | "damaged"
  | "missing"
  | "lost-events"
  | "newer-format"
  | "owned"
  | "worker-died"
  | "closed";

export type FaultFacts = Record<string, string | number>;

const ADVICE: Record<JournalFaultCode, string> = {
  "disk-full": "free space on the disk of the data folder; the hall then recovers by itself",
  "read-only": "make the data folder writable again (a file system that met errors remounts read-only)",
  "io-error": "check the disk and its cable, read the kernel's log, and make a backup before going on",
  damaged: "keep the data folder as it is, restore the newest backup into an empty folder, compare by export",
  missing: "put journal.db and journal.db-wal back, or start with an empty data folder",
  "lost-events": "put the newer journal back; to accept the loss, move the folder snapshots/ away",
  "newer-format": "run the halld that wrote this journal, or a newer one",
  owned: "another halld runs on this data folder; stop it first",
  "worker-died": "read the log for its cause; recovering starts a new worker",
  closed: "the hall is stopping",
};

/** A fault of the disk or of the journal's files, never of what was appended. `message` ends with what to do. */
export class JournalFault extends Error {
  readonly code: JournalFaultCode;
  readonly facts: FaultFacts;

  constructor(code: JournalFaultCode, what: string, facts: FaultFacts = {}, cause?: unknown) {
    super(`${what}: ${ADVICE[code]}`, cause === undefined ? {} : { cause });
    this.name = "JournalFault";
    this.code = code;
    this.facts = facts;
  }
}

/** A fault as it crosses threads, where classes are lost. */
export interface PlainFault {
  code: JournalFaultCode;
  what: string;
  facts: FaultFacts;
  cause: string;
}

export function faultFromPlain(plain: PlainFault): JournalFault {
  return new JournalFault(plain.code, plain.what, plain.facts, new Error(plain.cause));
}

/** Primary result codes of SQLite, https://sqlite.org/rescode.html. */
const SQLITE_CODES: Record<number, JournalFaultCode> = {
  5: "owned",
  8: "read-only",
  10: "io-error",
  11: "damaged",
  13: "disk-full",
  14: "io-error",
  26: "damaged",
};

const ERRNO_CODES: Record<string, JournalFaultCode> = {
  ENOSPC: "disk-full",
  EDQUOT: "disk-full",
  EROFS: "read-only",
  EACCES: "read-only",
  EPERM: "read-only",
  EIO: "io-error",
};

/**
 * Names an error of SQLite or of the file system.
 * @param doing what was tried, as in "committing", for the message
 * @returns a plain fault; what cannot be named is an `io-error`, because nothing can be trusted after it
 */
export function plainFaultOf(error: unknown, doing: string): PlainFault {
  if (error instanceof JournalFault) {
    const what = error.message.slice(0, -ADVICE[error.code].length - 2);
    return { code: error.code, what, facts: error.facts, cause: String(error.cause ?? error) };
  }
  const facts: FaultFacts = { doing };
  let code: JournalFaultCode = "io-error";
  const sqliteCode = sqliteCodeOf(error);
  if (sqliteCode !== undefined) {
    code = SQLITE_CODES[primary(sqliteCode)] ?? "io-error";
    facts.sqliteCode = sqliteCode;
  } else if (error instanceof Error && "code" in error && typeof error.code === "string") {
    code = ERRNO_CODES[error.code] ?? "io-error";
    facts.errno = error.code;
  }
  const detail = error instanceof Error ? error.message : String(error);
  return { code, what: `journal fault while ${doing} (${detail})`, facts, cause: detail };
}

/** Whether SQLite failed with one of these primary codes. */
export function isSqliteError(error: unknown, codes: readonly number[]): boolean {
  const code = sqliteCodeOf(error);
  return code !== undefined && codes.includes(primary(code));
}

function sqliteCodeOf(error: unknown): number | undefined {
  return error instanceof Error && "errcode" in error && typeof error.errcode === "number"
    ? error.errcode
    : undefined;
}

/** The low byte of an extended code. */
const primary = (code: number): number => code & 0xff;

export function faultOf(error: unknown, doing: string): JournalFault {
  if (error instanceof JournalFault) return error;
  const plain = plainFaultOf(error, doing);
  return new JournalFault(plain.code, plain.what, plain.facts, error);
}
