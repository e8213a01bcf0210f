import { hash } from "node:crypto";

/** What the core hands over. The journal never looks into `data` or `personal`; `personal` is sealed. */
export interface JournalEvent {
  type: string;
  v: number;
  data: Record<string, unknown>;
  personal?: Record<string, unknown>;
}

/** AES-256-GCM: `nonce` is 12 bytes, `text` is the ciphertext followed by its 16-byte tag, both base64. */
export interface Sealed {
  keyId: string;
  nonce: string;
  text: string;
}

/** The object whose exact JSON text is stored and hashed. `at` is hall time in ms since 1970. */
export interface Envelope {
  seq: number;
  at: number;
  v: number;
  type: string;
  data: Record<string, unknown>;
  sealed?: Sealed;
}

/** The hash before the first event: 32 zero bytes. Hashes are written as 64 hexadecimal digits. */
export const GENESIS_HASH = "0".repeat(64);

const HASH_BYTES = 32;

/** The stored text of an event, as far as it can be written without its sealed part. */
export function envelopeText(seq: number, at: number, event: JournalEvent): string {
  return JSON.stringify({ seq, at, v: event.v, type: event.type, data: event.data });
}

/** Adds the sealed part to a text of `envelopeText`. */
export function withSealed(text: string, sealed: Sealed): string {
  return `${text.slice(0, -1)},"sealed":${JSON.stringify(sealed)}}`;
}

/** Kept between calls: beside a commit's cold caches, a fresh buffer costs as much as the hash itself. */
let scratch = Buffer.allocUnsafeSlow(16_384);

/**
 * SHA-256 of the previous hash (its 32 bytes) followed by the stored text in UTF-8.
 * @param previous 64 hexadecimal digits @returns 64 hexadecimal digits
 */
export function chainHash(previous: string, stored: string): string {
  const mostBytes = HASH_BYTES + stored.length * 3;
  if (scratch.length < mostBytes) scratch = Buffer.allocUnsafeSlow(mostBytes);
  scratch.write(previous, "hex");
  const length = HASH_BYTES + scratch.write(stored, HASH_BYTES, "utf8");
  return hash("sha256", scratch.subarray(0, length));
}
