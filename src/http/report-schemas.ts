import Type, { type Static } from "typebox";
import { orNull, Time } from "./schemas.ts";

/** The shapes in which days are reported: counts and times of many people, never of one. */

const Count = Type.Integer({ minimum: 0 });
const Day = Type.String({
  description: "YYYY-MM-DD in the hall's time zone",
  pattern: "^\\d{4}-\\d{2}-\\d{2}$",
});
export const dayParams = Type.Object({ day: Day });

const Spread = Type.Object({
  mean: orNull(Type.Number()),
  p95: orNull(Type.Number({ description: "19 of 20 took no longer" })),
});
const Outcomes = Type.Object({
  done: Count,
  accepted: Count,
  "papers-missing": Count,
  referred: Count,
  consultation: Count,
  unknown: Count,
});
const visitFigures = { visits: Count, serviceMinutes: Spread, outcomes: Outcomes };
const figures = {
  tickets: Type.Integer({ description: "numbers given out, those of walk-ins not among them" }),
  walkIns: Type.Integer({ description: "served without having taken a number" }),
  noShows: Type.Integer({ description: "missed, and did not come back" }),
  gone: Type.Integer({ description: "cancelled by their holders, or void" }),
  waitMinutes: Spread,
  ...visitFigures,
  ratings: Type.Object(
    { 1: Count, 2: Count, 3: Count, 4: Count, 5: Count },
    { description: "visits by level; 5 is very satisfied" },
  ),
  unrated: Type.Integer({ description: "visits that nobody rated; they count under no level" }),
};
const Quarter = Type.Object({
  from: Type.String({ description: "HH:MM by the clock on the hall's wall" }),
  issued: Type.Number(),
  served: Type.Number({ description: "visits that ended" }),
  waiting: Type.Number({ description: "in line at its end" }),
  meanWaitMinutes: orNull(Type.Number({ description: "of those called in it" })),
});
export type Quarter = Static<typeof Quarter>;

export const ReportedDays = Type.Array(
  Type.Object({ day: Day, today: Type.Boolean({ description: "it is not over" }) }),
);
export const DayReportAnswer = Type.Object({
  day: Day,
  until: Time,
  final: Type.Boolean({ description: "the day is over, and nobody can rate its visits any more" }),
  anchor: Type.Object({
    seq: Type.Integer({ description: "the last event that the figures rest on" }),
    hash: Type.String({ description: "of that event, for `halld verify --anchor`" }),
  }),
  total: Type.Object(figures),
  queues: Type.Array(Type.Object({ queue: Type.String(), ...figures })),
  services: Type.Array(Type.Object({ service: Type.String(), ...visitFigures })),
  windows: Type.Array(
    Type.Object({
      window: Type.String(),
      visits: Count,
      noShows: Count,
      busyMinutes: Type.Number({ description: "with somebody called or served" }),
      hours: Type.Array(Type.Object({ hour: Count, visits: Count, busyMinutes: Type.Number() })),
    }),
  ),
  quarters: Type.Array(Quarter),
  hot: Type.Object(
    {
      times: Count,
      helped: Type.Integer({ description: "by a sign, a call or a window that opened, before it cooled" }),
      minutesToHelp: Spread,
    },
    { description: "how often a queue became hot, and how soon it was helped; nothing where nobody looks" },
  ),
});
export type DayReportAnswer = Static<typeof DayReportAnswer>;
export const UsualAnswer = Type.Object({
  day: Day,
  days: Type.Array(Day, { description: "the earlier days that it is the mean of" }),
  quarters: Type.Array(Quarter),
});
export type UsualAnswer = Static<typeof UsualAnswer>;
