import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/**
 * Claims a folder for this process until it ends, however it ends: two demos on one folder would take each other's
 * wires away. The claim is the operating system's lock on a file, taken through SQLite. Throws when it is taken.
 */
export function claimFolder(folder: string): void {
  const lock = new DatabaseSync(join(folder, "demo.lock"), { timeout: 0 });
  try {
    lock.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch (cause) {
    throw new Error(`${folder} is in use by another demo`, { cause });
  }
  // Held by the process: a lock that nobody refers to would be collected, and with it the claim.
  process.once("exit", () => lock.close());
}
