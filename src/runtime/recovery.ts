import type { Logger } from "pino";
import type { Journal } from "../journal/journal.ts";

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 8000;
/** A fault that comes back sooner than this is the same one. */
const CALM_MS = 60_000;

/**
 * Brings the hall back after a fault of the journal, or after a mistake that left the state in doubt: tries again,
 * less and less often, until it has passed. Meanwhile every intent is refused; nothing is decided that could not be
 * kept. There is one recovery at a time, and a fault met in it is the reason for the next try.
 */
export class Recovery {
  #journal: Pick<Journal, "recover">;
  #log: Pick<Logger, "info" | "error">;
  #timer: NodeJS.Timeout | undefined;
  #calm: NodeJS.Timeout | undefined;
  #delayMs = FIRST_RETRY_MS;
  #fault: unknown = null;
  #recovering = false;
  #stopped = false;

  constructor({ journal, log }: { journal: Pick<Journal, "recover">; log: Pick<Logger, "info" | "error"> }) {
    this.#journal = journal;
    this.#log = log;
  }

  /** @param goOn replays the state and opens the hall again; a rejection means another fault, and another try */
  begin(fault: unknown, goOn: () => Promise<void>): void {
    this.#fault = fault;
    if (this.#stopped || this.#recovering) return;
    this.#recovering = true;
    clearTimeout(this.#calm);
    this.#log.error({ err: fault }, "the journal failed; the hall refuses everything");
    this.#tryLater(goOn);
  }

  #tryLater(goOn: () => Promise<void>): void {
    this.#timer = setTimeout(() => void this.#try(goOn), this.#delayMs);
    this.#delayMs = Math.min(this.#delayMs * 2, LONGEST_RETRY_MS);
  }

  async #try(goOn: () => Promise<void>): Promise<void> {
    this.#fault = null;
    try {
      await this.#journal.recover();
      await goOn();
    } catch (fault) {
      this.#fault ??= fault;
    }
    if (this.#stopped) return;
    if (this.#fault !== null) {
      this.#log.error({ err: this.#fault }, "the fault has not passed");
      this.#tryLater(goOn);
      return;
    }
    this.#recovering = false;
    this.#log.info({}, "the journal works again; the hall goes on");
    this.#calm = setTimeout(() => {
      this.#delayMs = FIRST_RETRY_MS;
    }, CALM_MS).unref();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#calm);
  }
}
