import Type, { type Static } from "typebox";
import { lineFor } from "../../core/line.ts";
import type { HallState, Ticket } from "../../core/state.ts";
import type { Access } from "../access.ts";
import type { HallPort } from "../hall-port.ts";
import { HttpProblem, problemResponses } from "../problems.ts";
import { orNull, strict, windowParams } from "../schemas.ts";
import { StaffTicket, staffTicket } from "../staff-ticket-view.ts";
import type { App } from "../typed.ts";

const TICKETS_SHOWN = 50;
const WAITING_SHOWN = 20;

const Wanted = Type.Object(
  {
    number: Type.Optional(
      Type.String({ minLength: 1, maxLength: 20, description: "of today, or its digits alone" }),
    ),
    state: Type.Optional(Type.Enum(["parked", "no-show"])),
    escort: Type.Optional(Type.Enum(["open"], { description: "somebody is to go along, or is on the way" })),
  },
  { ...strict, minProperties: 1 },
);
const WindowLine = Type.Object({
  clerk: orNull(
    Type.Object({ id: Type.String(), name: Type.String() }, { description: "who is signed in there" }),
  ),
  inHand: orNull(StaffTicket),
  next: Type.Array(StaffTicket),
  parked: Type.Array(StaffTicket),
});
type Wanted = { number?: string; state?: string; escort?: string };

/** The day's tickets for those who look after their holders. */
export async function staffTicketRoutes(
  app: App,
  { hall, access }: { hall: HallPort; access: Access },
): Promise<void> {
  const found = {
    tags: ["guide"],
    summary: "Find tickets by number, those who missed their call, or those who wait for company",
    querystring: Wanted,
    response: { 200: Type.Array(StaffTicket), ...problemResponses },
  };
  app.get("/staff/tickets", { schema: found }, async (request) => {
    access.staff(request);
    const { state } = hall.loop;
    const tickets = [...state.tickets.values()].filter((ticket) => isWanted(ticket, request.query));
    const newestFirst = tickets.sort((a, b) => b.since - a.since).slice(0, TICKETS_SHOWN);
    const answer = newestFirst.map((ticket) => staffTicket(state, ticket));
    await hall.loop.settled();
    return answer;
  });

  const line = {
    params: windowParams,
    tags: ["windows"],
    summary: "Whom the window has in hand, whom it would call next, in order, and whom it has parked",
    response: { 200: WindowLine, ...problemResponses },
  };
  app.get("/windows/:window/line", { schema: line }, async (request) => {
    const { window } = request.params;
    access.actorAt(request, window);
    const answer = lineAt(hall.loop.state, window);
    await hall.loop.settled();
    return answer;
  });
}

function isWanted({ number: its, state: itsState, escort: itsEscort }: Ticket, wanted: Wanted): boolean {
  const { number, state, escort } = wanted;
  if (number !== undefined && its !== number && its.replace(/\D/g, "") !== number) return false;
  if (state !== undefined && itsState !== state) return false;
  return (
    escort === undefined ||
    (isLive(itsState) && (itsEscort?.state === "asked" || itsEscort?.state === "taken"))
  );
}

function isLive(state: Ticket["state"]): boolean {
  return state === "waiting" || state === "called" || state === "serving" || state === "parked";
}

function lineAt(state: HallState, id: string): Static<typeof WindowLine> {
  const window = state.windows.get(id);
  if (!window || !state.rules) throw new HttpProblem("unknown-window", { window: id });
  const inHand = state.tickets.get(window.ticket ?? "");
  const parked = [...state.tickets.values()].filter((each) => each.state === "parked" && each.window === id);
  const clerk = state.rules.clerks.find((each) => each.id === window.clerk);
  return {
    clerk: clerk ? { id: clerk.id, name: clerk.name } : null,
    inHand: inHand ? staffTicket(state, inHand) : null,
    next: lineFor(state, state.rules, window, WAITING_SHOWN).map((ticket) => staffTicket(state, ticket)),
    parked: parked.map((ticket) => staffTicket(state, ticket)),
  };
}
