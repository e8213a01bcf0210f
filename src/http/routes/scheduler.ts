import Type, { type Static, type TSchema } from "typebox";
import type { Actor } from "../../core/ids.ts";
import type { Intent } from "../../core/intents.ts";
import type { Access } from "../access.ts";
import type { HallPort } from "../hall-port.ts";
import { perform } from "../perform.ts";
import { problemResponses } from "../problems.ts";
import { Override, SchedulerAnswer, SetMode } from "../scheduler-schemas.ts";
import { schedulerAnswer } from "../scheduler-views.ts";
import { IdempotencyHeaders, idParams, Nothing, windowParams } from "../schemas.ts";
import type { App } from "../typed.ts";

const noParams = Type.Object({});

/** The scheduler, seen and led by staff. Every answer is the whole picture after it. */
export async function schedulerRoutes(
  app: App,
  { hall, access }: { hall: HallPort; access: Access },
): Promise<void> {
  const answer = { 200: SchedulerAnswer, ...problemResponses };
  const see = { tags: ["scheduler"], summary: "Modes, heat and proposals now", response: answer };
  app.get("/scheduler", { schema: see }, async (request) => {
    access.staff(request);
    const view = schedulerAnswer(hall.loop.state, hall.loop.now());
    await hall.loop.settled();
    return view;
  });

  function lead<Params extends TSchema, Body extends TSchema>(
    { path, summary, params, body }: { path: string; summary: string; params: Params; body: Body },
    toIntent: (by: Actor, params: Static<Params>, body: Static<Body>) => Intent,
  ): void {
    const schema = {
      params,
      tags: ["scheduler"],
      summary,
      headers: IdempotencyHeaders,
      body,
      response: answer,
    };
    app.post(path, { schema }, (request, reply) => {
      const by = access.leader(request);
      return perform(hall, request, reply, {
        intent: toIntent(by, request.params as Static<Params>, request.body as Static<Body>),
        actor: by,
        status: 200,
        answer: (state) => schedulerAnswer(state, hall.loop.now()),
      });
    });
  }

  lead(
    {
      path: "/scheduler/mode",
      summary: "Off, advice or automatic, for the hall or for one window",
      params: noParams,
      body: SetMode,
    },
    (by, _params, body) => ({ type: "set-scheduler-mode", by, ...body }),
  );
  lead(
    {
      path: "/scheduler/proposals/:id/accept",
      summary: "Let the proposed sign stand",
      params: idParams,
      body: Nothing,
    },
    (by, { id }) => ({ type: "accept-proposal", proposal: id, by }),
  );
  lead(
    {
      path: "/scheduler/proposals/:id/decline",
      summary: "Leave the sign as it is",
      params: idParams,
      body: Nothing,
    },
    (by, { id }) => ({ type: "decline-proposal", proposal: id, by }),
  );
  lead(
    {
      path: "/scheduler/advice/:id/dismiss",
      summary: "Noted: this advice need not be shown any longer",
      params: idParams,
      body: Nothing,
    },
    (by, { id }) => ({ type: "dismiss-advice", advice: id, by }),
  );
  lead(
    {
      path: "/scheduler/undo",
      summary: "Take back the last change of a sign",
      params: noParams,
      body: Nothing,
    },
    (by) => ({ type: "undo-sign", by }),
  );
  lead(
    {
      path: "/windows/:window/sign",
      summary: "Change the window's sign by hand",
      params: windowParams,
      body: Override,
    },
    (by, { window }, body) => ({ type: "override-sign", window, by, ...body }),
  );
  lead(
    {
      path: "/windows/:window/sign/pin",
      summary: "Keep the scheduler's hands off the sign",
      params: windowParams,
      body: Nothing,
    },
    (by, { window }) => ({ type: "pin-sign", window, by }),
  );
  lead(
    {
      path: "/windows/:window/sign/unpin",
      summary: "The scheduler may change the sign again",
      params: windowParams,
      body: Nothing,
    },
    (by, { window }) => ({ type: "unpin-sign", window, by }),
  );
}
