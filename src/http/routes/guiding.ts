import Type, { type Static, type TSchema } from "typebox";
import type { HallEvent } from "../../core/events.ts";
import type { Actor, TicketId } from "../../core/ids.ts";
import type { Intent } from "../../core/intents.ts";
import type { HallState } from "../../core/state.ts";
import type { Access } from "../access.ts";
import { ticketNow } from "../answers.ts";
import { atPrinter, type HallPort } from "../hall-port.ts";
import { perform } from "../perform.ts";
import { problemResponses } from "../problems.ts";
import { Id, IdempotencyHeaders, idParams, Nothing, strict, TicketAnswer } from "../schemas.ts";
import type { AnyRequest, App } from "../typed.ts";

const Reprint = Type.Object(
  {
    dispenser: Type.String({ ...Id, description: "the dispenser whose printer prints it" }),
    paper: Type.Optional(
      Type.Enum(["ticket", "case-slip", "promise-slip"], { description: "the ticket itself otherwise" }),
    ),
  },
  { ...strict, examples: [{ dispenser: "door" }] },
);
const Reprinted = Type.Object({
  job: Type.String(),
  number: Type.String(),
  dispenser: Type.String(),
  copy: Type.Boolean({ description: "the paper says that it is a copy" }),
});

/** The ticket that somebody means, and who they are. */
interface Meant {
  ticket: TicketId;
  by: Actor;
}

/** What happens to tickets away from windows: staff may name a ticket by its number, its holder by its id. */
export async function guidingRoutes(
  app: App,
  { hall, access }: { hall: HallPort; access: Access },
): Promise<void> {
  function meantByStaff(request: AnyRequest, text: string): Meant {
    const by = access.staff(request);
    return { ticket: hall.loop.state.numbers.get(text) ?? text, by };
  }

  function act<Body extends TSchema, Answer extends TSchema>(
    { path, summary, body, status, answer }: ActSchema<Body, Answer>,
    meantBy: (request: AnyRequest, text: string) => Meant,
    toIntent: (meant: Meant, body: Static<Body>) => Intent,
    toAnswer: (state: HallState, events: readonly HallEvent[], meant: Meant) => Static<Answer> | null,
  ): void {
    const schema = {
      params: idParams,
      tags: ["guide"],
      summary,
      headers: IdempotencyHeaders,
      body,
      response: { [status]: answer, ...problemResponses },
    };
    app.post(`/tickets/:id/${path}`, { schema }, (request, reply) => {
      const meant = meantBy(request, (request.params as Static<typeof idParams>).id);
      return perform(hall, request, reply, {
        intent: toIntent(meant, request.body as Static<Body>),
        actor: meant.by,
        status,
        answer: (state, events) => toAnswer(state, events, meant),
      });
    });
  }

  const asItIsNow = (state: HallState, _events: readonly HallEvent[], { ticket }: Meant) =>
    ticketNow(state, ticket, hall.estimate);
  const toTicket = { body: Nothing, status: 200, answer: TicketAnswer } as const;

  act(
    { ...toTicket, path: "return", summary: "Who missed the call waits again, once" },
    (request, text) =>
      access.isStaff(request) ? meantByStaff(request, text) : { ticket: text, by: "holder" },
    (meant) => ({ type: "return-no-show", ...meant }),
    asItIsNow,
  );
  act(
    { ...toTicket, path: "escort/take", summary: "Go along with the holder" },
    meantByStaff,
    (meant) => ({ type: "take-escort", ...meant }),
    asItIsNow,
  );
  act(
    { ...toTicket, path: "escort/done", summary: "The holder has arrived" },
    meantByStaff,
    (meant) => ({ type: "end-escort", ...meant }),
    asItIsNow,
  );
  act(
    {
      path: "reprint",
      summary: "One more paper for who has lost theirs, marked as a copy",
      body: Reprint,
      status: 201,
      answer: Reprinted,
    },
    meantByStaff,
    (meant, body) => ({ type: "reprint", ...meant, ...body, ...atPrinter(hall, body.dispenser) }),
    (state, events, { ticket }) => {
      const asked = events.find((each) => each.type === "print-requested");
      const number = state.tickets.get(ticket)?.number ?? "";
      return asked
        ? { job: asked.data.job, number, dispenser: asked.data.dispenser, copy: asked.data.copy }
        : null;
    },
  );
}

interface ActSchema<Body extends TSchema, Answer extends TSchema> {
  path: string;
  summary: string;
  body: Body;
  status: 200 | 201;
  answer: Answer;
}
