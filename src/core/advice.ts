import type { QueueId, WindowId } from "./ids.ts";

/** What the scheduler expects of the hour ahead, where people could do something about it. */
export type ExpectedOfHour =
  /** The queue's work finds too little time: one of these windows should open, or get its relief post. */
  | { what: "open"; queue: QueueId; windows: WindowId[]; workMinutes: number; shortMinutes: number }
  /** The hall gets by without this window: it may close, or its clerk may do other work. */
  | { what: "close"; window: WindowId; spareMinutes: number };

/**
 * Why people are advised: what is expected, and figures that the journal alone gives again. `waiting` is of the
 * queue, or of the window's sign; `serving` counts the windows that serve the queue, or that are open besides.
 */
export type AdviceReason = ExpectedOfHour & { waiting: number; serving: number; idleMinutes?: number };

/** Whether both are about the same queue or window, whatever their figures. */
export function isSameAdvice(a: ExpectedOfHour, b: ExpectedOfHour): boolean {
  if (a.what === "open") return b.what === "open" && a.queue === b.queue;
  return b.what === "close" && a.window === b.window;
}
