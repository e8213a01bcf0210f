import type { FastifyInstance } from "fastify";
import type { FakeHall } from "./fake-hall.ts";
import { FakeRefusal } from "./fake-records.ts";

type FakeTicket = ReturnType<FakeHall["find"]>;

const api = "/api/v1";
const returnMinutes = 30;

function isLive({ state }: FakeTicket): boolean {
  return ["waiting", "called", "serving", "parked"].includes(state);
}

/** What the hall tells its staff of tickets, by number, and what they ask of visits that are over. */
export function staffRoutes(app: FastifyInstance, hall: FakeHall): void {
  const staffTicket = (ticket: FakeTicket) => {
    const { number, service, queue, lane, language, state, issuedAt, window, escort } = ticket;
    const missed = state === "no-show";
    return {
      number,
      service,
      queue,
      lane,
      language,
      state,
      issuedAt,
      since: issuedAt,
      ahead: state === "waiting" ? hall.line(queue).indexOf(ticket) : null,
      window: missed || state === "waiting" ? null : window,
      missedAt: missed ? window : null,
      returnUntil: missed ? new Date(hall.now().getTime() + returnMinutes * 60_000).toISOString() : null,
      escort,
      guide: escort === "taken" ? "guide:dawa" : null,
    };
  };
  const staffOnly = () => {
    if (hall.signInNeeded && hall.sessions.size === 0) throw new FakeRefusal(401, "not-signed-in");
  };

  app.get(`${api}/windows/:window/line`, async (request) => {
    staffOnly();
    const window = hall.window((request.params as { window: string }).window);
    const tickets = [...hall.tickets.values()];
    const clerk = [...hall.sessions].at(-1);
    return {
      clerk: clerk === undefined ? null : { id: clerk, name: `Clerk ${clerk}` },
      inHand: window.ticket && staffTicket(window.ticket),
      next: window.sign.flatMap((queue) => hall.line(queue)).map(staffTicket),
      parked: tickets.filter((each) => each.state === "parked" && each.window === window.id).map(staffTicket),
    };
  });

  app.get(`${api}/alarms`, async () => {
    staffOnly();
    return hall.alarms;
  });

  app.get(`${api}/staff/tickets`, async (request) => {
    staffOnly();
    const { number, state, escort } = request.query as Record<string, string | undefined>;
    const found = [...hall.tickets.values()].filter(
      (each) =>
        (number === undefined || each.number === number || each.number.replace(/\D/g, "") === number) &&
        (state === undefined || each.state === state) &&
        (escort === undefined || (isLive(each) && (each.escort === "asked" || each.escort === "taken"))),
    );
    return found.map(staffTicket);
  });

  app.post(`${api}/staff/sign-in`, async (request) => {
    const { staff, pin } = request.body as { staff: string; pin: string };
    if (pin !== "1234") throw new FakeRefusal(401, "wrong-pin");
    hall.sessions.add(staff);
    return { token: "staff-session-of-the-test", staff, name: staff, role: "guide" };
  });
  app.get(`${api}/staff/me`, async () => {
    const staff = [...hall.sessions].at(-1);
    if (staff === undefined) throw new FakeRefusal(401, "not-signed-in");
    return { staff, name: staff, role: "guide" };
  });
  app.post(`${api}/staff/sign-out`, async () => {
    hall.sessions.clear();
    return { staff: null };
  });

  app.post(`${api}/visits/:id/:act`, async (request, reply) => {
    const { id, act } = request.params as { id: string; act: string };
    const visit = hall.visits.get(id);
    if (visit === undefined) throw new FakeRefusal(404, "unknown-visit");
    if (act === "case-slip") return reply.code(201).send({ job: "j1", dispenser: "1" });
    visit.outcome = (request.body as { outcome: string }).outcome;
    return visit;
  });
}
