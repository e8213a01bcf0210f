import type { HallEvent } from "../events.ts";
import type { Refusal, RefusalCode } from "../refusals.ts";

/** What the rules make of an intent: events in order, or a refusal. */
export type Decision = HallEvent[] | Refusal;

export function isRefusal(decision: Decision): decision is Refusal {
  return !Array.isArray(decision);
}

export function refuse(code: RefusalCode, facts?: Record<string, unknown>): Refusal {
  return facts ? { code, facts } : { code };
}
