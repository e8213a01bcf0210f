import type { Hall } from "../shared/contract.ts";

/** A number on the wall with its window. `times` grows with each recall, so that the wall can show it anew. */
export interface Call {
  number: string;
  window: string;
  times: number;
}

/** More would not be read, and a wall that runs for weeks must not grow. */
export const callsKept = 12;

/**
 * The calls to show after the hall changed, newest first. They come from what windows have in hand and not from
 * single messages: a call that happened while the connection was down is shown too.
 */
export function callsAfter(calls: readonly Call[], before: Hall | null, after: Hall): readonly Call[] {
  const fresh = after.windows.flatMap(({ id, ticket }) => {
    const had = before?.windows.find((window) => window.id === id)?.ticket ?? null;
    return ticket === null || ticket === had ? [] : [{ number: ticket, window: id, times: 1 }];
  });
  if (fresh.length === 0) return calls;
  const isFresh = ({ number }: Call) => fresh.some((call) => call.number === number);
  return [...fresh, ...calls.filter((call) => !isFresh(call))].slice(0, callsKept);
}

/** The calls after one was repeated: it is at the head again. */
export function callsAfterRecall(calls: readonly Call[], window: string): readonly Call[] {
  const called = calls.find((call) => call.window === window);
  if (called === undefined) return calls;
  return [{ ...called, times: called.times + 1 }, ...calls.filter((call) => call !== called)];
}
