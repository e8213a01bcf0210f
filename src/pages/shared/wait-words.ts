import type { Text } from "../../i18n/text.ts";

interface Wait {
  waitLowMinutes?: number | null;
  waitHighMinutes?: number | null;
}

/** The wait as a range in words; nothing where the hall does not know, since a guess would be a promise. */
export function waitWords(text: Text, { waitLowMinutes, waitHighMinutes }: Wait): string | null {
  if (typeof waitLowMinutes !== "number" || typeof waitHighMinutes !== "number") return null;
  if (waitHighMinutes <= 0) return text("common.waitNone");
  const low = Math.floor(waitLowMinutes);
  const high = Math.ceil(waitHighMinutes);
  return low === high ? text("common.waitOf", { count: high }) : text("common.waitRange", { low, high });
}

/** How many are before the holder, in words. */
export function aheadWords(text: Text, ahead: number): string {
  return ahead === 0 ? text("common.aheadNone") : text("common.ahead", { count: ahead });
}

/** A line as who comes now finds it: how many wait, and how long it takes; just the one where there is no line. */
export function lineWords(text: Text, line: Wait & { waiting: number }): string[] {
  const wait = waitWords(text, line);
  if (wait === null) return [waitingWords(text, line.waiting)];
  return line.waiting === 0 && line.waitHighMinutes === 0 ? [wait] : [waitingWords(text, line.waiting), wait];
}

/** How many wait, in words. */
export function waitingWords(text: Text, waiting: number): string {
  return waiting === 0 ? text("common.nobodyWaiting") : text("common.waiting", { count: waiting });
}
