import type { Hall, HallQueue } from "./contract.ts";

export type Heat = "cold" | "normal" | "hot";

/** Below a quarter of the target a newcomer is served almost at once. */
const coldBelow = 0.25;

/** A queue's heat as a word, by the hall's own limits. A queue that nobody waits in is not hot, whoever is expected. */
export function heatOf({ waiting, longestWaitMinutes, heat }: HallQueue, { hot }: Pick<Hall, "hot">): Heat {
  if (waiting === 0) return (heat ?? 0) < coldBelow ? "cold" : "normal";
  const isHot = waiting > hot.waiting || (longestWaitMinutes ?? 0) > hot.waitMinutes || (heat ?? 0) > 1;
  return isHot ? "hot" : "normal";
}
