import Type, { type Static } from "typebox";
import { orNull, strict, Time } from "./schemas.ts";

/** The shapes in which the scheduler is seen and led. */

export const Mode = Type.Enum(["off", "advise", "automatic"], {
  description: "advise: people accept or decline; automatic: signs change by themselves",
});
export const SetMode = Type.Object(
  {
    mode: Type.Union([Mode, Type.Null()], {
      description:
        "null takes back what people set: a window goes with the hall again, the hall with its config",
    }),
    window: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  },
  { ...strict, examples: [{ mode: "advise" }, { mode: "off", window: "3" }, { mode: null, window: "3" }] },
);
export const Override = Type.Object(
  {
    sign: Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
      minItems: 1,
      maxItems: 60,
      uniqueItems: true,
    }),
    reason: Type.String({ minLength: 1, maxLength: 200 }),
  },
  { ...strict, examples: [{ sign: ["tax", "cars"], reason: "a bus has come" }] },
);

const Reason = Type.Object({
  kind: Type.Enum(["recall", "relieve", "go-home", "show-help"]),
  queue: Type.String({ description: "the queue it is about" }),
  waiting: Type.Integer(),
  oldestMinutes: Type.Number(),
  idleMinutes: Type.Number({ description: "since when the window has had nobody" }),
  windows: Type.Integer({ description: "that serve the queue before the change" }),
  reliefPersonMinutes: Type.Number({ description: "what those who wait now are spared together" }),
  reliefMinutes: Type.Number({ description: "that the scheduler expects over the time ahead" }),
  harmMinutes: Type.Number(),
});
export const ProposalAnswer = Type.Object({
  id: Type.String(),
  window: Type.String(),
  before: Type.Array(Type.String()),
  sign: Type.Array(Type.String()),
  reason: Reason,
  at: Time,
  expiresAt: Time,
});
export type ProposalAnswer = Static<typeof ProposalAnswer>;

const AdviceAnswer = Type.Object({
  id: Type.String(),
  at: Time,
  what: Type.Enum(["open", "close"]),
  queue: Type.Optional(Type.String({ description: "open: whose hour ahead is short" })),
  windows: Type.Optional(
    Type.Array(Type.String(), { description: "open: those that are closed or paused and could help" }),
  ),
  window: Type.Optional(Type.String({ description: "close: the hall gets by without it" })),
  waiting: Type.Integer(),
  serving: Type.Integer({ description: "windows that serve the queue, or that are open besides" }),
  workMinutes: Type.Optional(Type.Number({ description: "that the hour ahead brings the queue" })),
  shortMinutes: Type.Optional(Type.Number({ description: "of these, for which no window has time" })),
  spareMinutes: Type.Optional(Type.Number({ description: "of the window's hour that nobody needs" })),
  idleMinutes: Type.Optional(Type.Number()),
});
export type AdviceAnswer = Static<typeof AdviceAnswer>;

const ChangeAnswer = Type.Object({
  at: Time,
  window: Type.String(),
  sign: Type.Array(Type.String()),
  by: Type.String({ description: "`scheduler`, or who changed it by hand" }),
  reason: Type.Optional(Reason),
  note: Type.Optional(Type.String({ description: "why a person changed it" })),
  undo: Type.Optional(Type.Boolean()),
  session: Type.Optional(Type.Boolean({ description: "it went home with the session" })),
});

export const SchedulerAnswer = Type.Object({
  mode: Mode,
  windows: Type.Array(
    Type.Object({
      id: Type.String(),
      mode: Mode,
      ownMode: Type.Union([Mode, Type.Null()], {
        description: "that people set for this window; null: it goes with the hall",
      }),
      help: Type.Boolean({ description: "it may be given tickets that its sign does not show" }),
      pinned: Type.Boolean(),
      cold: Type.Boolean({ description: "it has had nothing to do for long" }),
      sign: Type.Array(Type.String()),
      home: Type.Array(Type.String()),
      authorised: Type.Array(Type.String(), { description: "what its sign may show" }),
      signSince: orNull(Time),
    }),
  ),
  queues: Type.Array(
    Type.Object({
      id: Type.String(),
      waiting: Type.Integer(),
      oldestMinutes: Type.Number(),
      heat: orNull(Type.Number({ description: "expected wait of a newcomer ÷ the target" })),
      hotSince: orNull(Time),
      helpedAt: orNull(Time),
    }),
  ),
  proposals: Type.Array(ProposalAnswer),
  advice: Type.Array(AdviceAnswer, { description: "what people could do about the hour ahead" }),
  changes: Type.Array(ChangeAnswer, { description: "the day's latest changes of signs, the newest first" }),
  helpedToday: Type.Array(
    Type.Object({ queue: Type.String(), minutes: Type.Number({ description: "from hot to helped" }) }),
  ),
  canUndo: Type.Boolean(),
});
export type SchedulerAnswer = Static<typeof SchedulerAnswer>;
