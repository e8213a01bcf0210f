import Type, { type Static, type TSchema } from "typebox";
import type { Actor, TicketId, WindowId } from "../../core/ids.ts";
import type { Intent } from "../../core/intents.ts";
import type { Access } from "../access.ts";
import { atWindowAnswer } from "../answers.ts";
import type { HallPort } from "../hall-port.ts";
import { perform } from "../perform.ts";
import { HttpProblem, problemResponses } from "../problems.ts";
import { AtWindow, Id, IdempotencyHeaders, strict } from "../schemas.ts";
import { tabletToken } from "../tablet-token.ts";
import type { App } from "../typed.ts";

const Reason = Type.String({ minLength: 1, maxLength: 200 });
const Nothing = Type.Object({}, strict);
const MaybeReason = Type.Object({ reason: Type.Optional(Reason) }, strict);
const OneTicket = Type.Object(
  { ticket: Type.String({ ...Id, description: "its id, or its number of today" }) },
  strict,
);
const OutOfTurn = Type.Object({ ...OneTicket.properties, reason: Reason }, strict);
const Finish = Type.Object(
  {
    outcome: Type.Optional(Type.Enum(["done", "accepted", "papers-missing", "referred", "consultation"])),
    inviteRating: Type.Optional(Type.Boolean()),
  },
  strict,
);
const Transfer = Type.Object(
  {
    queue: Type.Optional(Id),
    window: Type.Optional(Id),
    keepPlace: Type.Optional(Type.Boolean({ description: "its place by its first issue, not the tail" })),
  },
  { ...strict, oneOf: [{ required: ["queue"] }, { required: ["window"] }] },
);
const WalkIn = Type.Object({ service: Id }, strict);

const atWindow = { params: Type.Object({ window: Id }) };
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
    status: 200 | 201 = 200,
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
      const by = access.actorAt(request, window);
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
    WalkIn,
    (place, { service }) => ({ type: "walk-in", ...place, service, ticket: hall.newTicketId() }),
    201,
  );
  verb("pause", "Call nobody for a while", MaybeReason, (place, { reason = NO_REASON }) => ({
    type: "pause",
    ...place,
    reason,
  }));
  verb("resume", "Go on after a pause", MaybeReason, (place) => ({ type: "resume", ...place }));
  verb("open", "Open the window", MaybeReason, (place) => ({ type: "open-window", ...place }));
  verb("close", "Close the window", MaybeReason, (place, { reason = NO_REASON }) => ({
    type: "close-window",
    ...place,
    reason,
  }));

  const token = {
    ...atWindow,
    tags: ["windows"],
    summary: "The token of the window's rating tablet",
    response: { 200: Type.Object({ token: Type.String() }), ...problemResponses },
  };
  app.get("/windows/:window/tablet-token", { schema: token }, async (request) => {
    const { window } = request.params;
    if (!access.open) throw new HttpProblem(access.session(request) ? "not-allowed" : "not-signed-in");
    if (!hall.loop.state.windows.has(window)) throw new HttpProblem("unknown-window", { window });
    return { token: tabletToken(hall.secret, window) };
  });
}
