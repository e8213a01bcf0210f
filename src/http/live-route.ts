import websocket from "@fastify/websocket";
import type { Access } from "./access.ts";
import type { HallPort } from "./hall-port.ts";
import { refuseForeignPages } from "./limits.ts";
import type { Live } from "./live.ts";
import { CLOSE } from "./live-client.ts";
import { problem, sendProblem } from "./problems.ts";
import type { App } from "./typed.ts";

/** Pages say nothing on a topic; this is for pings. */
const MAX_PAYLOAD_BYTES = 4096;
/** For a page to answer that it closes too; a dead one must not keep the hall from stopping. */
const CLOSE_GRACE_MS = 1000;

/** `/live?topic=hall|window:W|ticket:ID|manager&since=SEQ` */
export async function liveRoute(
  app: App,
  { hall, live, access }: { hall: HallPort; live: Live; access: Access },
): Promise<void> {
  await app.register(websocket, {
    options: { maxPayload: MAX_PAYLOAD_BYTES },
    errorHandler(error, socket, request) {
      // What a client sent is its own mistake, one line, and ws says goodbye by itself; anything else is ours.
      if (isOfTheWire(error)) return request.log.warn({ code: error.code, from: request.ip }, error.message);
      request.log.error({ err: error }, "a live topic broke off");
      socket.terminate();
    },
    preClose(done) {
      for (const client of this.websocketServer.clients) {
        client.close(1001, "the hall is stopping");
        setTimeout(() => client.terminate(), CLOSE_GRACE_MS).unref();
      }
      this.websocketServer.close();
      done();
    },
  });
  app.route({
    method: "GET",
    url: "/live",
    schema: { hide: true },
    onRequest: async (request) => refuseForeignPages(request, hall),
    handler: async (_request, reply) => sendProblem(reply, problem("upgrade-required")),
    wsHandler: (socket, request) => {
      const query = new URLSearchParams(request.url.split("?")[1]);
      const topic = query.get("topic") ?? "";
      if (topic === "manager" && !access.isStaff(request)) return socket.close(...CLOSE.notSignedIn);
      live.join(socket, topic, seqIn(query.get("since")));
    },
  });
}

function seqIn(text: string | null): number | undefined {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** Whether the bytes or the connection were at fault: a frame too long, no UTF-8, a cable pulled. */
function isOfTheWire(error: Error): error is Error & { code: string } {
  return "code" in error && typeof error.code === "string" && /^(WS_ERR_|E[A-Z]+$)/.test(error.code);
}
