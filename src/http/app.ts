import type { Socket } from "node:net";
import cookie from "@fastify/cookie";
import fastify, { type FastifyBaseLogger, LogController } from "fastify";
import { Access } from "./access.ts";
import type { HallPort } from "./hall-port.ts";
import { healthRoutes } from "./health.ts";
import { BODY_LIMIT_BYTES, limitRates, refuseForeignPages } from "./limits.ts";
import type { Live } from "./live.ts";
import { liveRoute } from "./live-route.ts";
import { type HallMetrics, metricsRoute } from "./metrics.ts";
import { describe } from "./openapi.ts";
import { pageRoutes } from "./pages.ts";
import { PROBLEM_TYPE, problem, problemFrom, sendProblem } from "./problems.ts";
import { alarmRoutes } from "./routes/alarms.ts";
import { appointmentRoutes } from "./routes/appointments.ts";
import { configRoutes } from "./routes/config.ts";
import { deviceRoutes } from "./routes/devices.ts";
import { guidingRoutes } from "./routes/guiding.ts";
import { hallRoutes } from "./routes/hall.ts";
import { paperRoutes } from "./routes/papers.ts";
import { type ReportsPort, reportRoutes } from "./routes/reports.ts";
import { schedulerRoutes } from "./routes/scheduler.ts";
import { screenRoutes } from "./routes/screen.ts";
import { serviceRoutes } from "./routes/services.ts";
import { signInRoutes } from "./routes/sign-in.ts";
import { staffRoutes } from "./routes/staff.ts";
import { staffTicketRoutes } from "./routes/staff-tickets.ts";
import { ticketRoutes } from "./routes/tickets.ts";
import { visitRoutes } from "./routes/visits.ts";
import { voiceRoutes } from "./routes/voice.ts";
import { windowRoutes } from "./routes/windows.ts";
import type { Sessions } from "./sessions.ts";
import type { StaffSessions } from "./staff-sessions.ts";
import type { AnyReply, AnyRequest, App, TypeBoxTypes } from "./typed.ts";
import type { VoicePort } from "./voice-views.ts";

export interface AppOptions {
  hall: HallPort;
  live: Live;
  metrics: HallMetrics;
  reports: ReportsPort;
  sessions: Sessions;
  staffSessions: StaffSessions;
  voice: VoicePort;
  version: string;
  log: FastifyBaseLogger;
  /** Where the built pages are; without it there are none. */
  pagesDir?: string;
  /** From one address of the network. */
  requestsPerSecond?: number;
}

const REQUEST_TIMEOUT_MS = 30_000;

/** The hall's HTTP, ready to listen or to be tested by `inject`. It closes `live` when it closes. */
export async function buildApp(options: AppOptions): Promise<App> {
  const { hall, live, metrics, reports, sessions, staffSessions, voice, log } = options;
  const app: App = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false } },
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (error, _request, reply) => void sendProblem(reply as AnyReply, problemFrom(error)),
  }).withTypeProvider<TypeBoxTypes>();

  app.setErrorHandler((error, request, reply) => answerError(error, request, reply));
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, problem("not-found")));
  acceptJsonOnly(app);
  await limitRates(app, options.requestsPerSecond ?? 100);
  await describe(app, options.version);
  await app.register(cookie, { hook: false });

  const access = new Access(hall, sessions, staffSessions);
  await app.register(apiRoutes, { prefix: "/api/v1", hall, access, reports, sessions, staffSessions, voice });
  await app.register(healthRoutes, { hall });
  await app.register(metricsRoute, { metrics, access });
  await app.register(liveRoute, { hall, live, access });
  if (options.pagesDir !== undefined) await app.register(pageRoutes, { pagesDir: options.pagesDir });
  app.addHook("onClose", async () => live.close());
  return app;
}

interface ApiParts {
  hall: HallPort;
  access: Access;
  reports: ReportsPort;
  sessions: Sessions;
  staffSessions: StaffSessions;
  voice: VoicePort;
}

async function apiRoutes(
  app: App,
  { hall, access, reports, sessions, staffSessions, voice }: ApiParts,
): Promise<void> {
  const shared = { hall, access };
  app.addHook("onRequest", (request, reply, done) => {
    reply.header("cache-control", "no-store").header("x-content-type-options", "nosniff");
    if (request.method !== "GET") refuseForeignPages(request, hall);
    done();
  });
  // Where all fields are optional there may be no body at all.
  app.addHook("preValidation", (request, _reply, done) => {
    if (request.method === "POST" && request.body === undefined) request.body = {};
    done();
  });
  await app.register(serviceRoutes, shared);
  await app.register(ticketRoutes, shared);
  await app.register(guidingRoutes, shared);
  await app.register(paperRoutes, shared);
  await app.register(windowRoutes, shared);
  await app.register(signInRoutes, { ...shared, sessions });
  await app.register(staffRoutes, { ...shared, staffSessions });
  await app.register(staffTicketRoutes, shared);
  await app.register(appointmentRoutes, shared);
  await app.register(visitRoutes, shared);
  await app.register(hallRoutes, shared);
  await app.register(deviceRoutes, shared);
  await app.register(alarmRoutes, shared);
  await app.register(configRoutes, shared);
  await app.register(schedulerRoutes, shared);
  await app.register(reportRoutes, { ...shared, reports });
  await app.register(screenRoutes, shared);
  await app.register(voiceRoutes, { ...shared, voice });
}

/** An empty body is none, whatever type it claims. */
function acceptJsonOnly(app: App): void {
  const parseJson = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    if (body === "") return done(null, undefined);
    return parseJson(request, String(body), done);
  });
}

/** For bytes that are no HTTP: there is no request yet that could be answered otherwise. */
function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const body = JSON.stringify(problem("malformed"));
  const head = `content-type: ${PROBLEM_TYPE}\r\ncontent-length: ${body.length}\r\nconnection: close`;
  socket.end(`HTTP/1.1 400 Bad Request\r\n${head}\r\n\r\n${body}`);
}

function answerError(error: unknown, request: AnyRequest, reply: AnyReply): unknown {
  const body = problemFrom(error);
  if (body.code === "internal") request.log.error({ err: error, url: request.url }, "request failed");
  return sendProblem(reply, body);
}
