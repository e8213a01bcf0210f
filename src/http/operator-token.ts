import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * What `halld` commands show to the hall of a data folder: whoever can read the hall's secret keeps the daemon
 * running, and could do all of it without asking.
 */
export function operatorToken(secret: Buffer): string {
  return createHmac("sha256", secret).update("operator").digest("base64url");
}

export function isOperatorToken(secret: Buffer, token: string): boolean {
  const [shown, right] = [Buffer.from(token), Buffer.from(operatorToken(secret))];
  return shown.length === right.length && timingSafeEqual(shown, right);
}
