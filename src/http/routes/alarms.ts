import Type from "typebox";
import { alarmsOf } from "../../core/alarms.ts";
import type { Access } from "../access.ts";
import { timeIn } from "../answers.ts";
import type { HallPort } from "../hall-port.ts";
import { problemResponses } from "../problems.ts";
import { Time } from "../schemas.ts";
import type { App } from "../typed.ts";

const AlarmAnswer = Type.Object({
  kind: Type.Enum(["empty-post", "overrun", "lost-paper", "notice", "hoarding"], {
    description:
      "nobody calls though people wait; a visit far over its norm; a paper that perhaps did not come out; a notice's last day; many numbers of one holder",
  }),
  window: Type.Optional(Type.String()),
  service: Type.Optional(Type.String()),
  number: Type.Optional(
    Type.String({ description: "overrun: in hand; lost-paper: whose it is; hoarding: the holder's latest" }),
  ),
  since: Type.Optional(Time),
  paper: Type.Optional(Type.Enum(["ticket", "case-slip", "promise-slip"])),
  dispenser: Type.Optional(Type.String({ description: "where to look for the paper" })),
  waiting: Type.Optional(Type.Integer()),
  tickets: Type.Optional(Type.Integer()),
  validUntil: Type.Optional(Type.String({ description: "YYYY-MM-DD, the last day on which it holds" })),
  expired: Type.Optional(Type.Boolean()),
});

/** What needs somebody now, beyond what queues and devices show by themselves. For staff. */
export async function alarmRoutes(
  app: App,
  { hall, access }: { hall: HallPort; access: Access },
): Promise<void> {
  const schema = {
    tags: ["hall"],
    summary:
      "Empty posts, visits that overrun, papers that perhaps did not come out, notices at their end, holders of many numbers",
    response: { 200: Type.Array(AlarmAnswer), ...problemResponses },
  };
  app.get("/alarms", { schema }, async (request) => {
    access.staff(request);
    const { state } = hall.loop;
    const alarms = alarmsOf(state, hall.loop.now()).map((alarm) =>
      "since" in alarm ? { ...alarm, since: timeIn(state, alarm.since) } : alarm,
    );
    await hall.loop.settled();
    return alarms;
  });
}
