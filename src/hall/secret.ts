import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createFolder, journalFiles } from "../journal/files.ts";
import { createFileOnce } from "../journal/whole-file.ts";

/** 32 random bytes of this hall, made once; the tokens of its tablets and its holders' hashes come from them. */
export function hallSecret(dataDir: string): Buffer {
  const { keys } = journalFiles(dataDir);
  const file = join(keys, "hall.secret");
  if (!existsSync(file)) {
    createFolder(keys, 0o700);
    createFileOnce(file, randomBytes(32).toString("base64"), 0o600);
  }
  return Buffer.from(readFileSync(file, "utf8"), "base64");
}
