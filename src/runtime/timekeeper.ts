import { nextDeadline } from "../core/deadlines.ts";
import type { Intent } from "../core/intents.ts";
import type { HallState } from "../core/state.ts";
import type { HallClock } from "./clock.ts";

/** However far off a deadline is, the clock is looked at this often: it may have been set meanwhile. */
const LOOK_AGAIN_MS = 30_000;

export interface TimekeeperPorts {
  clock: HallClock;
  state(): HallState;
  now(): number;
  /** Rejects while the journal is at fault; the deadline then stands. */
  submit(intent: Intent): Promise<unknown>;
}

/** Lets happen what time alone brings about. Keeps one timer, for the next deadline. */
export class Timekeeper {
  #ports: TimekeeperPorts;
  #timer: NodeJS.Timeout | undefined;

  constructor(ports: TimekeeperPorts) {
    this.#ports = ports;
  }

  /** Does what is due and waits for the rest. Resolves when everything due now has been done. */
  async run(): Promise<void> {
    clearTimeout(this.#timer);
    let delayMs = LOOK_AGAIN_MS;
    for (let deadline = this.#next(); deadline; deadline = this.#next()) {
      const untilMs = deadline.at - this.#ports.now();
      if (untilMs > 0) {
        delayMs = Math.min(LOOK_AGAIN_MS, Math.max(1, this.#ports.clock.realMs(untilMs)));
        break;
      }
      try {
        await this.#ports.submit(deadline.intent);
      } catch {
        delayMs = 1000;
        break;
      }
    }
    this.#timer = setTimeout(() => void this.run(), delayMs);
    this.#timer.unref();
  }

  #next() {
    return nextDeadline(this.#ports.state(), this.#ports.now());
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
