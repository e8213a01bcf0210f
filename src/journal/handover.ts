import type { PlainFault } from "./fault.ts";
import type { Tail } from "./store.ts";

/*
 * How the two threads reach each other. A batch lies in a shared mailbox if the worker has taken everything
 * before it, and else travels in a message, so that the mailbox is always older than any message. Shared
 * counters say that there is something to take, and both sides look for a little while before they sleep.
 */

/** Indices into the shared Int32Array. All but the last two are counters that wrap: only differences count. */
export const COUNTERS = {
  /** Mailbox fillings and messages for the worker. */
  posted: 0,
  /** Those of them that the worker has taken. */
  taken: 1,
  /** Batches made durable. */
  committed: 2,
  /** Bytes in the mailbox; 0 when it is empty. */
  mailBytes: 3,
  /** 1 while the main thread looks at `committed` by itself and needs no message. */
  mainLooks: 4,
} as const;

/** Room for some hundred events; a larger batch travels in a message. */
export const MAILBOX_BYTES = 65_536;

/** How long the worker looks for the next batch before it sleeps. */
export const WORKER_LOOKS_MS = 0.2;

/** What is further apart comes from requests one by one, and their clients want the processor in between. */
export const WORKER_RUSH_MS = 0.3;

/** How long the main thread's event loop keeps turning for a commit, before it waits for a message. */
export const MAIN_LOOKS_MS = 0.4;

/** What is further apart comes from keys. */
export const MAIN_RUSH_MS = 1;

export type ToWorker = { kind: "append"; batch: string } | { kind: "reopen" } | { kind: "close" };

export type FromWorker =
  | { kind: "opened"; tail: Tail }
  | { kind: "committed" }
  | { kind: "fault"; fault: PlainFault }
  | { kind: "closed" };

export interface WorkerOptions {
  dir: string;
  counters: Int32Array;
  mailbox: SharedArrayBuffer;
  /** Whether looking for news takes no time from the other thread: more than one processor. */
  looks: boolean;
  /** URL of a module whose `openStore` is used: the port at which tests break the disk. */
  storeModule: string;
}
