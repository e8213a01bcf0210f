import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyHelmet from "@fastify/helmet";
import fastifyStatic from "@fastify/static";
import fastifyWebsocket from "@fastify/websocket";
import Fastify, { type FastifyInstance, type FastifyReply } from "fastify";
import QRCode from "qrcode";
import type { WebSocket } from "ws";
import { PAGES_POLICY } from "../../src/http/pages.ts";
import type { FakeHall } from "./fake-hall.ts";
import { FakeRefusal } from "./fake-records.ts";
import { fakeReportRoutes } from "./fake-reports.ts";
import { staffRoutes } from "./fake-staff.ts";
import { fakeVoiceRoutes } from "./fake-voice.ts";

const pagesDir = join(import.meta.dirname, "../../dist/pages");
export const tabletToken = "tablet-token-of-the-test";

export interface FakeServer {
  address: string;
  port: number;
  /** Drops every live connection and stops listening, as a daemon that dies. */
  close(): Promise<void>;
  /** Whether a page follows that topic by now: what happens before reaches it as a state, not as an event. */
  isFollowed(topic: string): boolean;
  /** Sends the pages a message that no act of the hall makes. */
  send(topic: string, message: Record<string, unknown>): void;
}

interface Listener {
  socket: WebSocket;
  topic: string;
  lastSeq: number;
}

function problem(reply: FastifyReply, status: number, code: string) {
  return reply
    .code(status)
    .type("application/problem+json")
    .send({ type: "about:blank", title: code, status, code, detail: code });
}

const api = "/api/v1";
const pageNames = ["kiosk", "screen", "clerk", "rating", "ticket", "manager", "guide", "voice"];

/** Serves the built pages and the contract from a hall in memory, under the policy that the daemon uses. */
export async function startFakeServer(hall: FakeHall, port = 0): Promise<FakeServer> {
  const app = Fastify({ forceCloseConnections: true });
  await app.register(fastifyHelmet, PAGES_POLICY);
  await app.register(fastifyWebsocket);
  await app.register(fastifyStatic, { root: pagesDir, serve: false });
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof FakeRefusal) return problem(reply, error.status, error.code);
    return problem(reply, 500, "internal");
  });
  app.setNotFoundHandler((_request, reply) => problem(reply, 404, "not-found"));
  app.addHook("preHandler", async (request) => {
    if (request.method === "POST")
      hall.asked.push({ path: request.url.slice(api.length), body: { ...(request.body as object) } });
  });
  const live = liveRoute(app, hall);
  fakeVoiceRoutes(app, api, hall);
  fakeReportRoutes(app, api, hall);
  hallRoutes(app, hall);
  ticketRoutes(app, hall);
  windowRoutes(app, hall);
  staffRoutes(app, hall);
  pageRoutes(app);

  const address = await app.listen({ port, host: "127.0.0.1" });
  return {
    address,
    port: Number(new URL(address).port),
    close: async () => {
      live.drop();
      await app.close();
    },
    isFollowed: live.isFollowed,
    send: live.send,
  };
}

/** The live topics of the hall, and what a test does to them. */
function liveRoute(app: FastifyInstance, hall: FakeHall) {
  const listeners = new Set<Listener>();

  function viewOf(topic: string): Record<string, unknown> {
    const [kind, id = ""] = topic.split(":");
    if (kind === "ticket") return { ticket: hall.ticketView(hall.find(id)) };
    if (kind === "window")
      return { ...hall.deskView(hall.window(id)), parked: hall.parkedAt(hall.window(id)) };
    return kind === "manager" ? { hall: hall.hall(), devices: hall.devices() } : { hall: hall.hall() };
  }

  function tell(listener: Listener, seq: number, event: Record<string, unknown>) {
    listener.socket.send(JSON.stringify({ type: "event", seq, prev: listener.lastSeq, ...event }));
    listener.lastSeq = seq;
  }

  hall.onEvent((topic, event) => {
    for (const listener of listeners) if (listener.topic === topic) tell(listener, hall.seq, event);
  });

  app.get("/live", { websocket: true }, (socket, request) => {
    const topic = (request.query as { topic: string }).topic;
    if (topic === "manager" && hall.signInNeeded && hall.sessions.size === 0)
      return socket.close(4401, "not-signed-in");
    const listener = { socket, topic, lastSeq: hall.seq };
    socket.send(JSON.stringify({ type: "snapshot", seq: hall.seq, ...viewOf(topic) }));
    listeners.add(listener);
    socket.on("close", () => listeners.delete(listener));
  });

  return {
    drop: () => {
      for (const { socket } of listeners) socket.terminate();
    },
    isFollowed: (topic: string) => [...listeners].some((listener) => listener.topic === topic),
    send: (topic: string, message: Record<string, unknown>) => {
      for (const listener of listeners) if (listener.topic === topic) tell(listener, hall.seq, message);
    },
  };
}

