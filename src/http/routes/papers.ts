import Type, { type Static } from "typebox";
import type { HallEvent } from "../../core/events.ts";
import type { Access } from "../access.ts";
import { atPrinter, type HallPort } from "../hall-port.ts";
import { perform } from "../perform.ts";
import { problemResponses } from "../problems.ts";
import { Id, IdempotencyHeaders, idParams, Language, strict } from "../schemas.ts";
import type { App } from "../typed.ts";

const dispenser = Type.String({ ...Id, description: "the dispenser whose printer prints it" });
const NoticeWish = Type.Object(
  { dispenser, language: Type.Optional(Language) },
  { ...strict, examples: [{ dispenser: "door", language: "bo" }] },
);
const SlipWish = Type.Object({ dispenser }, { ...strict, examples: [{ dispenser: "door" }] });
const Asked = Type.Object({ job: Type.String(), dispenser: Type.String() });

/** Papers that are not tickets. */
export async function paperRoutes(
  app: App,
  { hall, access }: { hall: HallPort; access: Access },
): Promise<void> {
  const printed = {
    params: idParams,
    headers: IdempotencyHeaders,
    response: { 201: Asked, ...problemResponses },
  };

  const notice = {
    ...printed,
    tags: ["citizens"],
    summary: "Print what to bring and to know for a service",
    body: NoticeWish,
  };
  app.post("/services/:id/notice", { schema: notice }, (request, reply) => {
    const by = access.actor(request, "anyone");
    const { dispenser, ...wish } = request.body;
    return perform(hall, request, reply, {
      intent: {
        type: "print-notice",
        service: request.params.id,
        ...wish,
        ...atPrinter(hall, dispenser),
        by,
      },
      actor: by,
      status: 201,
      answer: (_state, events) => asked(events),
    });
  });

  const caseSlip = {
    ...printed,
    tags: ["windows"],
    summary: "Print what was taken in at a visit",
    body: SlipWish,
  };
  app.post("/visits/:id/case-slip", { schema: caseSlip }, (request, reply) => {
    const visit = request.params.id;
    const window = hall.loop.state.visits.get(visit)?.window;
    const by = window === undefined ? access.staff(request) : access.actorAt(request, window);
    return perform(hall, request, reply, {
      intent: { type: "print-case-slip", visit, ...atPrinter(hall, request.body.dispenser), by },
      actor: by,
      status: 201,
      answer: (_state, events) => asked(events),
    });
  });

  const daySlip = {
    tags: ["operation"],
    summary: "Print the day in figures, with the hash of the journal's last durable event",
    headers: IdempotencyHeaders,
    body: SlipWish,
    response: { 201: Asked, ...problemResponses },
  };
  app.post("/day-slip", { schema: daySlip }, (request, reply) => {
    const by = access.leader(request);
    const at = atPrinter(hall, request.body.dispenser);
    return perform(hall, request, reply, {
      intent: { type: "print-day-slip", anchor: hall.anchor(), ...at, by },
      actor: by,
      status: 201,
      answer: (_state, events) => asked(events),
    });
  });
}

function asked(events: readonly HallEvent[]): Static<typeof Asked> | null {
  const event = events.find(({ type }) => type === "print-requested" || type === "slip-requested");
  return event && "dispenser" in event.data && "job" in event.data
    ? { job: event.data.job, dispenser: event.data.dispenser }
    : null;
}
