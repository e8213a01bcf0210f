import { nextDeadline } from "../core/deadlines.ts";
import type { Intent } from "../core/intents.ts";
import type { HallState } from "../core/state.ts";
import type { HallClock } from "./clock.ts";

/** However far off a deadline is, the clock is looked at this often: it may have been set meanwhile. */
const LOOK_AGAIN_MS = 30_000;

/** Deadlines are of seconds and minutes: the events of one moment are looked at together. */
const LOOK_TOGETHER_MS = 50;

export interface TimekeeperPorts {
  clock: HallClock;
  state(): HallState;
  now(): number;
  /** Rejects while the journal is at fault; the deadline then stands. */
  submit(intent: Intent): Promise<unknown>;
  /** Tells of a mistake in finding out what is due. */
  onBug(error: unknown): void;
}

/** Lets happen what time alone brings about. Keeps one timer, for the next deadline. */
export class Timekeeper {
  #ports: TimekeeperPorts;
  #timer: NodeJS.Timeout | undefined;
  #looking: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(ports: TimekeeperPorts) {
    this.#ports = ports;
  }

  /** Does what is due and waits for the rest. Resolves when everything due now has been done. */
  run(): Promise<void> {
    this.#running ??= this.#doDue().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #doDue(): Promise<void> {
    clearTimeout(this.#timer);
    let delayMs = LOOK_AGAIN_MS;
    let done: string | undefined;
    for (let deadline = this.#next(); deadline; deadline = this.#next()) {
      const untilMs = deadline.at - this.#ports.now();
      if (untilMs > 0) {
        delayMs = Math.min(LOOK_AGAIN_MS, Math.max(1, this.#ports.clock.realMs(untilMs)));
        break;
      }
      const wish = JSON.stringify(deadline.intent);
      // Whatever it changed, it is still wanted: trying again at once would change nothing either.
      if (wish === done) break;
      done = wish;
      try {
        await this.#ports.submit(deadline.intent);
      } catch {
        delayMs = 1000;
        break;
      }
    }
    this.#later(delayMs);
  }

  #later(delayMs: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => this.#runByItself(), delayMs);
    this.#timer.unref();
  }

  #runByItself(): void {
    this.run().catch((bug: unknown) => {
      this.#ports.onBug(bug);
      this.#later(LOOK_AGAIN_MS);
    });
  }

  /** Something happened that may have brought an earlier deadline. Looks once for many calls of one moment. */
  look(): void {
    if (this.#looking) return;
    this.#looking = setTimeout(() => {
      this.#looking = undefined;
      this.#runByItself();
    }, LOOK_TOGETHER_MS);
    this.#looking.unref();
  }

  #next() {
    return nextDeadline(this.#ports.state(), this.#ports.now());
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#looking);
  }
}
