import type { LiveMessage } from "../shared/live.ts";
import type { Announcement } from "./announcer.ts";

/** Somebody served for longer has found the window. Hall time. */
const arrivedAfterMs = 60_000;

/** What a message tells of a window. */
interface WindowNow {
  id: string;
  state: string;
  ticket: string | null;
}

/**
 * Which calls still ask somebody to come, as far as the hall's messages tell: a screen that was cut off hears all that
 * it missed at once, and a busy hall's voice comes to a call when its citizen may have been and gone.
 */
export class StandingCalls {
  readonly #windows = new Map<string, WindowNow>();
  #hallTime = 0;

  hear({ windows, at }: LiveMessage): void {
    if (typeof at === "string") this.#hallTime = Date.parse(at);
    if (!Array.isArray(windows)) return;
    for (const window of windows as WindowNow[]) this.#windows.set(window.id, window);
  }

  /** Whether a call is still to be said. One whose window nothing is known of is. */
  stands({ number, window, at }: Announcement): boolean {
    const now = this.#windows.get(window);
    if (now === undefined) return true;
    if (now.ticket !== number) return false;
    return now.state === "called" || at === null || this.#hallTime - Date.parse(at) < arrivedAfterMs;
  }
}
