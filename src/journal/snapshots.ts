import { readdirSync, readFileSync } from "node:fs";
import { readdir, unlink } from "node:fs/promises";
import { join } from "node:path";
import type { Sealed } from "./envelope.ts";
import { createFolder, isErrno, journalFiles } from "./files.ts";
import type { KeyRing } from "./keys.ts";
import { replaceFile } from "./whole-file.ts";

const KEPT = 3;

/** The state after event `seq`, in the core's own words. */
export interface Snapshot {
  seq: number;
  stateVersion: number;
  state: string;
}

/** A snapshot's file: the state is sealed as a whole, since it holds what the events held. */
interface SnapshotFile {
  seq: number;
  stateVersion: number;
  /** Hash of event `seq`: ties the snapshot to this journal and no other. */
  hash: string;
  sealed: Sealed;
}

/** Why a snapshot was passed over. It is never needed: replay starts at an older one or at the first event. */
export interface SnapshotNote {
  file: string;
  why: string;
}

/** Writes a snapshot beside the journal, durably, through the thread pool, and prunes older ones. */
export async function writeSnapshot(
  dir: string,
  keys: KeyRing,
  snapshot: Snapshot & { at: number; hash: string },
): Promise<void> {
  const { snapshots } = journalFiles(dir);
  const { seq, stateVersion, hash, at, state } = snapshot;
  createFolder(snapshots);
  const content: SnapshotFile = { seq, stateVersion, hash, sealed: keys.seal(at, state) };
  await replaceFile(join(snapshots, nameOf(seq)), JSON.stringify(content), 0o640);
  const names = (await readdir(snapshots)).filter((name) => name.endsWith(".json")).sort();
  for (const old of names.slice(0, -KEPT)) await unlink(join(snapshots, old));
}

/**
 * The newest snapshot that is whole, can be unsealed and belongs to this chain.
 * @param hashOf hash of an event as 64 hexadecimal digits, undefined if there is no such event
 */
export function readLatestSnapshot(
  dir: string,
  keys: KeyRing,
  hashOf: (seq: number) => string | undefined,
): { snapshot: Snapshot | null; notes: SnapshotNote[] } {
  const notes: SnapshotNote[] = [];
  for (const file of snapshotNames(dir).reverse()) {
    const found = readSnapshot(join(journalFiles(dir).snapshots, file), keys, hashOf);
    if (typeof found === "object") return { snapshot: found, notes };
    notes.push({ file, why: found });
  }
  return { snapshot: null, notes };
}

/** The highest event that any whole snapshot was made after: a journal that ends earlier has lost events. */
export function highestSnapshotSeq(dir: string): number {
  return Math.max(0, ...snapshotNames(dir).map((name) => Number.parseInt(name, 10)));
}

function snapshotNames(dir: string): string[] {
  try {
    const names = readdirSync(journalFiles(dir).snapshots);
    return names.filter((name) => /^\d{12}\.json$/.test(name)).sort();
  } catch (error) {
    if (isErrno(error, "ENOENT")) return [];
    throw error;
  }
}

/** @returns the snapshot, or why it cannot be used */
function readSnapshot(
  path: string,
  keys: KeyRing,
  hashOf: (seq: number) => string | undefined,
): Snapshot | string {
  let content: SnapshotFile;
  let state: string | undefined;
  try {
    content = JSON.parse(readFileSync(path, "utf8"));
    if (hashOf(content.seq) !== content.hash) return "belongs to another journal";
    state = keys.open(content.sealed);
  } catch (error) {
    return `damaged: ${error instanceof Error ? error.message : error}`;
  }
  if (state === undefined) return "its key is gone";
  return { seq: content.seq, stateVersion: content.stateVersion, state };
}

function nameOf(seq: number): string {
  return `${String(seq).padStart(12, "0")}.json`;
}
