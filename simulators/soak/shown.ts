import { setTimeout as sleep } from "node:timers/promises";
import type { HallUnderTest } from "./hall-under-test.ts";

interface HallAnswer {
  windows: { id: string; state: string; ticket: string | null }[];
}

const LOOK_EVERY_MS = 50;

/**
 * Windows whose display does not come to show what the hall says is there. People may go on working meanwhile: a
 * display is right as soon as it is seen to show what the hall says at that moment.
 * @param withinMs wire time; what the simulators themselves are late is not held against the hall
 */
export async function notShown(hall: HallUnderTest, withinMs: number): Promise<string[]> {
  let deadline = Date.now() + withinMs;
  const wrong = new Map<string, string>();
  for (const { id } of hall.hall.windows) wrong.set(id, `window ${id} was not looked at`);
  for (;;) {
    const { windows } = await hall.get<HallAnswer>("/api/v1/hall");
    for (const { id, ticket } of windows) {
      const display = hall.hall.windows.find((window) => window.id === id)?.display;
      const lit = display ? hall.world.display(display.id).digits.trim() : "";
      if (lit === (ticket ?? "")) wrong.delete(id);
      else if (wrong.has(id)) wrong.set(id, `window ${id} has ${ticket ?? "nobody"} and shows "${lit}"`);
    }
    if (wrong.size === 0 || Date.now() >= deadline) return [...wrong.values()];
    const sleepsAt = Date.now();
    await sleep(LOOK_EVERY_MS);
    deadline += Math.max(0, Date.now() - sleepsAt - LOOK_EVERY_MS);
  }
}
