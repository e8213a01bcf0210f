import Type, { type Static } from "typebox";
import type { IntentOf } from "../../core/intents.ts";
import { type HallState, RATING_REASONS } from "../../core/state.ts";
import type { Access } from "../access.ts";
import { timeIn, visitAnswer } from "../answers.ts";
import type { HallPort } from "../hall-port.ts";
import { perform } from "../perform.ts";
import { HttpProblem, problemResponses } from "../problems.ts";
import {
  Id,
  IdempotencyHeaders,
  idParams,
  Level,
  Outcome,
  RatingAnswer,
  RatingChannel,
  RatingReason,
  strict,
  VisitAnswer,
} from "../schemas.ts";
import type { AnyRequest, App } from "../typed.ts";

const Rating = Type.Object(
  {
    level: Level,
    channel: RatingChannel,
    reasons: Type.Optional(
      Type.Array(RatingReason, {
        minItems: 1,
        maxItems: RATING_REASONS.length,
        uniqueItems: true,
        description: "why it was bad",
      }),
    ),
    text: Type.Optional(
      Type.String({ minLength: 1, maxLength: 500, description: "in one's own words; sealed in the journal" }),
    ),
    ticket: Type.Optional(
      Type.String({ ...Id, description: "the id of the visit's ticket, from its holder" }),
    ),
  },
  {
    ...strict,
    examples: [
      { level: 5, channel: "phone", ticket: "mYtv3hbZQ0Wq2k1x" },
      { level: 2, channel: "tablet", reasons: ["waited-long"], text: "I waited for two hours" },
    ],
  },
);
const NewOutcome = Type.Object({ outcome: Outcome }, { ...strict, examples: [{ outcome: "accepted" }] });

/** Rating is for whoever was served, never for the one who served; correcting how it ended is for staff. */
export async function visitRoutes(
  app: App,
  { hall, access }: { hall: HallPort; access: Access },
): Promise<void> {
  const schema = {
    tags: ["citizens"],
    summary: "Rate a finished visit, once",
    params: idParams,
    headers: IdempotencyHeaders,
    body: Rating,
    response: { 201: RatingAnswer, ...problemResponses },
  };
  app.post("/visits/:id/rating", { schema }, (request, reply) => {
    const visit = request.params.id;
    const { ticket, ...rating } = request.body;
    const by = raterOf(access, request, ticket);
    return perform(hall, request, reply, {
      intent: { type: "rate-visit", visit, ...rating, by },
      actor: "window" in by ? `tablet:${by.window}` : "holder",
      status: 201,
      answer: (state) => ratingAnswer(state, visit),
    });
  });

  const outcomeSchema = {
    tags: ["windows"],
    summary: "Correct how a finished visit ended",
    params: idParams,
    headers: IdempotencyHeaders,
    body: NewOutcome,
    response: { 200: VisitAnswer, ...problemResponses },
  };
  app.post("/visits/:id/outcome", { schema: outcomeSchema }, (request, reply) => {
    const id = request.params.id;
    const window = hall.loop.state.visits.get(id)?.window;
    const by = window === undefined ? access.staff(request) : access.actorAt(request, window);
    return perform(hall, request, reply, {
      intent: { type: "correct-outcome", visit: id, outcome: request.body.outcome, by },
      actor: by,
      status: 200,
      answer(state) {
        const visit = state.visits.get(id);
        return visit ? visitAnswer(state, visit) : null;
      },
    });
  });
}

/** A clerk is refused even with the holder's ticket: it passes through their hands. */
function raterOf(
  access: Access,
  request: AnyRequest,
  ticket: string | undefined,
): IntentOf<"rate-visit">["by"] {
  if (access.session(request)) throw new HttpProblem("not-allowed");
  if (ticket !== undefined) return { ticket };
  const window = access.tablet(request);
  if (window === undefined) throw new HttpProblem("not-signed-in");
  return { window };
}

function ratingAnswer(state: HallState, visit: string): Static<typeof RatingAnswer> | null {
  const rating = state.visits.get(visit)?.rating;
  return rating
    ? { visit, level: rating.level, channel: rating.channel, at: timeIn(state, rating.at) }
    : null;
}
