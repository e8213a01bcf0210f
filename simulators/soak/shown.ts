import { setTimeout as sleep } from "node:timers/promises";
import { numberOver } from "../people/sign.ts";
import type { HallUnderTest } from "./hall-under-test.ts";

interface HallAnswer {
  queues: { id: string; waiting: number }[];
  windows: { id: string; sign: string[]; ticket: string | null }[];
}

/** What the displays of a hall showed. */
export interface Looked {
  /** Those that did not come to show what they should. */
  wrong: string[];
  /** Windows' displays and call pads that were looked at, and how many of them had a number or somebody waiting to show. */
  displays: number;
  lit: number;
  /** When the last window's display lit up with what it should show, in wire ms from the beginning. */
  litAfterMs: number;
}

const LOOK_EVERY_MS = 50;
/** As long as the hall takes to answer on a machine that has time for it. */
const ANSWERS_WITHIN_MS = 20;

/**
 * Whether each window's display shows the window's number, and its call pad how many wait, as the hall says. People may
 * go on working meanwhile: a display is right as soon as it is seen to show what the hall says at that moment.
 * @param withinMs wire time; what a crowded machine is late, with timers and answers, is not held against the hall
 */
export async function lookAtDisplays(hall: HallUnderTest, withinMs: number): Promise<Looked> {
  const startedAt = Date.now();
  let lateMs = 0;
  const wrong = new Map<string, string>();
  for (const { display, callPad } of hall.hall.windows)
    for (const { id } of [display, callPad]) wrong.set(id, `${id} was not looked at`);
  const displays = wrong.size;
  let lit = 0;
  for (;;) {
    const askedAt = Date.now();
    const meant = meantBy(await hall.get<HallAnswer>("/api/v1/hall"), hall);
    lateMs += Math.max(0, Date.now() - askedAt - ANSWERS_WITHIN_MS);
    for (const [id, { should, does }] of meant)
      if (should !== does && wrong.has(id))
        wrong.set(id, `${id} should show "${should}" and shows "${does}"`);
      else if (wrong.delete(id) && /[1-9]/.test(should)) lit += 1;
    if (wrong.size === 0 || Date.now() - startedAt - lateMs >= withinMs) {
      const litAt = hall.hall.windows.map(({ display }) => hall.world.sign(display.id).sinceMs);
      const litAfterMs = Math.round(Math.max(0, ...litAt.map((atMs) => atMs - startedAt)));
      return { wrong: [...wrong.values()], displays, lit, litAfterMs };
    }
    const sleepsAt = Date.now();
    await sleep(LOOK_EVERY_MS);
    lateMs += Math.max(0, Date.now() - sleepsAt - LOOK_EVERY_MS);
  }
}

/** By display, what it should show as the hall says, and what it does. */
function meantBy({ queues, windows }: HallAnswer, { hall, world }: HallUnderTest) {
  const waiting = new Map(queues.map((queue) => [queue.id, queue.waiting]));
  return new Map(
    hall.windows.flatMap(({ id, display, callPad }) => {
      const window = windows.find((each) => each.id === id);
      if (!window) return [];
      const forWindow = window.sign.reduce((sum, queue) => sum + (waiting.get(queue) ?? 0), 0);
      return [
        [display.id, { should: window.ticket ?? "", does: numberOver(world.sign(display.id).text) ?? "" }],
        [callPad.id, { should: String(forWindow), does: world.keypad(callPad.id).digits.trim() }],
      ] as const;
    }),
  );
}
