import type { PlainFault } from "./fault.ts";
import type { HandedEntry, Tail } from "./store.ts";

/*
 * How the two threads reach each other: messages carry the entries, shared counters say that there is
 * something to look at, and both sides look for a little while before they sleep (see lookout.ts).
 */

/** Indices into the shared Int32Array. All counters wrap; only differences count. */
export const COUNTERS = {
  /** Messages posted to the worker. */
  posted: 0,
  /** Batches made durable. */
  committed: 1,
  /** 1 while the main thread looks at `committed` by itself and needs no message. */
  mainLooks: 2,
} as const;

/** How long the worker looks for the next batch before it sleeps. */
export const WORKER_LOOKS_MS = 0.2;

/** How long the main thread's event loop keeps turning for a commit, before it waits for a message. */
export const MAIN_LOOKS_MS = 0.4;

export type ToWorker = { kind: "append"; entries: HandedEntry[] } | { kind: "reopen" } | { kind: "close" };

export type FromWorker =
  | { kind: "opened"; tail: Tail }
  | { kind: "committed" }
  | { kind: "fault"; fault: PlainFault }
  | { kind: "closed" };

export interface WorkerOptions {
  dir: string;
  counters: Int32Array;
  /** Whether looking for news takes no time from the other thread: more than one processor. */
  looks: boolean;
  /** URL of a module whose `openStore` is used: the port at which tests break the disk. */
  storeModule: string;
}
