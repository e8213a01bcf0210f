import Type from "typebox";
import type { AppointmentId } from "../../core/ids.ts";
import type { IntentOf } from "../../core/intents.ts";
import type { HallState } from "../../core/state.ts";
import { appointmentOf, CODE_PATTERN, newAppointmentId } from "../../runtime/appointment-code.ts";
import type { Access } from "../access.ts";
import { appointmentAnswer, ticketNow, timeIn } from "../answers.ts";
import { FailureGuard } from "../failure-guard.ts";
import { atPrinter, type HallPort } from "../hall-port.ts";
import { perform } from "../perform.ts";
import { HttpProblem, problemResponses } from "../problems.ts";
import {
  AppointmentAnswer,
  Id,
  IdempotencyHeaders,
  idParams,
  Language,
  Nothing,
  SlotAnswer,
  strict,
  TicketAnswer,
} from "../schemas.ts";
import { slotsOn } from "../slots.ts";
import type { AnyReply, AnyRequest, App } from "../typed.ts";

const SlotAt = Type.String({ format: "date-time", maxLength: 40, description: "ISO 8601 with an offset" });
const Booking = Type.Object(
  { service: Id, slotAt: SlotAt },
  { ...strict, examples: [{ service: "residence", slotAt: "2026-11-23T09:30:00+08:00" }] },
);
const Move = Type.Object(
  { slotAt: SlotAt },
  { ...strict, examples: [{ slotAt: "2026-11-23T10:00:00+08:00" }] },
);
const CheckIn = Type.Object(
  {
    code: Type.String({ pattern: CODE_PATTERN, description: "as the booking gave it" }),
    language: Type.Optional(Language),
    dispenser: Type.Optional(Type.String({ ...Id, description: "the dispenser whose printer prints it" })),
  },
  { ...strict, examples: [{ code: "04815162", language: "bo", dispenser: "door" }] },
);
/** Wrong codes from one address in a minute; a kiosk's citizens share one. */
const WRONG_CODES_MAXIMUM = 10;
const SlotQuery = Type.Object(
  {
    service: Id,
    day: Type.String({ format: "date", description: "YYYY-MM-DD in the hall's time zone" }),
  },
  strict,
);

interface Parts {
  hall: HallPort;
  access: Access;
}

/** Appointments, for whoever has booked them: the id is their secret, and its code is typed at the kiosk. */
export async function appointmentRoutes(app: App, parts: Parts): Promise<void> {
  slotRoute(app, parts);
  checkInRoute(app, parts);
  bookingRoutes(app, parts);
}

const posted = { tags: ["citizens"], headers: IdempotencyHeaders };
const found = { 200: AppointmentAnswer, ...problemResponses };

function slotRoute(app: App, { hall }: Parts): void {
  const schema = {
    tags: ["citizens"],
    summary: "The times of a day for which appointments are given, with free places",
    querystring: SlotQuery,
    response: { 200: Type.Array(SlotAnswer), ...problemResponses },
  };
  app.get("/appointments/slots", { schema }, async (request) => {
    const { service, day } = request.query;
    const { state } = hall.loop;
    if (!state.rules?.services.some(({ id }) => id === service))
      throw new HttpProblem("unknown-service", { service });
    const slots = slotsOn(state, service, day, hall.loop.now());
    await hall.loop.settled();
    return slots.map((slot) => ({ ...slot, slotAt: timeIn(state, slot.slotAt) }));
  });
}

function checkInRoute(app: App, { hall, access }: Parts): void {
  const wrongCodes = new FailureGuard(WRONG_CODES_MAXIMUM);
  const schema = {
    ...posted,
    summary: "Take the ticket of an appointment by the code that was given for it",
    body: CheckIn,
    response: { 201: TicketAnswer, ...problemResponses },
  };
  app.post("/appointments/check-in", { schema }, (request, reply) => {
    const { code, dispenser, ...rest } = request.body;
    const [places, now] = [[request.ip], hall.loop.now()];
    wrongCodes.begin(places, now);
    const booked = appointmentOf(hall.loop.state, code);
    if (!booked) throw new HttpProblem("unknown-appointment");
    wrongCodes.forget(places, now);
    const { id: appointment, service } = booked;
    const ticket = hall.newSecretId();
    const by = access.actor(request, "kiosk");
    const wish = { ticket, service, appointment, lane: "appointment", channel: "kiosk" } as const;
    return perform(hall, request, reply, {
      intent: { type: "issue-ticket", ...wish, ...rest, ...atPrinter(hall, dispenser), by },
      actor: access.actor(request, "anyone"),
      status: 201,
      answer: (state) => ticketNow(state, ticket, hall.estimate),
    });
  });
}

function bookingRoutes(app: App, { hall, access }: Parts): void {
  function act(request: AnyRequest, reply: AnyReply, status: 200 | 201, intent: BookingIntent) {
    const actor = access.actor(request, "anyone");
    const answer = (state: HallState) => answerFor(state, intent.appointment);
    return perform(hall, request, reply, { intent, actor, status, answer });
  }
  const holder = (request: AnyRequest) => access.actor(request, "holder");

  const book = {
    ...posted,
    summary: "Book an appointment",
    body: Booking,
    response: { 201: AppointmentAnswer, ...problemResponses },
  };
  app.post("/appointments", { schema: book }, (request, reply) => {
    const { service, slotAt } = request.body;
    const appointment = newAppointmentId(hall.loop.state, hall.newSecretId);
    const wish = { appointment, service, slotAt: Date.parse(slotAt), by: holder(request) };
    return act(request, reply, 201, { type: "book-appointment", ...wish });
  });

  const see = { params: idParams, tags: ["citizens"], summary: "An appointment", response: found };
  app.get("/appointments/:id", { schema: see }, async (request) => {
    const answer = answerFor(hall.loop.state, request.params.id);
    await hall.loop.settled();
    if (!answer) throw new HttpProblem("unknown-appointment");
    return answer;
  });

  const move = { ...posted, params: idParams, summary: "To another slot", body: Move, response: found };
  app.post("/appointments/:id/move", { schema: move }, (request, reply) => {
    const wish = { appointment: request.params.id, slotAt: Date.parse(request.body.slotAt) };
    return act(request, reply, 200, { type: "move-appointment", ...wish, by: holder(request) });
  });

  const cancel = {
    ...posted,
    params: idParams,
    summary: "Give the slot back",
    body: Nothing,
    response: found,
  };
  app.post("/appointments/:id/cancel", { schema: cancel }, (request, reply) => {
    const wish = { appointment: request.params.id, by: holder(request) };
    return act(request, reply, 200, { type: "cancel-appointment", ...wish });
  });
}

type BookingIntent = IntentOf<"book-appointment" | "move-appointment" | "cancel-appointment">;

function answerFor(state: HallState, id: AppointmentId): AppointmentAnswer | null {
  const appointment = state.appointments.get(id);
  return appointment ? appointmentAnswer(state, appointment) : null;
}
