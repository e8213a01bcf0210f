import type { DatabaseSync } from "node:sqlite";
import { copyJournal } from "./backup.ts";
import { GENESIS_HASH, type JournalEvent } from "./envelope.ts";
import { faultFromPlain, faultOf, JournalFault } from "./fault.ts";
import { createFolder, journalFiles } from "./files.ts";
import type { FromWorker } from "./handover.ts";
import { expireKeys, type KeyRing, openKeyRing } from "./keys.ts";
import { startWorker, type WorkerLink } from "./link.ts";
import { claimOwnership, type Ownership } from "./owner.ts";
import { AppendQueue } from "./queue.ts";
import { hashAt, openEvent, type StoredEvent, walkChain } from "./reader.ts";
import { type RememberedAnswer, readRemembered } from "./remembered.ts";
import { openForReading } from "./schema.ts";
import {
  highestSnapshotSeq,
  readLatestSnapshot,
  type Snapshot,
  type SnapshotNote,
  writeSnapshot,
} from "./snapshots.ts";
import type { HandedAnswer, Tail } from "./store.ts";

export type { JournalEvent } from "./envelope.ts";
export type { StoredEvent } from "./reader.ts";

/** The answer to a call with an idempotency key, kept for 24 h of hall time. */
export type Remembered = HandedAnswer;

/**
 * What one intent leaves behind, all of it or nothing. `seq` numbers the first event; without events (a
 * refusal that is remembered) it is the number the next event will have. `at` is hall time in ms.
 */
export interface Entry {
  seq: number;
  at: number;
  events: JournalEvent[];
  remembered?: Remembered;
}

export interface JournalOptions {
  /** The data folder; created if missing. */
  dir: string;
  /** URL of the module whose `openStore` the worker uses; the port at which a disk can be made to fail. */
  storeModule?: string;
  /** Told of each snapshot that is passed over, for the log. */
  onNote?: (note: SnapshotNote) => void;
}

/**
 * Opens the journal of a data folder and becomes its only writer.
 * @throws JournalFault: `owned`, `missing`, `damaged`, `lost-events`, `newer-format`, or a fault of the disk
 */
export async function openJournal(options: JournalOptions): Promise<Journal> {
  const { dir, storeModule = new URL("./store.ts", import.meta.url).href, onNote = () => {} } = options;
  let owner: Ownership;
  try {
    createFolder(dir);
    owner = claimOwnership(dir);
  } catch (error) {
    throw faultOf(error, "opening the data folder");
  }
  const journal = new Journal({ dir, storeModule, onNote }, owner);
  try {
    await journal.recover();
    return journal;
  } catch (error) {
    await journal.close();
    throw faultOf(error, "opening the journal");
  }
}

/** The main thread's face of the journal: it numbers, hands over and releases, and never waits for the disk. */
export class Journal {
  readonly #dir: string;
  readonly #storeModule: string;
  readonly #onNote: (note: SnapshotNote) => void;
  readonly #owner: Ownership;
  readonly #keys: KeyRing;
  readonly #queue = new AppendQueue();
  readonly #faultListeners = new Set<(fault: JournalFault) => void>();
  #link: WorkerLink | undefined;
  #reader: DatabaseSync | undefined;
  #fault: JournalFault | undefined = new JournalFault("closed", "the journal is not open yet");
  #durable: Tail = { seq: 0, at: 0 };
  #nextSeq = 1;
  #opening: PromiseWithResolvers<Tail> | undefined;
  #closed: Promise<void> | undefined;
  readonly #workerClosed = Promise.withResolvers<void>();

  constructor(options: Required<JournalOptions>, owner: Ownership) {
    this.#dir = options.dir;
    this.#storeModule = options.storeModule;
    this.#onNote = options.onNote;
    this.#owner = owner;
    this.#keys = openKeyRing(options.dir);
  }

  /** Number of the last durable event, 0 before the first. */
  get lastSeq(): number {
    return this.#durable.seq;
  }

  /** Hall time of the last durable event, 0 before the first. */
  get lastAt(): number {
    return this.#durable.at;
  }

  /** Hash of the last durable event, 64 hexadecimal digits: the anchor to print. Reads one row. */
  get lastHash(): string {
    return this.#hashOf(this.#durable.seq) ?? GENESIS_HASH;
  }

  get state(): "ok" | { fault: JournalFault } {
    return this.#fault ? { fault: this.#fault } : "ok";
  }

  /** @param listener told of each fault once everything not durable is being rejected. @returns unsubscribe */
  onFault(listener: (fault: JournalFault) => void): () => void {
    this.#faultListeners.add(listener);
    return () => this.#faultListeners.delete(listener);
  }

