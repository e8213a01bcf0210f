import Type, { type Static } from "typebox";

/**
 * The shape of a hall's configuration file, as a technician writes it (YAML).
 * One source for types, checks, defaults and `config/hall.schema.json`.
 * Unknown keys are refused: a misspelt key must not be silently ignored.
 */

const strict = { additionalProperties: false } as const;

const Id = Type.String({ minLength: 1, maxLength: 40, pattern: "^[A-Za-z0-9][A-Za-z0-9_-]*$" });
const TimeOfDay = Type.String({
  pattern: "^([01]\\d|2[0-4]):[0-5]\\d$",
  description: "HH:MM, 24:00 is midnight",
});
const DateText = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$", description: "YYYY-MM-DD" });

/** A text in the hall's languages; zh-CN is required, since every hall's paper has it. */
export const Texts = Type.Object(
  {
    "zh-CN": Type.String({ minLength: 1 }),
    bo: Type.Optional(Type.String({ minLength: 1 })),
    en: Type.Optional(Type.String({ minLength: 1 })),
  },
  strict,
);

const Language = Type.Union([Type.Literal("zh-CN"), Type.Literal("bo"), Type.Literal("en")]);

const Session = Type.Object({ from: TimeOfDay, to: TimeOfDay }, strict);
const Weekday = Type.Union(
  (["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const).map((day) => Type.Literal(day)),
);

const Hall = Type.Object(
  {
    id: Id,
    name: Texts,
    timeZone: Type.String({ description: "IANA name, e.g. Asia/Shanghai" }),
    languages: Type.Array(Language, { minItems: 1, uniqueItems: true, default: ["zh-CN", "bo", "en"] }),
    access: Type.Union([Type.Literal("open"), Type.Literal("sign-in")], {
      default: "sign-in",
      description: "open: everyone may do everything; refused unless the daemon listens on loopback only",
    }),
    publicAddress: Type.Optional(
      Type.String({ description: "what the QR on a ticket leads to, e.g. http://hall.example" }),
    ),
  },
  strict,
);

const Calendar = Type.Object(
  {
    alwaysOpen: Type.Boolean({ default: false }),
    sessions: Type.Array(Session, {
      default: [
        { from: "09:00", to: "12:00" },
        { from: "13:30", to: "17:00" },
      ],
    }),
    weekdays: Type.Array(Weekday, { uniqueItems: true, default: ["mon", "tue", "wed", "thu", "fri"] }),
    holidays: Type.Array(DateText, { default: [] }),
    makeUpWorkdays: Type.Array(DateText, { default: [] }),
    ticketsFromMinutesBeforeOpening: Type.Integer({ minimum: 0, maximum: 240, default: 15 }),
    ticketsUntilMinutesBeforeClosing: Type.Integer({ minimum: 0, maximum: 240, default: 10 }),
  },
  { ...strict, default: {} },
);

const Calling = Type.Object(
  {
    recallMinIntervalSeconds: Type.Integer({ minimum: 0, maximum: 600, default: 10 }),
    recallMaximum: Type.Integer({ minimum: 0, maximum: 20, default: 3 }),
    priorityCreditMinutes: Type.Integer({
      minimum: 0,
      maximum: 240,
      default: 30,
      description:
        "a priority ticket ranks as if it had come this much earlier; who waited longer is not jumped",
    }),
    jumpsInRowMaximum: Type.Integer({
      minimum: 1,
      maximum: 50,
      default: 3,
      description: "after so many jumped calls of a queue in a row its oldest ordinary ticket is called",
    }),
  },
  { ...strict, default: {} },
);

const Rating = Type.Object(
  { closesAfterMinutes: Type.Integer({ minimum: 1, maximum: 1440, default: 5 }) },
  { ...strict, default: {} },
);

const Voice = Type.Object(
  {
    enabled: Type.Boolean({ default: true }),
    repeat: Type.Integer({ minimum: 1, maximum: 5, default: 2 }),
  },
  { ...strict, default: {} },
);

const Printing = Type.Object(
  {
    copyAfterUnconfirmed: Type.Boolean({
      default: true,
      description: "print a paper marked as a copy when it is not known whether the first came out",
    }),
  },
  { ...strict, default: {} },
);

const Queue = Type.Object(
  {
    id: Id,
    name: Texts,
    prefix: Type.String({
      pattern: "^[A-Z0-9]{0,3}$",
      description: "what a number begins with; digits where displays show digits only",
    }),
    priorityPrefix: Type.Optional(Type.String({ pattern: "^[A-Z0-9]{0,3}$" })),
    start: Type.Integer({ minimum: 0, maximum: 9999, default: 1 }),
    width: Type.Integer({ minimum: 1, maximum: 5, default: 3 }),
  },
  strict,
);

const Service = Type.Object(
  {
    id: Id,
    name: Texts,
    queue: Id,
    key: Type.Optional(Type.Integer({ minimum: 1, maximum: 99, description: "its digits on a dispenser" })),
    normMinutes: Type.Number({ exclusiveMinimum: 0, maximum: 480, default: 10 }),
  },
  strict,
);

const place = {
  wire: Id,
  driver: Type.String({ minLength: 1 }),
  address: Type.Optional(Type.Integer({ minimum: 0, maximum: 65535 })),
  profile: Type.Optional(Type.String()),
};
const DeviceAt = Type.Object(place, strict);
const PrinterAt = Type.Object(
  { ...place, widthMm: Type.Union([Type.Literal(58), Type.Literal(80)], { default: 80 }) },
  strict,
);

const Window = Type.Object(
  {
    id: Id,
    name: Type.Optional(Texts),
    home: Type.Array(Id, {
      minItems: 1,
      uniqueItems: true,
      description: "queues that this window returns to",
    }),
    authorised: Type.Optional(
      Type.Array(Id, { uniqueItems: true, description: "queues its clerk may serve; default: home" }),
    ),
    display: Type.Optional(DeviceAt),
    callPad: Type.Optional(DeviceAt),
    ratingPad: Type.Optional(DeviceAt),
  },
  strict,
);

const Dispenser = Type.Object(
  {
    id: Id,
    name: Type.Optional(Texts),
    buttons: Type.Optional(DeviceAt),
    printer: Type.Optional(PrinterAt),
  },
  strict,
);

const Wire = Type.Object(
  {
    id: Id,
    serial: Type.Optional(
      Type.String({ minLength: 1, description: "a path that stays, e.g. /dev/serial/by-id/…" }),
    ),
    tcp: Type.Optional(
      Type.String({ pattern: "^[^:]+:\\d+$", description: "host:port of a serial device server" }),
    ),
    file: Type.Optional(Type.String({ minLength: 1, description: "a character device, e.g. /dev/usb/lp0" })),
    baud: Type.Integer({ minimum: 300, maximum: 921600, default: 9600 }),
  },
  strict,
);

export const HallConfig = Type.Object(
  {
    hall: Hall,
    calendar: Calendar,
    calling: Calling,
    rating: Rating,
    voice: Voice,
    printing: Printing,
    queues: Type.Array(Queue, { minItems: 1 }),
    services: Type.Array(Service, { minItems: 1 }),
    windows: Type.Array(Window, { minItems: 1 }),
    dispensers: Type.Array(Dispenser, { default: [] }),
    wires: Type.Array(Wire, { default: [] }),
  },
  strict,
);

export type HallConfig = Static<typeof HallConfig>;
export type Texts = Static<typeof Texts>;
export type DeviceAt = Static<typeof DeviceAt>;
