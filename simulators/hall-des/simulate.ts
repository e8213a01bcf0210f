import type { Day, Hall } from "./hall.ts";
import { HallRun, type RunOptions } from "./hall-run.ts";
import type { Answer, Message, Policy } from "./protocol.ts";
import type { Result } from "./result.ts";

const USUAL: RunOptions = { etaEvery: 0, dwellFromOpening: false };

/**
 * One day of a hall, as the messages that a policy hears; each `ask` is answered through `next(answer)`.
 * Enforces the protocol's rules: what breaks them is counted and ignored.
 */
export function* simulateDay(
  hall: Hall,
  day: Day,
  options: Partial<RunOptions> = {},
): Generator<Message, Result, Answer | undefined> {
  const run = new HallRun(hall, day, { ...USUAL, ...options });
  yield run.hello();
  let askId = 0;
  while (run.step()) {
    for (const message of run.takeOutbox()) yield message;
    for (let ask = run.nextAsk(askId + 1); ask !== null; ask = run.nextAsk(askId + 1)) {
      askId = ask.id;
      run.answer(ask, yield ask);
      for (const message of run.takeOutbox()) yield message;
    }
  }
  yield { m: "bye", t: run.now, metrics: { calls: run.result.calls, signChanges: run.result.signChanges } };
  return run.result;
}

/** Runs a day with a policy in the same process. */
export function runDay(hall: Hall, day: Day, policy: Policy, options: Partial<RunOptions> = {}): Result {
  const messages = simulateDay(hall, day, options);
  let step = messages.next();
  while (!step.done) {
    const message = step.value;
    if (message.m === "ask") step = messages.next(policy.ask(message));
    else {
      policy.tell(message);
      step = messages.next();
    }
  }
  return step.value;
}
