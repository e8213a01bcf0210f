import type { Hall } from "../shared/contract.ts";

/** A number on the wall with its window. `times` grows with each recall, so that the wall can show it anew. */
export interface Call {
  number: string;
  window: string;
  times: number;
}

/** More would not be read, and a wall that runs for weeks must not grow. */
export const callsKept = 11;

/** The calls after a number was called, or called again: it is at the head. */
export function callsAfterCall(calls: readonly Call[], number: string, window: string): readonly Call[] {
  const times = calls.find((call) => call.number === number)?.times ?? 0;
  const others = calls.filter((call) => call.number !== number);
  return [{ number, window, times: times + 1 }, ...others].slice(0, callsKept);
}

/**
 * The calls after the whole hall was seen. What windows have in hand and the wall has not shown was called while the
 * page was away; those who are still on their way stand before those who are served already.
 */
export function callsAfterView(calls: readonly Call[], hall: Hall): readonly Call[] {
  const called = hall.windows.filter(({ state }) => state === "called");
  const served = hall.windows.filter(({ state }) => state !== "called");
  const missed = [...called, ...served].flatMap(({ id, ticket }) =>
    ticket === null || calls.some((call) => call.number === ticket && call.window === id)
      ? []
      : [{ number: ticket, window: id }],
  );
  return missed.reduceRight((shown, { number, window }) => callsAfterCall(shown, number, window), calls);
}
