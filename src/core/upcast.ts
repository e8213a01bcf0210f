import type { EventType, HallEvent } from "./events.ts";

/** An event as the journal gives it back. */
export interface RecordedEvent {
  type: string;
  v: number;
  data: Record<string, unknown>;
  personal?: Record<string, unknown>;
}

/** Today's version of each event type; a type that is not here is unknown to this program. */
const EVENT_VERSIONS: { [T in EventType]: number } = {
  "config-adopted": 1,
  "day-opened": 1,
  "ticket-issued": 1,
  "ticket-cancelled": 1,
  "ticket-voided": 1,
  "ticket-called": 1,
  "ticket-recalled": 1,
  "ticket-no-show": 1,
  "visit-started": 1,
  "visit-finished": 1,
  "ticket-parked": 1,
  "ticket-unparked": 1,
  "ticket-transferred": 1,
  "walk-in-served": 1,
  "visit-rated": 1,
  "rating-invited": 1,
  "window-opened": 1,
  "window-closed": 1,
  "window-paused": 1,
  "window-resumed": 1,
  "sign-changed": 1,
  "sign-proposed": 1,
  "proposal-accepted": 1,
  "proposal-declined": 1,
  "proposal-expired": 1,
  "advice-given": 1,
  "advice-ended": 1,
  "advice-dismissed": 1,
  "sign-pinned": 1,
  "sign-unpinned": 1,
  "scheduler-mode-set": 2,
  "queue-became-hot": 1,
  "hot-queue-helped": 1,
  "queue-cooled": 1,
  "no-show-undone": 1,
  "ticket-returned": 1,
  "ticket-sent-on": 1,
  "outcome-corrected": 1,
  "service-corrected": 1,
  "case-added": 1,
  "promise-made": 1,
  "visit-overran": 1,
  "clerk-signed-in": 1,
  "clerk-signed-out": 1,
  "window-handed-over": 1,
  "post-found-empty": 1,
  "appointment-booked": 1,
  "appointment-moved": 1,
  "appointment-cancelled": 1,
  "appointment-missed": 1,
  "holder-flagged": 1,
  "escort-taken": 1,
  "escort-done": 1,
  "print-requested": 1,
  "slip-requested": 1,
  "print-moved": 1,
  "announcement-requested": 1,
  "job-started": 1,
  "job-put-back": 1,
  "job-ended": 1,
};

/** One step for each version that is no longer today's: `"ticket-issued@1": (data) => data of version 2`. */
const STEPS: Record<string, (data: Record<string, unknown>) => Record<string, unknown>> = {
  // Version 2 may hold null, which takes back what people set.
  "scheduler-mode-set@1": (data) => data,
};

/**
 * An event of any version as today's. Throws where the journal is newer than the program or holds a type that
 * the program never knew: going on would give another hall than the one recorded.
 */
export function upcast(recorded: RecordedEvent): HallEvent {
  const today = EVENT_VERSIONS[recorded.type as EventType] as number | undefined;
  if (today === undefined) throw new Error(`the journal holds an event of the unknown type ${recorded.type}`);
  let { v, data } = recorded;
  for (; v < today; v += 1) {
    const step = STEPS[`${recorded.type}@${v}`];
    if (!step) throw new Error(`no step leads from ${recorded.type} version ${v} to ${v + 1}`);
    data = step(data);
  }
  if (v > today) throw new Error(`${recorded.type} version ${v} is newer than this program's ${today}`);
  // What the journal holds was an event when it was written: its chain proves that, and no check here could say more.
  return { ...recorded, v, data } as unknown as HallEvent;
}
