import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { JournalFault } from "./fault.ts";
import {
  COUNTERS,
  type FromWorker,
  MAILBOX_BYTES,
  MAIN_LOOKS_MS,
  MAIN_RUSH_MS,
  type ToWorker,
  type WorkerOptions,
} from "./handover.ts";
import { Lookout } from "./lookout.ts";

/** UTF-8 bytes for one unit of a string's length. */
const MOST_BYTES_PER_UNIT = 3;

/** What the main thread hears from the worker, in order. */
export interface LinkListener {
  /** The oldest `batches` posted batches are durable. */
  committed(batches: number): void;
  /** Everything else the worker says. */
  message(message: Exclude<FromWorker, { kind: "committed" }>): void;
  /** The worker is gone without having been asked. */
  died(fault: JournalFault): void;
}

/** The main thread's end of the hand-over. It never blocks. */
export interface WorkerLink {
  post(message: ToWorker): void;
  terminate(): Promise<void>;
}

export function startWorker(dir: string, storeModule: string, listener: LinkListener): WorkerLink {
  const counters = new Int32Array(new SharedArrayBuffer(Object.keys(COUNTERS).length * 4));
  const mailbox = new SharedArrayBuffer(MAILBOX_BYTES);
  const mailboxBytes = Buffer.from(mailbox);
  const looks = availableParallelism() > 1;
  const workerData: WorkerOptions = { dir, counters, mailbox, looks, storeModule };
  // Loaders and inspectors that the main thread was started with have no business beside the disk.
  const options = { workerData, name: "journal", execArgv: [] };
  const worker = new Worker(new URL("./worker.ts", import.meta.url), options);
  const lookout = new Lookout(looks ? MAIN_LOOKS_MS : 0, MAIN_RUSH_MS);
  let posted = 0;
  let seen = 0;
  let looking = false;
  let ended = false;

  /** @returns whether there was something */
  function takeCommitted(): boolean {
    const batches = (Atomics.load(counters, COUNTERS.committed) - seen) | 0;
    if (batches === 0) return false;
    seen = (seen + batches) | 0;
    listener.committed(batches);
    return true;
  }

  function look(): void {
    const found = takeCommitted();
    if (seen !== posted && lookout.goOn(performance.now(), found)) {
      setImmediate(look);
      return;
    }
    looking = false;
    Atomics.store(counters, COUNTERS.mainLooks, 0);
    // The worker may have committed before it could see that nobody looks any more.
    takeCommitted();
  }

  function lookForCommit(): void {
    if (!lookout.begin(performance.now()) || looking) return;
    looking = true;
    Atomics.store(counters, COUNTERS.mainLooks, 1);
    setImmediate(look);
  }

  /** @returns false when the worker has not taken everything yet, or the batch might not fit */
  function putIntoMailbox(batch: string): boolean {
    if (Atomics.load(counters, COUNTERS.taken) !== Atomics.load(counters, COUNTERS.posted)) return false;
    if (batch.length * MOST_BYTES_PER_UNIT > MAILBOX_BYTES) return false;
    Atomics.store(counters, COUNTERS.mailBytes, mailboxBytes.write(batch));
    return true;
  }

  function end(cause: unknown): void {
    if (ended) return;
    ended = true;
    takeCommitted();
    listener.died(new JournalFault("worker-died", "the journal's worker ended", {}, cause));
  }

  worker.on("message", (message: FromWorker) => {
    takeCommitted();
    // What was posted before the files were opened again has been dropped: no commit is owed for it.
    if (message.kind === "opened") posted = seen;
    if (message.kind !== "committed") listener.message(message);
  });
  worker.on("error", end);
  worker.on("exit", end);

  return {
    post(message) {
      if (message.kind !== "append" || !putIntoMailbox(message.batch)) worker.postMessage(message);
      Atomics.add(counters, COUNTERS.posted, 1);
      Atomics.notify(counters, COUNTERS.posted);
      if (message.kind !== "append") return;
      posted = (posted + 1) | 0;
      lookForCommit();
    },
    async terminate() {
      ended = true;
      await worker.terminate();
    },
  };
}
