import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** 32 random bytes of this hall, made once; the tokens of its tablets and its holders' hashes come from them. */
export function hallSecret(dataDir: string): Buffer {
  const file = join(dataDir, "keys", "hall.secret");
  if (!existsSync(file)) {
    mkdirSync(join(dataDir, "keys"), { recursive: true });
    writeFileSync(file, randomBytes(32).toString("base64"), { mode: 0o600 });
    chmodSync(file, 0o600);
  }
  return Buffer.from(readFileSync(file, "utf8"), "base64");
}
