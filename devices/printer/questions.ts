import { ASK_PAPER, askStatus, type Question, TELL_CHANGES } from "./commands.ts";
import type { Talk, Talking } from "./talk.ts";

/** A real-time question is answered at once; adapters and device servers add some tens of milliseconds. */
const ANSWER_MS = 500;
/** After a time-out, so long is a late answer listened for, lest it answers the next question. */
const SETTLE_MS = 500;
const TRIES = 2;
const QUESTIONS: readonly Question[] = [1, 2, 3, 4];

/** Asks for all four real-time states. @returns whether every question was answered. */
export function* survey(talk: Talk): Talking<boolean> {
  for (const question of QUESTIONS) if (!(yield* askState(talk, question))) return false;
  return true;
}

function* askState(talk: Talk, question: Question): Talking<boolean> {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    if (attempt > 1) talk.counters.retries += 1;
    const reply = yield* talk.ask("status", askStatus(question), ANSWER_MS);
    if (reply?.kind === "status") {
      talk.conditions.answered(question, reply.byte);
      return true;
    }
    yield* talk.pause(SETTLE_MS);
  }
  return false;
}

/**
 * Has the printer tell changes by itself. It is off after a power cut, so this follows every silence.
 * @returns whether it told at once how it is. Unlike a real-time question it reads this in its turn.
 */
export function* switchOnChanges(talk: Talk): Talking<boolean> {
  return (yield* talk.ask("automatic", TELL_CHANGES, ANSWER_MS)) !== null;
}

/**
 * Asks for the paper state by the command that waits for its turn: an answer proves that the printer reads
 * commands and has nothing before them left to print. Answers to earlier ones are outwaited.
 */
export function* probe(talk: Talk, answerMs: number): Talking<boolean> {
  const reply = yield* talk.ask("paper", ASK_PAPER, answerMs);
  if (reply !== null) yield* talk.pause(SETTLE_MS);
  return reply !== null;
}