/** What the hall is and shows, and its scheduler. */
function hallRoutes(app: FastifyInstance, hall: FakeHall): void {
  app.get(`${api}/services`, async () => hall.services());
  app.get(`${api}/hall`, async () => hall.hall());
  app.get(`${api}/devices`, async (_request, reply) =>
    hall.signInNeeded && hall.sessions.size === 0 ? problem(reply, 401, "not-signed-in") : hall.devices(),
  );
  app.get(`${api}/scheduler`, async () => hall.scheduler());
  app.post(`${api}/scheduler/mode`, async (request) => {
    const { mode, window } = request.body as { mode: string; window?: string };
    if (window === undefined) hall.schedulerMode = mode;
    else hall.ownModes.set(window, mode);
    return hall.scheduler();
  });
  app.post(`${api}/scheduler/proposals/:id/:verdict`, async (request) => {
    const { id, verdict } = request.params as { id: string; verdict: string };
    hall.answerProposal(id, verdict === "accept");
    return hall.scheduler();
  });
  app.post(`${api}/day-slip`, async (request, reply) => {
    const { dispenser } = request.body as { dispenser: string };
    if (hall.paperOut) throw new FakeRefusal(409, "printer-out");
    return reply.code(201).send({ job: "j1", dispenser });
  });
}

/** What citizens do, and a guide for them. */
function ticketRoutes(app: FastifyInstance, hall: FakeHall): void {
  app.post(`${api}/tickets`, async (request, reply) => {
    const ticket = hall.issue(request.body as { service: string });
    return reply.code(201).send(hall.ticketView(ticket));
  });
  app.post(`${api}/appointments/check-in`, async (request, reply) => {
    const ticket = hall.checkIn((request.body as { code: string }).code);
    return reply.code(201).send(hall.ticketView(ticket));
  });
  app.post(`${api}/services/:id/notice`, async (_request, reply) =>
    reply.code(201).send({ job: "j1", dispenser: "1" }),
  );
  app.get(`${api}/tickets/:id`, async (request) =>
    hall.ticketView(hall.find((request.params as { id: string }).id)),
  );
  app.post(`${api}/tickets/:id/cancel`, async (request) =>
    hall.ticketView(hall.cancel((request.params as { id: string }).id)),
  );
  app.post(`${api}/tickets/:id/reprint`, async (request, reply) => {
    const { number } = hall.find((request.params as { id: string }).id);
    const { dispenser } = request.body as { dispenser: string };
    if (hall.paperOut) throw new FakeRefusal(409, "printer-out");
    return reply.code(201).send({ job: "j1", number, dispenser, copy: true });
  });
  app.post(`${api}/tickets/:id/*`, async (request) => {
    const { id, "*": act } = request.params as { id: string; "*": string };
    return hall.ticketView(hall.guide(id, act));
  });
  app.get(`${api}/tickets/:id/qr.svg`, async (request, reply) => {
    const { id } = request.params as { id: string };
    const svg = await QRCode.toString(`http://hall.example/ticket/${id}`, { type: "svg" });
    return reply.type("image/svg+xml").send(svg);
  });
}

/** What clerks do, and the tablet beside them. */
function windowRoutes(app: FastifyInstance, hall: FakeHall): void {
  app.post(`${api}/windows/:window/sign-in`, async (request, reply) => {
    const { clerk, pin } = request.body as { clerk: string; pin: string };
    if (pin !== "1234") return problem(reply, 401, "wrong-pin");
    hall.sessions.add(clerk);
    return { token: "session-of-the-test" };
  });
  app.get(`${api}/windows/:window/tablet-token`, async (_request, reply) =>
    hall.signInNeeded ? problem(reply, 401, "not-signed-in") : { token: tabletToken },
  );
  app.post(`${api}/windows/:window/:verb`, async (request, reply) => {
    const { window, verb } = request.params as { window: string; verb: string };
    if (hall.signInNeeded && hall.sessions.size === 0) return problem(reply, 401, "not-signed-in");
    const done = hall.act(window, verb, (request.body ?? {}) as Record<string, unknown>);
    return reply.code(verb === "walk-in" ? 201 : 200).send(hall.atWindow(done));
  });
  app.post(`${api}/visits/:id/rating`, async (request, reply) => {
    const body = request.body as { level: number; channel: string; ticket?: string };
    const bearer = request.headers.authorization;
    if (body.ticket === undefined && bearer !== `Bearer ${tabletToken}`)
      return problem(reply, 401, "not-signed-in");
    return reply.code(201).send(hall.rate((request.params as { id: string }).id, body));
  });
}

/** The built pages at the addresses of the daemon. */
function pageRoutes(app: FastifyInstance): void {
  const page = (name: string) => (_request: unknown, reply: FastifyReply) =>
    reply.sendFile(join(name, "index.html"));
  app.get("/", page("home"));
  for (const name of pageNames) {
    if (!existsSync(join(pagesDir, name))) continue;
    app.get(`/${name}`, page(name));
    app.get(`/${name}/:id`, page(name));
  }
  app.get("/assets/*", (request, reply) =>
    reply.sendFile(join("assets", (request.params as { "*": string })["*"])),
  );
}
