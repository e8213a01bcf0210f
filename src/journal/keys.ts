import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { readdirSync, readFileSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import type { Sealed } from "./envelope.ts";
import { createFolder, isErrno, journalFiles, syncFolder } from "./files.ts";
import { createFileOnce } from "./whole-file.ts";

const DAY_MS = 86_400_000;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals and opens with one key per day (UTC) of hall time, kept in `DIR/keys/`, outside journal and backups. */
export interface KeyRing {
  /** @param at hall ms; its day chooses the key, which is on disk before this returns */
  seal(at: number, text: string): Sealed;
  /** @returns the text, or undefined once the day's key is gone or is not the one that sealed it */
  open(sealed: Sealed): string | undefined;
  /** Forgets what was read of the key files. */
  forget(): void;
}

export function openKeyRing(dir: string): KeyRing {
  const folder = journalFiles(dir).keys;
  const known = new Map<string, Buffer | undefined>();
  let today: { day: number; keyId: string; key: Buffer } | undefined;

  function keyOfDay(day: number): { keyId: string; key: Buffer } {
    if (today?.day !== day) {
      const keyId = keyIdOfDay(day);
      today = { day, keyId, key: readKey(folder, keyId) ?? createKey(folder, keyId) };
    }
    return today;
  }

  return {
    seal(at, text) {
      const { keyId, key } = keyOfDay(Math.floor(at / DAY_MS));
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, nonce);
      const sealedText = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return { keyId, nonce: nonce.toString("base64"), text: sealedText.toString("base64") };
    },
    open(sealed) {
      if (!known.has(sealed.keyId)) known.set(sealed.keyId, readKey(folder, sealed.keyId));
      const key = known.get(sealed.keyId);
      return key && decipher(key, sealed);
    },
    forget() {
      known.clear();
      today = undefined;
    },
  };
}

/**
 * Deletes the keys of all days that ended before `beforeMs` (hall ms). What they sealed can never be read
 * again; the chain stays whole. @returns the ids of the deleted keys
 */
export function expireKeys(dir: string, beforeMs: number): string[] {
  const folder = journalFiles(dir).keys;
  const expired: string[] = [];
  for (const name of readKeyFolder(folder)) {
    const keyId = name.slice(0, -".key".length);
    if (!name.endsWith(".key") || Date.parse(keyId) + DAY_MS > beforeMs) continue;
    unlinkSync(join(folder, name));
    expired.push(keyId);
  }
  if (expired.length > 0) syncFolder(folder);
  return expired;
}

/** Whether any key was ever made here and still exists: the trace of a journal that has been in use. */
export function hasKeys(dir: string): boolean {
  return readKeyFolder(journalFiles(dir).keys).some((name) => name.endsWith(".key"));
}

function readKeyFolder(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isErrno(error, "ENOENT")) return [];
    throw error;
  }
}

function keyIdOfDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

function readKey(folder: string, keyId: string): Buffer | undefined {
  // A key's id comes from stored text: it must not become a path that leads elsewhere.
  if (!/^\d{4}-\d{2}-\d{2}$/.test(keyId)) return undefined;
  try {
    const key = Buffer.from(readFileSync(join(folder, `${keyId}.key`), "utf8").trim(), "base64");
    return key.length === KEY_BYTES ? key : undefined;
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** A crash leaves either no key or a whole one; of two threads that make the same key, the first wins. */
function createKey(folder: string, keyId: string): Buffer {
  createFolder(folder, 0o700);
  const file = join(folder, `${keyId}.key`);
  createFileOnce(file, `${randomBytes(KEY_BYTES).toString("base64")}\n`, 0o600);
  const key = readKey(folder, keyId);
  if (!key) throw new Error(`${file} holds no key`);
  return key;
}

function decipher(key: Buffer, sealed: Sealed): string | undefined {
  const bytes = Buffer.from(sealed.text, "base64");
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(sealed.nonce, "base64"), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return decipher.update(bytes.subarray(0, -TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
  } catch {
    // Another key of the same day, as after a restore: as unreadable as an expired one.
    return undefined;
  }
}
