import type { Logger } from "pino";
import { DAY_MS } from "../core/durations.ts";
import { STATE_VERSION } from "../core/snapshot.ts";
import type { Journal } from "../journal/journal.ts";

/**
 * What a new day brings beside its events: a snapshot to start from, and the end of what was personal long ago. Never
 * rejects: without it only the next start takes longer, and the next day expires more.
 * @param firstState right after the event that opened the day, which is durable
 * @param personalDays so many days personal data can be read
 */
export async function beginDay(
  journal: Journal,
  firstState: { seq: number; state: string },
  personalDays: number,
  log: Pick<Logger, "info" | "warn">,
): Promise<void> {
  const { seq, state } = firstState;
  try {
    const expired = journal.expirePersonal(journal.lastAt - personalDays * DAY_MS);
    if (expired.length > 0) log.info({ expired }, "personal data of these days can no longer be read");
    await journal.saveSnapshot(seq, STATE_VERSION, state);
  } catch (fault) {
    log.warn({ err: fault, seq }, "the new day's snapshot was not kept");
  }
}
