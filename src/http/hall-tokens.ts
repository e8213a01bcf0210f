import { createHmac, timingSafeEqual } from "node:crypto";
import type { WindowId } from "../core/ids.ts";

/*
 * Tokens that follow from the hall's secret. None is stored, and each stays the same for as long as the data folder
 * does: a tablet is set up once.
 */

/** What the tablet of a window shows to rate visits there. */
export function tabletToken(secret: Buffer, window: WindowId): string {
  return tokenFor(secret, `tablet:${window}`);
}

/** What the page that records the hall's voice shows: it may change clips and nothing else. */
export function voiceToken(secret: Buffer): string {
  return tokenFor(secret, "voice");
}

/**
 * What `halld` commands show to the hall of a data folder: whoever can read the hall's secret keeps the daemon
 * running, and could do all of it without asking.
 */
export function operatorToken(secret: Buffer): string {
  return tokenFor(secret, "operator");
}

/** Whether what was shown is the token; how long that takes tells nothing of it. */
export function isToken(shown: string, token: string): boolean {
  const [one, other] = [Buffer.from(shown), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function tokenFor(secret: Buffer, purpose: string): string {
  return createHmac("sha256", secret).update(purpose).digest("base64url");
}
