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

/** The hash before the first event: 32 zero bytes. */
export const GENESIS_HASH: Uint8Array = new Uint8Array(32);

/** The stored text of an event, as far as it can be written without its sealed part. */
export function envelopeText(seq: number, at: number, event: JournalEvent): string {
  return JSON.stringify({ seq, at, v: event.v, type: event.type, data: event.data });
}

/** Adds the sealed part to a text of `envelopeText`. */
export function withSealed(text: string, sealed: Sealed): string {
  return `${text.slice(0, -1)},"sealed":${JSON.stringify(sealed)}}`;
}

/** SHA-256 of the previous hash (32 bytes) followed by the stored text in UTF-8. */
export function chainHash(previous: Uint8Array, stored: string): Buffer {
  const bytes = Buffer.allocUnsafe(32 + stored.length * 3);
  bytes.set(previous, 0);
  const length = 32 + bytes.write(stored, 32, "utf8");
  return hash("sha256", bytes.subarray(0, length), "buffer");
}
