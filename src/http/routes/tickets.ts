import QRCode from "qrcode";
import Type, { type Static } from "typebox";
import type { TicketId } from "../../core/ids.ts";
import type { IntentOf } from "../../core/intents.ts";
import { HOLDER_PATTERN, holderToday } from "../../runtime/holders.ts";
import type { Access } from "../access.ts";
import { ticketNow } from "../answers.ts";
import { atPrinter, type HallPort } from "../hall-port.ts";
import { perform } from "../perform.ts";
import { HttpProblem, problemResponses } from "../problems.ts";
import {
  Id,
  IdempotencyHeaders,
  idParams,
  Lane,
  Language,
  Nothing,
  strict,
  TicketAnswer,
} from "../schemas.ts";
import type { AnyRequest, App } from "../typed.ts";

const NewTicket = Type.Object(
  {
    service: Id,
    lane: Type.Optional(Lane),
    reason: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: "for the priority lane" }),
    ),
    language: Type.Optional(Language),
    channel: Type.Optional(
      Type.String({
        // Walk-ins are known by their channel, and come by a route of their own.
        pattern: "^(?!walk-in$)[\\p{L}\\p{N}][\\p{L}\\p{N} _.-]{0,39}$",
        description: "how it was taken, e.g. kiosk, phone, guide; not walk-in",
      }),
    ),
    dispenser: Type.Optional(Type.String({ ...Id, description: "the dispenser whose printer prints it" })),
    appointment: Type.Optional(
      Type.String({ ...Id, description: "for the appointment lane: the booked one that is checked in" }),
    ),
    holder: Type.Optional(
      Type.String({
        pattern: HOLDER_PATTERN,
        description: "document number or phone; sealed, and compared by a keyed hash of the day",
      }),
    ),
    escort: Type.Optional(Type.Boolean({ description: "somebody is to go along" })),
  },
  {
    ...strict,
    examples: [
      { service: "residence", language: "bo", channel: "kiosk", dispenser: "door" },
      { service: "residence", lane: "priority", reason: "age", channel: "guide", escort: true },
    ],
  },
);

const byId = { params: idParams };

/** Tickets, for whoever holds them: the id is the holder's secret. */
export async function ticketRoutes(
  app: App,
  { hall, access }: { hall: HallPort; access: Access },
): Promise<void> {
  const created = { 201: TicketAnswer, ...problemResponses };
  const found = { 200: TicketAnswer, ...problemResponses };
  const posted = { tags: ["citizens"], headers: IdempotencyHeaders };

  app.post(
    "/tickets",
    { schema: { ...posted, summary: "Take a ticket", body: NewTicket, response: created } },
    (request, reply) => {
      const ticket = hall.newSecretId();
      const by = access.actor(request, request.body.channel === "kiosk" ? "kiosk" : "anyone");
      return perform(hall, request, reply, {
        intent: issueIntent(hall, request.body, ticket, by),
        actor: access.actor(request, "anyone"),
        status: 201,
        answer: (state) => ticketNow(state, ticket, hall.estimate),
      });
    },
  );

  app.get(
    "/tickets/:id",
    { schema: { ...byId, tags: ["citizens"], summary: "A ticket, for its holder", response: found } },
    async (request) => {
      const answer = ticketNow(hall.loop.state, request.params.id, hall.estimate);
      await hall.loop.settled();
      if (!answer) throw new HttpProblem("unknown-ticket");
      return answer;
    },
  );

  app.post(
    "/tickets/:id/cancel",
    { schema: { ...posted, ...byId, summary: "Leave", body: Nothing, response: found } },
    (request, reply) => {
      const ticket = request.params.id;
      return perform(hall, request, reply, {
        intent: { type: "cancel-ticket", ticket, by: "holder" },
        actor: access.actor(request, "anyone"),
        status: 200,
        answer: (state) => ticketNow(state, ticket, hall.estimate),
      });
    },
  );

  const picture = { 200: { description: "SVG", content: { "image/svg+xml": { schema: Type.String() } } } };
  app.get(
    "/tickets/:id/qr.svg",
    {
      schema: {
        ...byId,
        tags: ["citizens"],
        summary: "A QR code that leads to the ticket's page",
        response: { ...picture, ...problemResponses },
      },
    },
    async (request, reply) => {
      const known = hall.loop.state.tickets.get(request.params.id);
      await hall.loop.settled();
      if (!known) throw new HttpProblem("unknown-ticket");
      const svg = await QRCode.toString(pageOf(hall, request, known.id), {
        type: "svg",
        margin: 2,
        errorCorrectionLevel: "M",
      });
      return reply.type("image/svg+xml").send(svg);
    },
  );
}

function issueIntent(
  hall: HallPort,
  wanted: Static<typeof NewTicket>,
  ticket: TicketId,
  by: string,
): IntentOf<"issue-ticket"> {
  const { dispenser, channel = "web", holder, ...rest } = wanted;
  const held = holder === undefined ? {} : { holder: holderToday(hall.secret, hall.loop.state, holder) };
  return { type: "issue-ticket", ticket, ...rest, channel, ...atPrinter(hall, dispenser), ...held, by };
}

/** Where the holder follows the ticket: the hall's public address, or the one that this request came to. */
function pageOf(hall: HallPort, request: AnyRequest, id: TicketId): string {
  const base = hall.loop.state.rules?.hall.publicAddress ?? `${request.protocol}://${request.host}`;
  return `${base.replace(/\/$/, "")}/ticket/${encodeURIComponent(id)}`;
}
