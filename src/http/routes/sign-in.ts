import Type, { type Static } from "typebox";
import type { Access } from "../access.ts";
import type { HallPort } from "../hall-port.ts";
import { perform } from "../perform.ts";
import { HttpProblem, problemOf, problemResponses, sendProblem } from "../problems.ts";
import { Id, IdempotencyHeaders, Reason, strict, windowParams } from "../schemas.ts";
import { cookieOptions, SESSION_COOKIE } from "../session-cookie.ts";
import type { Sessions } from "../sessions.ts";
import type { App } from "../typed.ts";

const SignIn = Type.Object(
  {
    clerk: Id,
    pin: Type.String({ minLength: 1, maxLength: 12 }),
    handOver: Type.Optional(
      Type.Boolean({ description: "takes the window over from whoever is signed in, in mid-visit too" }),
    ),
  },
  { ...strict, examples: [{ clerk: "tashi", pin: "2580" }] },
);
const SignedIn = Type.Object({
  token: Type.String({ description: "also set as a cookie; the same for the same sign-in" }),
  clerk: Type.String(),
  window: Type.String(),
});
const SignOut = Type.Object(
  { reason: Type.Optional(Reason) },
  { ...strict, examples: [{ reason: "lunch" }] },
);
const SignedOut = Type.Object({ window: Type.String(), clerk: Type.Null() });

/** Clerks come to a window and leave it. */
export async function signInRoutes(
  app: App,
  { hall, access, sessions }: { hall: HallPort; access: Access; sessions: Sessions },
): Promise<void> {
  const signIn = {
    params: windowParams,
    tags: ["windows"],
    summary: "A clerk signs in with a PIN, which opens the window",
    headers: IdempotencyHeaders,
    body: SignIn,
    response: { 200: SignedIn, ...problemResponses },
  };
  // A repeated sign-in gives the same token by itself, so nothing that was made from a PIN is remembered.
  app.post("/windows/:window/sign-in", { schema: signIn }, async (request, reply) => {
    const { window } = request.params;
    const { clerk, pin, handOver = false } = request.body;
    if (!hall.loop.state.windows.has(window)) throw new HttpProblem("unknown-window", { window });
    const places = [`window ${window}`, `address ${request.ip}`];
    if (!(await hall.pins.fits(hall.pinOf(clerk), pin, places, hall.loop.now())))
      throw new HttpProblem("wrong-pin");
    const outcome = await hall.loop.submit(
      { type: "sign-in", window, clerk, handOver },
      { answer: (state) => ({ seq: state.seq, day: state.day ?? "" }) },
    );
    if (outcome.kind === "refused") return sendProblem(reply, problemOf(outcome.refusal));
    const when = outcome.answer as { seq: number; day: string };
    const token = await sessions.open({ clerk, window, ...when }, outcome.events.length > 0);
    reply.setCookie(SESSION_COOKIE, token, cookieOptions(request));
    return { token, clerk, window };
  });

  const signOut = {
    params: windowParams,
    tags: ["windows"],
    summary: "The clerk leaves, which closes the window",
    headers: IdempotencyHeaders,
    body: SignOut,
    response: { 200: SignedOut, ...problemResponses },
  };
  app.post("/windows/:window/sign-out", { schema: signOut }, (request, reply) => {
    const { window } = request.params;
    const { clerk, by } = access.leaving(request, window);
    const { reason = "not said" } = request.body;
    reply.clearCookie(SESSION_COOKIE, { path: "/" });
    return perform(hall, request, reply, {
      intent: { type: "sign-out", window, clerk, reason },
      actor: by,
      status: 200,
      answer: (): Static<typeof SignedOut> => ({ window, clerk: null }),
    });
  });
}
