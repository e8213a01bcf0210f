import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Entry, Journal, JournalEvent } from "../../src/journal/journal.ts";

/** A morning in hall time. */
export const MORNING_MS = Date.UTC(2026, 2, 2, 1, 0, 0);
export const DAY_MS = 86_400_000;

/**
 * A folder of its own for a test, in memory where the system has such a place: what is tested is what the
 * journal asks of a disk and does after a fault, not how fast a busy disk answers.
 */
export function hallFolder(t: { teardown(remove: () => void): void }): string {
  const memory = "/dev/shm";
  const dir = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), "halld-journal-"));
  t.teardown(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

export function ticketEvent(number: number): JournalEvent {
  return {
    type: "ticket-issued",
    v: 1,
    data: { number: `A${number}`, note: `取号\n\u2028 "${"x".repeat(100)}` },
  };
}

/** An entry with one event that follows what the journal has been given so far. */
export function ticketEntry(seq: number, at = MORNING_MS + seq): Entry {
  return { seq, at, events: [ticketEvent(seq)] };
}

export async function appendTickets(journal: Journal, count: number): Promise<void> {
  const first = journal.lastSeq + 1;
  await Promise.all(Array.from({ length: count }, (_, index) => journal.append(ticketEntry(first + index))));
}

/** What the disk of `faultyStore.ts` shall do from now on. */
export interface DiskOrders {
  /** SQLite's extended result code that each commit fails with. */
  failCommitsWith?: number;
  /** The database may not grow beyond this. */
  maxPages?: number;
  /** Commits wait until this order is gone. */
  hold?: true;
  /** The worker ends in the midst of a commit. */
  breakWorker?: true;
  /** The worker ends when a commit is done, before it can say so. */
  breakWorkerAfterCommit?: true;
}

/** A store module whose disk obeys `order`. */
export function faultyDisk(folder: string) {
  const ordersPath = join(folder, "orders.json");
  const logPath = join(folder, "commits.log");
  const url = new URL("./faultyStore.ts", import.meta.url);
  url.searchParams.set("orders", ordersPath);
  url.searchParams.set("log", logPath);
  const order = (orders: DiskOrders) => {
    // The worker may read at any moment: it must find the old orders or the new ones.
    writeFileSync(`${ordersPath}.new`, JSON.stringify(orders));
    renameSync(`${ordersPath}.new`, ordersPath);
  };
  order({});
  writeFileSync(logPath, "");
  return { storeModule: url.href, order, logPath };
}

/** Starts a process that appends until it is killed, printing each seq once it is durable. */
export function startAppender(dir: string, shellPrefix = "") {
  const script = new URL("./appender.ts", import.meta.url).pathname;
  // The test runner gives every process its own loaders and signal handlers, even where the environment given
  // here says otherwise. The process is to die by a signal as it would in a hall.
  const command = `unset NODE_OPTIONS; ${shellPrefix} exec "$0" "$1" "$2"`;
  const args = ["-c", command, process.execPath, script, dir];
  const child = spawn("sh", args, { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  return { child, lines, exited: once(child, "exit") };
}

/** Random numbers in [0, 1) from a seed (mulberry32), so that a failing run can be repeated. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
