import { createHmac } from "node:crypto";
import type { HallEvent } from "../core/events.ts";
import type { Actor } from "../core/ids.ts";
import type { Intent } from "../core/intents.ts";
import type { HallState } from "../core/state.ts";
import type { Outcome } from "../runtime/loop.ts";
import type { Answer, Remembered } from "../runtime/remembered.ts";
import { canonicalJson } from "./canonical.ts";
import type { HallPort } from "./hall-port.ts";
import { HttpProblem, PROBLEM_TYPE, problemOf, sendProblem } from "./problems.ts";
import type { AnyReply, AnyRequest } from "./typed.ts";

/** An intent, and how its success is told. */
export interface Command {
  intent: Intent;
  /** Whose Idempotency-Key it is. */
  actor: Actor;
  status: 200 | 201;
  /** Made from the state right after the events. */
  answer(state: HallState, events: readonly HallEvent[]): unknown;
}

/** Lets an intent happen and sends what became of it once it is durable. Throws the journal's fault. */
export async function perform(
  hall: HallPort,
  request: AnyRequest,
  reply: AnyReply,
  command: Command,
): Promise<unknown> {
  const key = request.headers["idempotency-key"];
  if (typeof key === "string") return performOnce(hall, request, reply, command, key);
  const outcome = await hall.loop.submit(command.intent, { answer: command.answer });
  if (outcome.kind === "refused") return sendProblem(reply, problemOf(outcome.refusal));
  return reply.code(command.status).send(outcome.answer);
}

async function performOnce(
  hall: HallPort,
  request: AnyRequest,
  reply: AnyReply,
  { intent, actor, status, answer }: Command,
  key: string,
): Promise<unknown> {
  const remembered: Remembered = { key, actor, bodyHash: hashOf(hall.secret, request) };
  const before = hall.answers.find(remembered, hall.loop.now());
  if (before) {
    // The first request may still be on its way to the disk.
    await hall.loop.settled();
    if (before === "conflict") throw new HttpProblem("key-reused");
    return sendAnswer(reply, before);
  }
  let given: Answer | undefined;
  const toAnswer = (outcome: Outcome) => {
    given = answerOf(reply, status, outcome);
    return given;
  };
  await hall.loop.submit(intent, { answer, remember: { remembered, toAnswer } });
  if (!given) throw new HttpProblem("internal");
  return sendAnswer(reply, given);
}

function answerOf(reply: AnyReply, status: number, outcome: Outcome): Answer {
  if (outcome.kind === "done")
    return { status, answer: String(reply.code(status).serialize(outcome.answer)) };
  const body = problemOf(outcome.refusal);
  return { status: body.status, answer: JSON.stringify(body) };
}

function sendAnswer(reply: AnyReply, { status, answer }: Answer): unknown {
  return reply
    .code(status)
    .type(status < 400 ? "application/json; charset=utf-8" : PROBLEM_TYPE)
    .send(answer);
}

/**
 * The same for two requests that ask for the same, however their JSON is written. Keyed, since a body may hold a
 * holder's document number, which could be guessed from a plain hash.
 */
function hashOf(secret: Buffer, { method, url, body }: AnyRequest): string {
  return createHmac("sha256", secret)
    .update(`${method} ${url} ${canonicalJson(body)}`)
    .digest("hex");
}
