import { createHmac, timingSafeEqual } from "node:crypto";

/** What the page that records the hall's voice shows: it may change clips and nothing else. */
export function voiceToken(secret: Buffer): string {
  return createHmac("sha256", secret).update("voice").digest("base64url");
}

export function isVoiceToken(secret: Buffer, token: string): boolean {
  const [shown, right] = [Buffer.from(token), Buffer.from(voiceToken(secret))];
  return shown.length === right.length && timingSafeEqual(shown, right);
}
