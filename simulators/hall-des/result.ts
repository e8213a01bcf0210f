import type { Day, Hall } from "./hall.ts";
import type { Eta } from "./protocol.ts";
import type { SignRefusal } from "./signs.ts";

/** A command that broke the rules. */
export type Violation = SignRefusal | "call-unauthorised" | "call-off-sign" | "call-nobody" | "no-answer";

export interface EtaSample {
  ticket: number;
  eta: Eta;
  /** Head-of-line delay at the time of asking, 0 when nobody waits. */
  holMs: number;
  /** Delay of the last of the same group who was called before the asking. */
  lesMs: number;
}

/** What happened on one simulated day. */
export interface Result {
  hall: Hall;
  day: Day;
  /** Wait of each ticket by its place in `day.tickets`, NaN when never called. */
  waitsMs: Float64Array;
  calls: number;
  offSignCalls: number;
  /** Calls of groups outside the window's home. */
  foreignCalls: number;
  signChanges: number;
  /** Commands: calls by choice and sign wishes. */
  commands: number;
  violations: Partial<Record<Violation, number>>;
  etas: EtaSample[];
  /** From the end of the last session to the last citizen's end. */
  overtimeMs: number;
  windowHours: number;
}

export function emptyResult(hall: Hall, day: Day): Result {
  const openMs = hall.sessions.reduce((sum, [from, to]) => sum + to - from, 0);
  return {
    hall,
    day,
    waitsMs: new Float64Array(day.tickets.length).fill(Number.NaN),
    calls: 0,
    offSignCalls: 0,
    foreignCalls: 0,
    signChanges: 0,
    commands: 0,
    violations: {},
    etas: [],
    overtimeMs: 0,
    windowHours: (openMs * hall.windows.length) / 3_600_000,
  };
}
