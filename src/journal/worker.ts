import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { plainFaultOf } from "./fault.ts";
import { COUNTERS, type FromWorker, type ToWorker, WORKER_LOOKS_MS, type WorkerOptions } from "./handover.ts";
import { Lookout } from "./lookout.ts";
import type { HandedEntry, OpenStore, Store } from "./store.ts";

/*
 * The thread that owns the database. It never returns to its event loop: it sleeps in Atomics.wait, takes all
 * messages that wait, and commits all their entries in one transaction.
 */

const { dir, counters, looks, storeModule }: WorkerOptions = workerData;
const { openStore }: { openStore: OpenStore } = await import(storeModule);
const lookout = new Lookout(looks ? WORKER_LOOKS_MS : 0);
let store: Store | undefined;

function post(message: FromWorker): void {
  parentPort?.postMessage(message);
}

/** After a fault nothing is written until the main thread, which refuses what is pending, asks to reopen. */
function fail(error: unknown, doing: string): void {
  const fault = plainFaultOf(error, doing);
  try {
    store?.close();
  } catch (closing) {
    fault.facts.closing = String(closing);
  }
  store = undefined;
  post({ kind: "fault", fault });
}

function open(): void {
  try {
    store?.close();
    store = undefined;
    store = openStore(dir);
    post({ kind: "opened", tail: store.tail });
  } catch (error) {
    fail(error, "opening");
  }
}

function commit(entries: HandedEntry[], batches: number): void {
  if (!store || batches === 0) return;
  try {
    store.append(entries);
  } catch (error) {
    fail(error, "committing");
    return;
  }
  Atomics.add(counters, COUNTERS.committed, batches);
  if (Atomics.load(counters, COUNTERS.mainLooks) === 0) post({ kind: "committed" });
}

function close(): void {
  try {
    store?.close();
  } catch (error) {
    post({ kind: "fault", fault: plainFaultOf(error, "closing") });
  }
  store = undefined;
  post({ kind: "closed" });
}

/** @returns false once closed */
function takeAll(): boolean {
  if (!parentPort) return false;
  let entries: HandedEntry[] = [];
  let batches = 0;
  for (let taken = receiveMessageOnPort(parentPort); taken; taken = receiveMessageOnPort(parentPort)) {
    const message: ToWorker = taken.message;
    if (message.kind === "append") {
      entries = batches === 0 ? message.entries : entries.concat(message.entries);
      batches += 1;
      continue;
    }
    commit(entries, batches);
    entries = [];
    batches = 0;
    if (message.kind === "reopen") open();
    else {
      close();
      return false;
    }
  }
  commit(entries, batches);
  return true;
}

function waitForNews(seen: number): void {
  let looking = lookout.begin(performance.now());
  while (looking && Atomics.load(counters, COUNTERS.posted) === seen)
    looking = lookout.goOn(performance.now());
  Atomics.wait(counters, COUNTERS.posted, seen);
}

open();
for (;;) {
  const seen = Atomics.load(counters, COUNTERS.posted);
  if (!takeAll()) break;
  waitForNews(seen);
}
