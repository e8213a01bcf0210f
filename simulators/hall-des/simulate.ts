import { nextAsk, obey } from "./asks.ts";
import type { Day, Hall } from "./hall.ts";
import { helloOf, newRun, type RunOptions, takeOutbox } from "./hall-run.ts";
import { planDayAhead, step } from "./happenings.ts";
import type { Answer, Message, Policy } from "./protocol.ts";
import type { Result } from "./result.ts";

const USUAL: RunOptions = { etaEvery: 0, dwellFromOpening: false };

/**
 * One day of a hall, as the messages that a policy hears; each `ask` is answered through `next(answer)`.
 * Enforces the protocol's rules: what breaks them is counted and ignored.
 */
function* simulateDay(
  hall: Hall,
  day: Day,
  options: Partial<RunOptions> = {},
): Generator<Message, Result, Answer | undefined> {
  const run = newRun(hall, day, { ...USUAL, ...options });
  planDayAhead(run);
  yield helloOf(hall);
  let askId = 0;
  while (step(run)) {
    for (const message of takeOutbox(run)) yield message;
    for (let ask = nextAsk(run, askId + 1); ask !== null; ask = nextAsk(run, askId + 1)) {
      askId = ask.id;
      obey(run, ask, yield ask);
      for (const message of takeOutbox(run)) yield message;
    }
  }
  yield { m: "bye", t: run.now, metrics: { calls: run.result.calls, signChanges: run.result.signChanges } };
  return run.result;
}

/** Runs a day with a policy in the same process. */
export function runDay(hall: Hall, day: Day, policy: Policy, options: Partial<RunOptions> = {}): Result {
  const messages = simulateDay(hall, day, options);
  let next = messages.next();
  while (!next.done) {
    const message = next.value;
    if (message.m === "ask") next = messages.next(policy.ask(message));
    else {
      policy.tell(message);
      next = messages.next();
    }
  }
  return next.value;
}
