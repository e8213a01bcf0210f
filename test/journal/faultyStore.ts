import { appendFileSync, readFileSync } from "node:fs";
import { openForWriting } from "../../src/journal/schema.ts";
import { openStore as openRealStore, type Store } from "../../src/journal/store.ts";
import type { DiskOrders } from "./support.ts";

/*
 * The real store on a disk that obeys the orders in a file. The worker imports it by a URL that names the
 * files: orders are read before each commit, and each commit's number of entries is logged.
 */

const parameters = new URL(import.meta.url).searchParams;
const ordersPath = parameters.get("orders") ?? "";
const logPath = parameters.get("log") ?? "";
const LOOK_EVERY_MS = 2;

function readOrders(): DiskOrders {
  return JSON.parse(readFileSync(ordersPath, "utf8"));
}

/** An error as node:sqlite throws it. */
function sqliteError(errcode: number): Error {
  return Object.assign(new Error(`SQLite result code ${errcode}`), { code: "ERR_SQLITE_ERROR", errcode });
}

function waitWhileHeld(): void {
  const never = new Int32Array(new SharedArrayBuffer(4));
  while (readOrders().hold) Atomics.wait(never, 0, 0, LOOK_EVERY_MS);
}

export function openStore(dir: string): Store {
  const store = openRealStore(dir, (folder) => {
    const db = openForWriting(folder);
    const { maxPages } = readOrders();
    if (maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${maxPages}`);
    return db;
  });
  return {
    get tail() {
      return store.tail;
    },
    append(entries) {
      appendFileSync(logPath, `${entries.length}\n`);
      waitWhileHeld();
      const { failCommitsWith, breakWorker, breakWorkerAfterCommit } = readOrders();
      if (breakWorker) process.exit(1);
      if (failCommitsWith !== undefined) throw sqliteError(failCommitsWith);
      store.append(entries);
      if (breakWorkerAfterCommit) process.exit(1);
    },
    close: () => store.close(),
  };
}
