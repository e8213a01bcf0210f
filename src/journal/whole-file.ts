import { randomBytes } from "node:crypto";
import { linkSync, unlinkSync, writeFileSync } from "node:fs";
import { open, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { isErrno, syncFolder } from "./files.ts";

/*
 * Files that are never seen half written, by a reader or after a power cut: written under another name, made durable,
 * and only then given their own.
 */

/** Puts a file in the place of an older one. Once it resolves, a power cut brings the old one back no more. */
export async function replaceFile(path: string, content: string, mode: number): Promise<void> {
  await writeFile(`${path}.new`, content, { mode, flush: true });
  await rename(`${path}.new`, path);
  // Windows cannot open a folder for fsync; NTFS journals its entries by itself.
  if (process.platform === "win32") return;
  const folder = await open(dirname(path), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Creates a file, durably; of two processes or threads that create the same one, the first wins. */
export function createFileOnce(path: string, content: string, mode: number): void {
  const unfinished = `${path}.${randomBytes(4).toString("hex")}.new`;
  writeFileSync(unfinished, content, { flag: "wx", mode, flush: true });
  try {
    linkSync(unfinished, path);
  } catch (error) {
    if (!isErrno(error, "EEXIST")) throw error;
  } finally {
    unlinkSync(unfinished);
    syncFolder(dirname(path));
  }
}