  /**
   * Resolves, in order, when the entry is durable; rejects, in order, with a `JournalFault` when it is not.
   * After a fault everything is rejected until `recover`. An entry out of order is a bug and is thrown.
   */
  append(entry: Entry): Promise<void> {
    if (this.#fault) return Promise.reject(this.#fault);
    if (entry.seq !== this.#nextSeq) throw new Error(`entry ${entry.seq} where ${this.#nextSeq} is next`);
    this.#nextSeq += entry.events.length;
    const { promise, first } = this.#queue.add(entry);
    // While the disk is idle an entry starts at once. Behind one under way, what this turn of the event loop
    // appends goes together.
    if (!this.#queue.underWay) this.#post();
    else if (first) queueMicrotask(() => this.#post());
    return promise;
  }

  /** Replay: all durable events from `fromSeq`, each checked against the chain, personal parts opened. */
  *read(fromSeq: number): Generator<StoredEvent> {
    try {
      for (const link of walkChain(this.#openReader(), fromSeq)) yield openEvent(link, this.#keys);
    } catch (error) {
      throw faultOf(error, "reading");
    }
  }

  /** The newest usable snapshot; null if replay must start at the first event. */
  latestSnapshot(): Snapshot | null {
    const { snapshot, notes } = readLatestSnapshot(this.#dir, this.#keys, (seq) => this.#hashOf(seq));
    for (const note of notes) this.#onNote(note);
    return snapshot;
  }

  /** Keeps the state after event `seq`, which must be durable, in a file of its own beside the journal. */
  async saveSnapshot(seq: number, stateVersion: number, state: string): Promise<void> {
    const hash = seq <= this.#durable.seq ? this.#hashOf(seq) : undefined;
    if (hash === undefined) throw new Error(`a snapshot at ${seq}, durable is ${this.#durable.seq}`);
    try {
      await writeSnapshot(this.#dir, this.#keys, { seq, stateVersion, state, at: this.#durable.at, hash });
    } catch (error) {
      throw faultOf(error, "writing a snapshot");
    }
  }

  /** The answers of the last 24 h before the last event, oldest first, where their keys still exist. */
  remembered(): RememberedAnswer[] {
    return this.#read((db) => readRemembered(db, this.#keys, this.#durable.at));
  }

  /** Makes the personal parts of all days that ended before `beforeMs` (hall ms) unreadable for ever. */
  expirePersonal(beforeMs: number): string[] {
    const expired = expireKeys(this.#dir, beforeMs);
    this.#keys.forget();
    return expired;
  }

  /**
   * Opens the files again after a fault has passed. The caller then replays from the journal: `lastSeq` is the
   * last durable event. Rejects with the fault if it has not passed.
   */
  async recover(): Promise<void> {
    if (this.#closed) throw new JournalFault("closed", "the journal is closed");
    if (!this.#fault) return;
    this.#opening ??= this.#open();
    const tail = await this.#opening.promise;
    this.#reader?.close();
    this.#reader = undefined;
    this.#refuseLostEvents(tail);
    this.#durable = tail;
    this.#nextSeq = tail.seq + 1;
    this.#fault = undefined;
  }

  /** A consistent copy while the hall runs. @throws JournalFault; an existing file is refused */
  backup(to: string): Promise<void> {
    return copyJournal(this.#dir, to);
  }

  /** Commits what was appended, then lets the files and the folder go. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#post();
    // The last connection to close empties the write-ahead log; only the worker's may write.
    this.#reader?.close();
    this.#reader = undefined;
    const link = this.#link;
    if (link) {
      link.post({ kind: "close" });
      await this.#workerClosed.promise;
      await link.terminate();
    }
    this.#fail(new JournalFault("closed", "the journal is closed"));
    this.#owner.release();
  }

  #open(): PromiseWithResolvers<Tail> {
    const opening = Promise.withResolvers<Tail>();
    if (this.#link) {
      this.#link.post({ kind: "reopen" });
    } else {
      this.#link = startWorker(this.#dir, this.#storeModule, {
        committed: (batches) => {
          this.#queue.release(batches, (tail) => {
            this.#durable = tail;
          });
        },
        message: (message) => this.#hear(message),
        died: (fault) => {
          this.#link = undefined;
          this.#fail(fault);
          this.#workerClosed.resolve();
        },
      });
    }
    return opening;
  }

  #post(): void {
    const batch = this.#queue.takeBatch();
    if (batch) this.#link?.post({ kind: "append", batch });
  }

  #hear(message: Exclude<FromWorker, { kind: "committed" }>): void {
    if (message.kind === "opened") {
      this.#opening?.resolve(message.tail);
      this.#opening = undefined;
    } else if (message.kind === "closed") {
      this.#workerClosed.resolve();
    } else {
      this.#fail(faultFromPlain(message.fault));
    }
  }

  #fail(fault: JournalFault): void {
    const opening = this.#opening;
    this.#fault = fault;
    this.#opening = undefined;
    this.#queue.refuse(fault);
    opening?.reject(fault);
    // A fault met while opening is the caller's own, and a close is no news.
    if (opening || this.#closed) return;
    for (const listener of this.#faultListeners) listener(fault);
  }

  #refuseLostEvents(tail: Tail): void {
    const promised = highestSnapshotSeq(this.#dir);
    if (promised <= tail.seq) return;
    const facts = { lastSeq: tail.seq, snapshotSeq: promised };
    this.#fault = new JournalFault(
      "lost-events",
      `the journal ends at ${tail.seq}, before its snapshot`,
      facts,
    );
    throw this.#fault;
  }

  #openReader(): DatabaseSync {
    this.#reader ??= openForReading(journalFiles(this.#dir).database);
    return this.#reader;
  }

  #read<Result>(read: (db: DatabaseSync) => Result): Result {
    try {
      return read(this.#openReader());
    } catch (error) {
      throw faultOf(error, "reading");
    }
  }

  #hashOf(seq: number): string | undefined {
    return this.#read((db) => hashAt(db, seq));
  }
}
