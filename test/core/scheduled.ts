import type { Intent } from "../../src/core/intents.ts";
import type { SchedulerMode } from "../../src/core/rules.ts";
import { type ExpectedOfSign, SCHEDULER_DEFAULTS } from "../../src/core/scheduling.ts";
import { rules, TestHall } from "./given.ts";

export const expected: ExpectedOfSign = { kind: "relieve", reliefMinutes: 12, harmMinutes: 3 };
export const by = "clerk:lead";

/** A hall whose scheduler works in the mode. */
export function hallIn(mode: SchedulerMode, change: Partial<typeof SCHEDULER_DEFAULTS> = {}): TestHall {
  return new TestHall(rules((r) => (r.scheduler = { ...SCHEDULER_DEFAULTS, mode, ...change })));
}

export const propose = (window: string, ...sign: string[]): Intent => ({
  type: "propose-sign",
  window,
  sign,
  expected,
});
export const override = (window: string, ...sign: string[]): Intent => ({
  type: "override-sign",
  window,
  sign,
  reason: "a bus has come",
  by,
});
export const signOf = (hall: TestHall, window: string) => hall.state.windows.get(window)?.sign;
