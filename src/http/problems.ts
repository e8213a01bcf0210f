import { STATUS_CODES } from "node:http";
import type { FastifyError, FastifySchemaValidationError } from "fastify";
import Type, { type Static } from "typebox";
import { REFUSALS, type Refusal, type RefusalCode } from "../core/refusals.ts";
import { JournalFault } from "../journal/fault.ts";
import type { AnyReply } from "./typed.ts";

/** What HTTP itself says no to; what the rules say no to stands in `REFUSALS`. */
export const PROBLEMS = {
  malformed: { status: 400, meaning: "The request is not as its description has it." },
  "config-faulty": { status: 400, meaning: "The configuration has faults; nothing was changed." },
  "not-signed-in": { status: 401, meaning: "This needs a signed-in clerk, or the token of a tablet." },
  "wrong-pin": { status: 401, meaning: "There is no such clerk, or the PIN is not theirs." },
  "not-allowed": { status: 403, meaning: "Whoever asks may not do this." },
  "not-found": { status: 404, meaning: "There is nothing at this address." },
  "too-large": { status: 413, meaning: "The body is over 64 KiB." },
  "wrong-content-type": { status: 415, meaning: "The body must be application/json." },
  "key-reused": { status: 422, meaning: "This Idempotency-Key came before, with another request." },
  "upgrade-required": { status: 426, meaning: "This address speaks WebSocket only." },
  "too-many": { status: 429, meaning: "Too many requests; try again in a moment." },
  internal: { status: 500, meaning: "The hall made a mistake; it is in the log." },
  "journal-unavailable": { status: 503, meaning: "The hall cannot save what happens; nothing was changed." },
  "not-ready": { status: 503, meaning: "The hall cannot serve now." },
} as const;

export type ProblemCode = keyof typeof PROBLEMS | RefusalCode;

/** RFC 9457. `code` is what programs rely on; `facts` hold what a person needs to act on it. */
export const Problem = Type.Object({
  type: Type.String({ description: "about:blank: the code says all there is" }),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  detail: Type.String(),
  facts: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});
export type Problem = Static<typeof Problem>;

export const PROBLEM_TYPE = "application/problem+json";

/** For the responses of a route: each status of 400 and above is a problem. */
export const problemResponses = {
  "4xx": { description: "refused", content: { [PROBLEM_TYPE]: { schema: Problem } } },
  "5xx": { description: "failed", content: { [PROBLEM_TYPE]: { schema: Problem } } },
};

const REFUSAL_STATUS = { rule: 409, unknown: 404, forbidden: 403 } as const;

export function problem(code: ProblemCode, facts?: Record<string, unknown>, detail?: string): Problem {
  const { status, meaning } = entryOf(code);
  return {
    type: "about:blank",
    title: STATUS_CODES[status] ?? "",
    status,
    code,
    detail: detail ?? meaning,
    ...(facts ? { facts } : {}),
  };
}

export function problemOf({ code, facts }: Refusal): Problem {
  return problem(code, facts);
}

function entryOf(code: ProblemCode): { status: number; meaning: string } {
  if (code in PROBLEMS) return PROBLEMS[code as keyof typeof PROBLEMS];
  const { kind, meaning } = REFUSALS[code as RefusalCode];
  return { status: REFUSAL_STATUS[kind], meaning };
}

/** Thrown where a handler or hook cannot go on. */
export class HttpProblem extends Error {
  readonly problem: Problem;
  readonly statusCode: number;

  constructor(code: ProblemCode, facts?: Record<string, unknown>, detail?: string) {
    super(code);
    this.name = "HttpProblem";
    this.problem = problem(code, facts, detail);
    this.statusCode = this.problem.status;
  }
}

const FRAMEWORK_CODES: Record<string, ProblemCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "too-large",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "wrong-content-type",
  FST_ERR_NOT_FOUND: "not-found",
  FST_ERR_MAX_PARAM_LENGTH: "not-found",
};

/** Names whatever was thrown. What has no name of ours is a mistake of ours, unless the framework blames the caller. */
export function problemFrom(error: unknown): Problem {
  if (error instanceof HttpProblem) return error.problem;
  if (error instanceof JournalFault) return problem("journal-unavailable", { fault: error.code });
  if (!(error instanceof Error)) return problem("internal");
  const { code, statusCode, validation } = error as Partial<FastifyError>;
  const known = FRAMEWORK_CODES[String(code)];
  if (known) return problem(known);
  if (validation) return problem("malformed", { errors: validation.map(faultIn) }, error.message);
  if (statusCode === 400) return problem("malformed", undefined, error.message);
  if (statusCode === 404) return problem("not-found");
  return problem("internal");
}

/** Where in the request something is wrong, as a JSON pointer, and what. */
function faultIn({ instancePath, message, params }: FastifySchemaValidationError): object {
  return { at: instancePath, message, params };
}

export function sendProblem(reply: AnyReply, body: Problem): unknown {
  if (body.status === 429 || body.status === 503)
    reply.header("retry-after", String(body.facts?.waitSeconds ?? 1));
  return reply.code(body.status).type(PROBLEM_TYPE).send(body);
}
