import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { decodeBatch } from "./batch.ts";
import { plainFaultOf } from "./fault.ts";
import {
  COUNTERS,
  type FromWorker,
  type ToWorker,
  WORKER_LOOKS_MS,
  WORKER_RUSH_MS,
  type WorkerOptions,
} from "./handover.ts";
import { Lookout } from "./lookout.ts";
import type { OpenStore, Store } from "./store.ts";

/*
 * The thread that owns the database. It never returns to its event loop: it sleeps in Atomics.wait, takes all
 * batches that wait, and commits their entries in one transaction.
 */

const options: WorkerOptions = workerData;
const { dir, counters, looks, storeModule } = options;
const mailbox = Buffer.from(options.mailbox);
const { openStore }: { openStore: OpenStore } = await import(storeModule);
const lookout = new Lookout(looks ? WORKER_LOOKS_MS : 0, WORKER_RUSH_MS);
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

function commit(batch: string, batches: number): void {
  if (!store || batches === 0) return;
  try {
    store.append(decodeBatch(batch));
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

/** The oldest thing that was posted: the mailbox if it is full, since it is older than any message. */
function takeOldest(): ToWorker | undefined {
  const mailBytes = Atomics.exchange(counters, COUNTERS.mailBytes, 0);
  if (mailBytes > 0) return { kind: "append", batch: mailbox.toString("utf8", 0, mailBytes) };
  return parentPort ? receiveMessageOnPort(parentPort)?.message : undefined;
}

/** @returns false once closed */
function takeAll(): boolean {
  let batch = "";
  let batches = 0;
  while (Atomics.load(counters, COUNTERS.taken) !== Atomics.load(counters, COUNTERS.posted)) {
    const message = takeOldest();
    Atomics.add(counters, COUNTERS.taken, 1);
    if (message?.kind === "append") {
      batch += message.batch;
      batches += 1;
      continue;
    }
    commit(batch, batches);
    batch = "";
    batches = 0;
    if (message?.kind === "reopen") {
      open();
      continue;
    }
    close();
    return false;
  }
  commit(batch, batches);
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
