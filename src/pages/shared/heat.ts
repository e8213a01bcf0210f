import type { HallQueue } from "./contract.ts";

export type Heat = "cold" | "normal" | "hot";

/** Over this many waiting, or this long a wait, a queue is hot whatever its estimate says (DOMAIN: heat). */
const crowdedFrom = 10;
const longWaitMinutes = 30;
/** Below a quarter of the target a newcomer is served almost at once. */
const coldBelow = 0.25;

/** A queue's heat as a word. */
export function heatOf({ waiting, longestWaitMinutes, heat }: HallQueue): Heat {
  if (waiting > crowdedFrom || (longestWaitMinutes ?? 0) > longWaitMinutes || (heat ?? 0) > 1) return "hot";
  if (waiting === 0 && (heat ?? 0) < coldBelow) return "cold";
  return "normal";
}
