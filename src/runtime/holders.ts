import { createHmac } from "node:crypto";
import type { Day } from "../core/ids.ts";
import type { HallState } from "../core/state.ts";

/** A document number or phone: letters, digits and what people write between them. */
export const HOLDER_PATTERN = "^[A-Za-z0-9+() -]{4,40}$";

/**
 * Who holds a ticket, as the core may know it: the same text on the same day in the same hall gives the same hash,
 * another day or hall another one, so that nobody can be followed from day to day.
 */
export function holderOf(
  hallSecret: Buffer,
  hallId: string,
  day: Day,
  written: string,
): { hash: string; text: string } {
  const text = written.replaceAll(/[^A-Za-z0-9]/g, "").toUpperCase();
  const keyOfDay = createHmac("sha256", hallSecret)
    .update(JSON.stringify(["holder", hallId, day]))
    .digest();
  return { hash: createHmac("sha256", keyOfDay).update(text).digest("base64url"), text };
}

/** The same for this hall, today. */
export function holderToday(hallSecret: Buffer, { rules, day }: HallState, written: string) {
  return holderOf(hallSecret, rules?.hall.id ?? "", day ?? "", written);
}
