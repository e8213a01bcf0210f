import Type, { type Static, type TSchema } from "typebox";
import { RATING_REASONS } from "../core/state.ts";

/** The shapes of the contract: one source for types, checks, serialising and OpenAPI. */

export const strict = { additionalProperties: false } as const;

/** A value or null, as one schema with two types: an `anyOf` would cost a validation with every answer. */
export const orNull = <T extends TSchema>(schema: T) =>
  Type.Unsafe<Static<T> | null>({ ...schema, type: ["type" in schema ? schema.type : "object", "null"] });

export const Time = Type.String({ description: "ISO 8601 with the hall's offset" });
/** Of any length: a name that leads nowhere is unknown, and only another type makes a request malformed. */
export const Id = Type.String({ minLength: 1 });
export const Reason = Type.String({ minLength: 1, maxLength: 200 });
/** A body that says nothing, or none at all. */
export const Nothing = Type.Object({}, strict);
export const windowParams = Type.Object({ window: Type.String() });
export const idParams = Type.Object({ id: Type.String() });
export const Texts = Type.Object({
  "zh-CN": Type.String(),
  bo: Type.Optional(Type.String()),
  en: Type.Optional(Type.String()),
});
export const Lane = Type.Enum(["ordinary", "priority", "appointment"]);
export const Language = Type.Enum(["zh-CN", "bo", "en"]);
const Minutes = Type.Number({ minimum: 0 });

const Hours = Type.Object({ from: Type.String({ description: "HH:MM" }), to: Type.String() });
const NoticeAnswer = Type.Object({
  version: Type.String(),
  validUntil: Type.String({ description: "YYYY-MM-DD, the last day on which it holds" }),
  expired: Type.Boolean(),
  papers: Type.Array(Texts, { description: "papers to bring" }),
  subject: Type.Optional(Texts),
  basis: Type.Optional(Texts),
  conditions: Type.Optional(Texts),
  procedure: Type.Optional(Texts),
  timeLimit: Type.Optional(Texts),
  result: Type.Optional(Texts),
  feeBasis: Type.Optional(Texts),
  fee: Type.Optional(Texts),
});

export const ServiceAnswer = Type.Object({
  id: Type.String(),
  name: Type.String(),
  names: Texts,
  queue: Type.String(),
  key: orNull(Type.Integer({ description: "its digits on a dispenser" })),
  windows: Type.Array(Type.String(), { description: "windows that serve it now" }),
  openNow: Type.Boolean(),
  waiting: Type.Integer(),
  waitLowMinutes: orNull(Minutes),
  waitHighMinutes: orNull(Minutes),
  normMinutes: Type.Number({ description: "how long it takes by the book" }),
  pictogram: Type.String({ description: "the name of its drawing" }),
  initials: Type.String({ description: "what finds it: pinyin initials of its Chinese name, lower case" }),
  common: Type.Boolean({ description: "on the kiosk's first page" }),
  bookable: Type.Boolean({ description: "appointments are given for it" }),
  quietHours: Type.Array(Hours, { description: "when its line is usually short" }),
  notice: orNull(NoticeAnswer),
});

export const TicketState = Type.Enum([
  "waiting",
  "called",
  "serving",
  "parked",
  "finished",
  "no-show",
  "cancelled",
  "void",
]);

export const TicketAnswer = Type.Object({
  id: Type.String({ description: "unguessable: whoever has it is the holder" }),
  number: Type.String(),
  service: Type.String(),
  queue: Type.String(),
  lane: Lane,
  language: Language,
  state: TicketState,
  issuedAt: Time,
  ahead: Type.Integer({ description: "how many are called before, as things stand" }),
  waitLowMinutes: orNull(Minutes),
  waitHighMinutes: orNull(Minutes),
  windows: Type.Array(Type.String(), { description: "where it may be called" }),
  window: orNull(Type.String({ description: "where it is called or served" })),
  visit: orNull(Type.String()),
  appointment: orNull(Type.String({ description: "the booked one that was checked in" })),
  escort: orNull(Type.String({ description: "somebody is to go along: asked, taken or done" })),
});
export type TicketAnswer = Static<typeof TicketAnswer>;

export const VisitAnswer = Type.Object({
  id: Type.String(),
  number: Type.String(),
  service: Type.String(),
  window: Type.String(),
  walkIn: Type.Boolean(),
  calledAt: Time,
  recalls: Type.Integer(),
  lastCallAt: Time,
  startedAt: orNull(Time),
  finishedAt: orNull(Time),
  outcome: orNull(Type.String()),
  cases: Type.Array(Type.String(), { description: "further services settled in the same visit" }),
  promise: orNull(
    Type.Object({
      due: Type.String({ description: "YYYY-MM-DD" }),
      papers: Type.Array(Type.String(), { description: "still to be handed in" }),
    }),
  ),
});
export type VisitAnswer = Static<typeof VisitAnswer>;

