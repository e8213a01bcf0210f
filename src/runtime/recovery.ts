import type { Logger } from "pino";
import type { Journal } from "../journal/journal.ts";

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 30_000;

/**
 * Brings the hall back after the journal failed: tries again, less and less often, until the fault has passed.
 * Meanwhile every intent is refused; nothing is decided that could not be kept.
 */
export class Recovery {
  #journal: Pick<Journal, "recover">;
  #log: Pick<Logger, "info" | "error">;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor({ journal, log }: { journal: Pick<Journal, "recover">; log: Pick<Logger, "info" | "error"> }) {
    this.#journal = journal;
    this.#log = log;
  }

  /** @param goOn replays the state and opens the hall again; a rejection means another fault, and another try */
  begin(fault: unknown, goOn: () => Promise<void>, delayMs = FIRST_RETRY_MS): void {
    if (this.#stopped) return;
    if (delayMs === FIRST_RETRY_MS)
      this.#log.error({ err: fault }, "the journal failed; the hall refuses everything");
    this.#timer = setTimeout(() => void this.#try(goOn, delayMs), delayMs);
  }

  async #try(goOn: () => Promise<void>, delayMs: number): Promise<void> {
    try {
      await this.#journal.recover();
      await goOn();
      this.#log.info({}, "the journal works again; the hall goes on");
    } catch (fault) {
      this.begin(fault, goOn, Math.min(delayMs * 2, LONGEST_RETRY_MS));
    }
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }
}
