import { createHmac, timingSafeEqual } from "node:crypto";
import type { WindowId } from "../core/ids.ts";

/** What the tablet of a window shows to rate visits there; the same after a restart, so a tablet is set up once. */
export function tabletToken(secret: Buffer, window: WindowId): string {
  return createHmac("sha256", secret).update(`tablet:${window}`).digest("base64url");
}

/** The window whose tablet has this token. */
export function tabletWindow(
  secret: Buffer,
  token: string,
  windows: Iterable<WindowId>,
): WindowId | undefined {
  const shown = Buffer.from(token);
  for (const window of windows) {
    const right = Buffer.from(tabletToken(secret, window));
    if (shown.length === right.length && timingSafeEqual(shown, right)) return window;
  }
  return undefined;
}
