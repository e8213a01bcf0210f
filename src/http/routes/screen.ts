import Type from "typebox";
import { localTime } from "../../core/calendar.ts";
import type { HallPort } from "../hall-port.ts";
import { problemResponses } from "../problems.ts";
import { orNull, Texts } from "../schemas.ts";
import type { App } from "../typed.ts";

const Minutes = Type.Number({ minimum: 0 });
const ScreenAnswer = Type.Object({
  notices: Type.Array(Texts, { description: "what the hall tells everybody today" }),
  waits: Type.Array(
    Type.Object({
      queue: Type.String(),
      waitLowMinutes: orNull(Minutes),
      waitHighMinutes: orNull(Minutes),
    }),
    { description: "what who comes now must expect, for each queue" },
  ),
});

/** What the hall's screens show beside the hall itself. */
export async function screenRoutes(app: App, { hall }: { hall: HallPort }): Promise<void> {
  const schema = {
    tags: ["hall"],
    summary: "Notices, and the wait in each queue",
    response: { 200: ScreenAnswer, ...problemResponses },
  };
  app.get("/screen", { schema }, async () => {
    const { state } = hall.loop;
    const { rules } = state;
    if (!rules) return { notices: [], waits: [] };
    const today = localTime(hall.loop.now(), rules.hall.timeZone).day;
    const view = {
      notices: (rules.notices ?? [])
        .filter(({ from, until }) => (from === undefined || from <= today) && today <= until)
        .map(({ text }) => text),
      waits: rules.queues.map(({ id }) => {
        const range = hall.estimate(state, id, state.queues.get(id)?.line.length ?? 0);
        return {
          queue: id,
          waitLowMinutes: range?.lowMinutes ?? null,
          waitHighMinutes: range?.highMinutes ?? null,
        };
      }),
    };
    await hall.loop.settled();
    return view;
  });
}
