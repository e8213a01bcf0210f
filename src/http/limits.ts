import rateLimit from "@fastify/rate-limit";
import type { HallPort } from "./hall-port.ts";
import { HttpProblem } from "./problems.ts";
import type { AnyRequest, App } from "./typed.ts";

export const BODY_LIMIT_BYTES = 64 * 1024;

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

export function isLoopback(address: string): boolean {
  return LOOPBACK.test(address);
}

/**
 * So many requests a second from one address of the network. Programs on the hall's own machine are not limited:
 * they could stop the hall anyway.
 */
export async function limitRates(app: App, perSecond: number): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    max: perSecond,
    timeWindow: 1000,
    errorResponseBuilder: () => new HttpProblem("too-many"),
  });
  const limit = app.rateLimit();
  app.addHook("onRequest", (request, reply, done) => {
    if (isLoopback(request.ip)) return done();
    limit.call(app, request, reply).then(() => done(), done);
  });
}

/**
 * A page of another site must not press keys here through a visitor's browser. Browsers name the page's origin
 * with every such request; other programs name none.
 */
export function refuseForeignPages(request: AnyRequest, hall: HallPort): void {
  const { origin } = request.headers;
  if (origin === undefined || hostOf(origin) === request.host) return;
  const address = hall.loop.state.rules?.hall.publicAddress;
  if (address === undefined || hostOf(address) !== hostOf(origin))
    throw new HttpProblem("not-allowed", { origin });
}

function hostOf(address: string): string | undefined {
  return URL.parse(address)?.host;
}