export const AtWindow = Type.Object({ ticket: orNull(TicketAnswer), visit: orNull(VisitAnswer) });
export type AtWindow = Static<typeof AtWindow>;

export const Outcome = Type.Enum(["done", "accepted", "papers-missing", "referred", "consultation"]);
export const Level = Type.Enum([1, 2, 3, 4, 5], { description: "5 is very satisfied" });
export const RatingChannel = Type.Enum(["pad", "tablet", "phone", "guide", "card"]);
export const RatingReason = Type.Enum([...RATING_REASONS]);
export const RatingAnswer = Type.Object({
  visit: Type.String(),
  level: Level,
  channel: RatingChannel,
  at: Time,
});

export const AppointmentAnswer = Type.Object({
  id: Type.String({ description: "unguessable: whoever has it has the appointment" }),
  code: Type.String({ description: "eight digits, to type at the kiosk" }),
  service: Type.String(),
  queue: Type.String(),
  slotAt: Time,
  state: Type.Enum(["booked", "checked-in", "missed", "cancelled"]),
  ticket: orNull(Type.String({ description: "the id of its ticket" })),
});
export type AppointmentAnswer = Static<typeof AppointmentAnswer>;
export const SlotAnswer = Type.Object({
  slotAt: Time,
  minutes: Type.Integer(),
  places: Type.Integer(),
  free: Type.Integer(),
});
export type SlotAnswer = Static<typeof SlotAnswer>;

const DeviceState = Type.Enum(["closed", "idle", "busy", "error"]);
const DeviceBrief = {
  id: Type.String(),
  role: Type.String(),
  state: DeviceState,
  health: Type.Enum(["good", "warning", "bad"]),
  reason: orNull(Type.String()),
  conditions: Type.Array(Type.String()),
};
export const DeviceInHall = Type.Object(DeviceBrief);
export type DeviceInHall = Static<typeof DeviceInHall>;
export const DeviceAnswer = Type.Object({
  ...DeviceBrief,
  detail: orNull(Type.String()),
  driver: Type.String(),
  link: Type.String(),
  address: orNull(Type.Integer()),
  since: Time,
  lastSeen: orNull(Time),
  counters: Type.Object({
    framesIn: Type.Integer(),
    framesOut: Type.Integer(),
    discardedBytes: Type.Integer(),
    retries: Type.Integer(),
    timeouts: Type.Integer(),
    reconnects: Type.Integer(),
  }),
});
export type DeviceAnswer = Static<typeof DeviceAnswer>;

export const QueueInHall = Type.Object({
  id: Type.String(),
  name: Type.String(),
  names: Texts,
  waiting: Type.Integer(),
  longestWaitMinutes: Type.Number(),
  heat: orNull(Type.Number({ description: "expected wait of a newcomer ÷ the target; hot above 1" })),
});
export const WindowInHall = Type.Object({
  id: Type.String(),
  name: Type.String(),
  names: Texts,
  state: Type.Enum(["closed", "idle", "called", "serving", "paused"]),
  sign: Type.Array(Type.String(), { description: "queues it serves now" }),
  home: Type.Array(Type.String(), { description: "queues it returns to" }),
  ticket: orNull(Type.String({ description: "the number at the window" })),
  pauseReason: orNull(Type.String()),
});
export const HallAnswer = Type.Object({
  name: Type.String(),
  names: Texts,
  languages: Type.Array(Language, { description: "what the hall speaks; the first for who did not choose" }),
  day: orNull(Type.String({ description: "YYYY-MM-DD in the hall's time zone" })),
  at: Time,
  queues: Type.Array(QueueInHall),
  windows: Type.Array(WindowInHall),
  dispensers: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      names: Texts,
      prints: Type.Boolean({ description: "it has a printer of its own" }),
    }),
  ),
  hot: Type.Object(
    { waiting: Type.Integer(), waitMinutes: Type.Number() },
    { description: "over these a queue is hot, whatever wait is expected" },
  ),
  devices: Type.Array(DeviceInHall),
  seq: Type.Integer({ description: "the journal's last event in this picture" }),
});
export type HallAnswer = Static<typeof HallAnswer>;

/** A repeated request with the same key happens once. */
export const IdempotencyHeaders = Type.Object({
  "idempotency-key": Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description: "same key, same request: happens once in 24 h",
    }),
  ),
});
