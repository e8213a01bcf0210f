import Type, { type Static, type TSchema } from "typebox";
import type { Actor, TicketId, WindowId } from "../../core/ids.ts";
import type { Intent } from "../../core/intents.ts";
import type { Access } from "../access.ts";
import { atWindowAnswer } from "../answers.ts";
import { atPrinter, type HallPort } from "../hall-port.ts";
import { tabletToken } from "../hall-tokens.ts";
import { perform } from "../perform.ts";
import { HttpProblem, problemResponses } from "../problems.ts";
import {
  AtWindow,
  Id,
  IdempotencyHeaders,
  Nothing,
  Outcome,
  Reason,
  strict,
  windowParams,
} from "../schemas.ts";
import type { App } from "../typed.ts";

const MaybeReason = Type.Object(
  { reason: Type.Optional(Reason) },
  { ...strict, examples: [{ reason: "rest" }] },
);
const OneTicket = Type.Object(
  { ticket: Type.String({ ...Id, description: "its id, or its number of today" }) },
  { ...strict, examples: [{ ticket: "A017" }] },
);
const OutOfTurn = Type.Object(
  { ...OneTicket.properties, reason: Reason },
  { ...strict, examples: [{ ticket: "A017", reason: "with a small child" }] },
);
const Finish = Type.Object(
  {
    outcome: Type.Optional(Outcome),
    inviteRating: Type.Optional(Type.Boolean()),
  },
  { ...strict, examples: [{ outcome: "done", inviteRating: true }] },
);
const Transfer = Type.Object(
  {
    queue: Type.Optional(Id),
    window: Type.Optional(Id),
    keepPlace: Type.Optional(Type.Boolean({ description: "its place by its first issue, not the tail" })),
  },
  {
    ...strict,
    oneOf: [{ required: ["queue"] }, { required: ["window"] }],
    examples: [{ queue: "payment", keepPlace: true }, { window: "7" }],
  },
);
const OneService = Type.Object({ service: Id }, { ...strict, examples: [{ service: "id-card" }] });
const Promised = Type.Object(
  {
    workdays: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 365, description: "the service's own time limit otherwise" }),
    ),
    papers: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
        maxItems: 20,
        description: "still to be handed in",
      }),
    ),
    dispenser: Type.Optional(Type.String({ ...Id, description: "where the slip comes out" })),
  },
  { ...strict, examples: [{ workdays: 5, papers: ["household register"], dispenser: "door" }] },
);

const atWindow = { params: windowParams };
const NO_REASON = "not said";

/** Who acts, and where. */
interface Place {
  window: WindowId;
  by: Actor;
}

/** What a clerk does at a window. */
export async function windowRoutes(
  app: App,
  { hall, access }: { hall: HallPort; access: Access },
): Promise<void> {
  function verb<Body extends TSchema>(
    name: string,
    summary: string,
    body: Body,
    toIntent: (place: Place, body: Static<Body>) => Intent,
    { status = 200, fromAfar = false }: { status?: 200 | 201; fromAfar?: boolean } = {},
  ): void {
    const schema = {
      ...atWindow,
      tags: ["windows"],
      summary,
      headers: IdempotencyHeaders,
      body,
      response: { [status]: AtWindow, ...problemResponses },
    };
    app.post(`/windows/:window/${name}`, { schema }, (request, reply) => {
      const { window } = request.params as Static<typeof atWindow.params>;
      const by = fromAfar ? access.actorOver(request, window) : access.actorAt(request, window);
      return perform(hall, request, reply, {
        intent: toIntent({ window, by }, request.body as Static<Body>),
        actor: by,
        status,
        answer: (state, events) => atWindowAnswer(state, events, window, hall.estimate),
      });
    });
  }
  const ticketCalled = (text: string): TicketId => hall.loop.state.numbers.get(text) ?? text;

  verb("call-next", "Call the next ticket", Nothing, (place) => ({ type: "call-next", ...place }));
  verb("call", "Call a particular ticket, out of turn", OutOfTurn, (place, { ticket, reason }) => ({
    type: "call-ticket",
    ...place,
    ticket: ticketCalled(ticket),
    reason,
  }));
  verb("recall", "Call the ticket in hand again", Nothing, (place) => ({ type: "recall", ...place }));
  verb("start", "Whoever was called is here", Nothing, (place) => ({ type: "start", ...place }));
  verb("no-show", "Whoever was called did not come", Nothing, (place) => ({ type: "no-show", ...place }));
  verb("finish", "The visit is over", Finish, (place, body) => ({ type: "finish", ...place, ...body }));
  verb("park", "Put the ticket in hand aside", Nothing, (place) => ({ type: "park", ...place }));
  verb("unpark", "Bring a parked ticket back", OneTicket, (place, { ticket }) => ({
    type: "unpark",
    ...place,
    ticket: ticketCalled(ticket),
  }));
  verb("transfer", "Send the ticket in hand to another line", Transfer, (place, body) => ({
    type: "transfer",
    ...place,
    to: body.window === undefined ? { queue: body.queue ?? "" } : { window: body.window },
    keepPlace: body.keepPlace ?? false,
  }));
  verb(
    "walk-in",
    "Serve someone without a ticket, with a number, at once",
    OneService,
    (place, { service }) => ({ type: "walk-in", ...place, service, ticket: hall.newSecretId() }),
    { status: 201 },
  );
  verb("undo-no-show", "The last no-show here was a mistake: the call stands again", Nothing, (place) => ({
    type: "undo-no-show",
    ...place,
  }));
  verb(
    "correct-service",
    "They came for another service than the ticket says",
    OneService,
    (place, body) => ({
      type: "correct-service",
      ...place,
      ...body,
    }),
  );
  verb("add-case", "One more case in the same visit", OneService, (place, body) => ({
    type: "add-case",
    ...place,
    ...body,
  }));
  verb("promise", "Promise the result for a later workday", Promised, (place, { papers = [], ...body }) => ({
    type: "make-promise",
    ...place,
    ...body,
    ...atPrinter(hall, body.dispenser),
    papers,
  }));
  const fromAfar = { fromAfar: true };
  verb(
    "pause",
    "Call nobody for a while",
    MaybeReason,
    (place, { reason = NO_REASON }) => ({ type: "pause", ...place, reason }),
    fromAfar,
  );
  verb("resume", "Go on after a pause", MaybeReason, (place) => ({ type: "resume", ...place }), fromAfar);
  verb("open", "Open the window", MaybeReason, (place) => ({ type: "open-window", ...place }), fromAfar);
  verb(
    "close",
    "Close the window",
    MaybeReason,
    (place, { reason = NO_REASON }) => ({ type: "close-window", ...place, reason }),
    fromAfar,
  );

  const token = {
    ...atWindow,
    tags: ["windows"],
    summary: "The token of the window's rating tablet",
    response: { 200: Type.Object({ token: Type.String() }), ...problemResponses },
  };
  app.get("/windows/:window/tablet-token", { schema: token }, async (request) => {
    const { window } = request.params;
    if (!access.open && !access.operator(request))
      throw new HttpProblem(access.session(request) ? "not-allowed" : "not-signed-in");
    if (!hall.loop.state.windows.has(window)) throw new HttpProblem("unknown-window", { window });
    return { token: tabletToken(hall.secret, window) };
  });
}
