import Type, { type Static } from "typebox";
import { Scheduler, WindowScheduler } from "./scheduler-schema.ts";

/**
 * The shape of a hall's configuration file, as a technician writes it (YAML).
 * One source for types, checks, defaults and `config/hall.schema.json`.
 * Unknown keys are refused: a misspelt key must not be silently ignored.
 */

const strict = { additionalProperties: false } as const;

const Id = Type.String({ minLength: 1, maxLength: 40, pattern: "^[A-Za-z0-9][A-Za-z0-9_-]*$" });
const TimeOfDay = Type.String({
  pattern: "^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$",
  description: "HH:MM, 24:00 is midnight",
});
const DateText = Type.String({ format: "date", description: "YYYY-MM-DD" });

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
const Weekday = Type.Union([
  Type.Literal("mon"),
  Type.Literal("tue"),
  Type.Literal("wed"),
  Type.Literal("thu"),
  Type.Literal("fri"),
  Type.Literal("sat"),
  Type.Literal("sun"),
]);
const Hours = Type.Array(Session);

const Hall = Type.Object(
  {
    id: Id,
    name: Texts,
    timeZone: Type.String({ description: "IANA name, e.g. Asia/Shanghai" }),
    languages: Type.Array(Language, {
      minItems: 1,
      uniqueItems: true,
      default: ["zh-CN", "bo", "en"],
      description: "what pages, paper and voice speak; the first is for who did not choose",
    }),
    access: Type.Union([Type.Literal("open"), Type.Literal("sign-in")], {
      default: "sign-in",
      description: "open: everyone may do everything; refused unless the daemon listens on loopback only",
    }),
    padPin: Type.Boolean({
      default: false,
      description:
        "a clerk who signs in at a call pad keys in the id and the function key, then the PIN (4 to 6 digits) and the function key",
    }),
    targetWaitMinutes: Type.Number({
      exclusiveMinimum: 0,
      maximum: 240,
      default: 15,
      description: "the wait that the hall wants at most; heat is measured against it",
    }),
    publicAddress: Type.Optional(
      Type.String({ description: "what the QR on a ticket leads to, e.g. http://hall.example" }),
    ),
  },
  strict,
);

const Calendar = Type.Object(
  {
    alwaysOpen: Type.Boolean({
      default: false,
      description: "tickets at any hour; the hours below do not count",
    }),
    sessions: Type.Array(Session, {
      default: [
        { from: "09:00", to: "12:00" },
        { from: "13:30", to: "17:00" },
      ],
      description: "the hours of a workday, by the clock on the wall",
    }),
    weekdays: Type.Array(Weekday, {
      uniqueItems: true,
      default: ["mon", "tue", "wed", "thu", "fri"],
      description: "days that are worked",
    }),
    weeklyHours: Type.Optional(
      Type.Object(
        {
          mon: Type.Optional(Hours),
          tue: Type.Optional(Hours),
          wed: Type.Optional(Hours),
          thu: Type.Optional(Hours),
          fri: Type.Optional(Hours),
          sat: Type.Optional(Hours),
          sun: Type.Optional(Hours),
        },
        { ...strict, description: "other hours than `sessions` on some weekdays" },
      ),
    ),
    holidays: Type.Array(DateText, { default: [], description: "weekdays on which the hall is closed" }),
    makeUpWorkdays: Type.Array(DateText, { default: [], description: "worked though they are no weekdays" }),
    ticketsFromMinutesBeforeOpening: Type.Integer({
      minimum: 0,
      maximum: 240,
      default: 15,
      description: "tickets are given out from so long before a session",
    }),
    ticketsUntilMinutesBeforeClosing: Type.Integer({
      minimum: 0,
      maximum: 240,
      default: 10,
      description: "and until so long before its end",
    }),
    atClosing: Type.Union([Type.Literal("serve"), Type.Literal("send-home")], {
      default: "serve",
      description: "what becomes of those who wait when a session ends",
    }),
  },
  { ...strict, default: {} },
);

const Calling = Type.Object(
  {
    recallMinIntervalSeconds: Type.Integer({
      minimum: 0,
      maximum: 600,
      default: 10,
      description: "a ticket is called again no sooner",
    }),
    recallMaximum: Type.Integer({
      minimum: 0,
      maximum: 20,
      default: 3,
      description: "a ticket is called again so often at most",
    }),
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
    noShowAfterSeconds: Type.Union([Type.Integer({ minimum: 5, maximum: 3600 }), Type.Null()], {
      default: null,
      description: "after the last recall the ticket is a no-show by itself; null: only by key",
    }),
    noShowReturnMinutes: Type.Integer({
      minimum: 0,
      maximum: 480,
      default: 30,
      description: "so long a no-show may come back, once; 0: never",
    }),
    noShowReturnPlaces: Type.Integer({
      minimum: 0,
      maximum: 100,
      default: 3,
      description: "behind so many of those who wait",
    }),
    undoMinutes: Type.Integer({
      minimum: 0,
      maximum: 60,
      default: 5,
      description: "so long a wrong no-show can be undone at its window",
    }),
    autoCall: Type.Boolean({
      default: false,
      description: "an idle window is given the newcomer without a press",
    }),
  },
  { ...strict, default: {} },
);

const Appointments = Type.Object(
  {
    slotMinutes: Type.Integer({
      minimum: 5,
      maximum: 240,
      default: 30,
      description: "appointments begin this far apart",
    }),
    bookDaysAhead: Type.Integer({
      minimum: 1,
      maximum: 365,
      default: 14,
      description: "slots can be booked so far ahead",
    }),
    earlyMinutes: Type.Integer({
      minimum: 0,
      maximum: 240,
      default: 30,
      description: "one may check in so long before the slot",
    }),
    lateMinutes: Type.Integer({
      minimum: 0,
      maximum: 120,
      default: 10,
      description: "who comes later waits as an ordinary ticket; who does not come by then frees the slot",
    }),
    creditMinutes: Type.Integer({
      minimum: 0,
      maximum: 120,
      default: 10,
      description: "a booked ticket ranks as if it had come this long before its slot",
    }),
  },
  { ...strict, default: {} },
);

const Limit = (maximum: number, description: string) =>
  Type.Union([Type.Integer({ minimum: 1, maximum }), Type.Null()], { default: null, description });

const Holders = Type.Object(
  {
    ticketsPerDayAndQueue: Limit(100, "for who shows a document or phone number; null: no limit"),
    hoardingFlagAt: Limit(1000, "so many tickets of one holder a day raise a flag; null: never"),
  },
  { ...strict, default: {} },
);

const Privacy = Type.Object(
  {
    personalDays: Type.Integer({
      minimum: 1,
      maximum: 3650,
      default: 90,
      description: "so many days personal data (reasons, holders) can be read; then their keys are destroyed",
    }),
  },
  { ...strict, default: {} },
);

const Alarms = Type.Object(
  {
    emptyPostMinutes: Type.Integer({
      minimum: 1,
      maximum: 240,
      default: 10,
      description: "people wait, the window is open, and nobody calls for so long",
    }),
    overrunFactor: Type.Number({
      minimum: 1,
      maximum: 20,
      default: 2,
      description: "a visit takes so many times its service's norm",
    }),
    unusedDispenserMinutes: Type.Union([Type.Integer({ minimum: 5, maximum: 1440 }), Type.Null()], {
      default: 60,
      description:
        "no ticket comes from a dispenser for so long in a session, while ten come from elsewhere; null: no alarm",
    }),
  },
  { ...strict, default: {} },
);

const Rating = Type.Object(
  {
    closesAfterMinutes: Type.Integer({
      minimum: 1,
      maximum: 1440,
      default: 5,
      description: "at the window's pad or tablet",
    }),
    holderUntilNextWorkday: Type.Boolean({
      default: true,
      description: "by the ticket's QR until the end of the next workday; false: as at the window",
    }),
  },
  { ...strict, default: {} },
);

const Percent = (description: string) =>
  Type.Integer({ minimum: 0, maximum: 100, default: 100, description });

const Voice = Type.Object(
  {
    enabled: Type.Boolean({ default: true, description: "calls are spoken" }),
    repeat: Type.Integer({ minimum: 1, maximum: 5, default: 2, description: "so often each" }),
    engines: Type.Array(
      Type.Union([Type.Literal("clips"), Type.Literal("browser"), Type.Literal("espeak")]),
      {
        uniqueItems: true,
        default: ["clips", "browser", "espeak"],
        description:
          "what speaks, the first that can: the hall's own recordings, the screen's browser, espeak-ng at the daemon",
      },
    ),
    languages: Type.Optional(
      Type.Array(Language, {
        minItems: 1,
        uniqueItems: true,
        description: "a call is said in these, one after the other; default: `hall.languages`",
      }),
    ),
    volumePercent: Percent("how loud, of what the screen can"),
    quietHours: Type.Array(
      Type.Object({ from: TimeOfDay, to: TimeOfDay, volumePercent: Percent("how loud then") }, strict),
      { default: [], description: "hours with another volume, by the clock on the wall; 0: captions only" },
    ),
    zones: Type.Array(
      Type.Object(
        {
          id: Id,
          name: Type.Optional(Texts),
          windows: Type.Array(Id, {
            minItems: 1,
            uniqueItems: true,
            description: "whose calls it shows and speaks",
          }),
        },
        strict,
      ),
      { default: [], description: "parts of the hall that have screens of their own: `/screen?zone=ID`" },
    ),
  },
  { ...strict, default: {} },
);

const HallNotice = Type.Object(
  {
    text: Texts,
    from: Type.Optional({ ...DateText, description: "the first day, YYYY-MM-DD; default: at once" }),
    until: { ...DateText, description: "the last day, YYYY-MM-DD" },
  },
  strict,
);

const Printing = Type.Object(
  {
    copyAfterUnconfirmed: Type.Boolean({
      default: true,
      description:
        "print a paper marked as a copy when it is not known whether the first came out, unless the printer never tells",
    }),
    voidUnprintedAfterMinutes: Type.Union([Type.Integer({ minimum: 1, maximum: 240 }), Type.Null()], {
      default: 10,
      description: "a ticket still unprinted then is void, not printed late; null: it waits for its paper",
    }),
  },
  { ...strict, default: {} },
);

const Queue = Type.Object(
  {
    id: Id,
    name: Texts,
    prefix: Type.Optional(
      Type.String({
        pattern: "^[A-Z0-9]{0,3}$",
        description:
          "what a number begins with; digits where displays show digits only; default: A … Z, AA …",
      }),
    ),
    priorityPrefix: Type.Optional(
      Type.String({
        pattern: "^[A-Z0-9]{0,3}$",
        description: "what a priority number begins with; default: the same",
      }),
    ),
    start: Type.Integer({ minimum: 0, maximum: 9999, default: 1, description: "the first number of a day" }),
    width: Type.Integer({ minimum: 1, maximum: 5, default: 3, description: "digits after the prefix" }),
    quota: Type.Optional(
      Type.Object(
        {
          perDay: Type.Optional(Type.Integer({ minimum: 1, description: "tickets a day at most" })),
          perSession: Type.Optional(Type.Integer({ minimum: 1, description: "tickets a session at most" })),
          perSlot: Type.Optional(
            Type.Object(
              {
                minutes: Type.Integer({ minimum: 5, maximum: 720, description: "how long a time slot is" }),
                tickets: Type.Integer({ minimum: 1, description: "tickets a time slot at most" }),
              },
              strict,
            ),
          ),
        },
        { ...strict, description: "how many tickets are given out at most" },
      ),
    ),
    appointmentsPerSlot: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1000, description: "so many may book a slot; default: none" }),
    ),
  },
  strict,
);

const Notice = Type.Object(
  {
    version: Type.String({ minLength: 1, maxLength: 20, description: "changes with the text, e.g. 2026-1" }),
    validUntil: DateText,
    papers: Type.Array(Texts, { description: "papers to bring" }),
    subject: Type.Optional({ ...Texts, description: "who decides (办理主体)" }),
    basis: Type.Optional({ ...Texts, description: "the law it rests on (办理依据)" }),
    conditions: Type.Optional({ ...Texts, description: "who may ask for it (办理条件)" }),
    procedure: Type.Optional({ ...Texts, description: "its steps (办理程序)" }),
    timeLimit: Type.Optional({ ...Texts, description: "how long it takes at most (办理时限)" }),
    result: Type.Optional({ ...Texts, description: "what one gets (办理结果)" }),
    feeBasis: Type.Optional({ ...Texts, description: "the rule behind the fee (收费依据)" }),
    fee: Type.Optional({ ...Texts, description: "what it costs (收费标准)" }),
  },
  {
    ...strict,
    description:
      "what a citizen must know once and for all before the window (一次性告知单), and the eight public facts (八公开)",
  },
);

const Service = Type.Object(
  {
    id: Id,
    name: Texts,
    queue: Type.String({ ...Id, description: "the line that its tickets wait in" }),
    key: Type.Optional(Type.Integer({ minimum: 1, maximum: 99, description: "its digits on a dispenser" })),
    normMinutes: Type.Number({
      exclusiveMinimum: 0,
      maximum: 480,
      default: 10,
      description: "how long it takes by the book; a visit that takes much longer raises an alarm",
    }),
    stops: Type.Optional(
      Type.Array(Id, { description: "queues that the ticket goes on to, e.g. payment, pick-up" }),
    ),
    promisedWorkdays: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 365, description: "a promised case; done on the spot otherwise" }),
    ),
    pictogram: Type.Optional(
      Type.String({
        ...Id,
        description: "its drawing at the kiosk, by name; default: the one named as its id",
      }),
    ),
    initials: Type.Optional(
      Type.String({
        pattern: "^[a-z0-9]{1,40}$",
        description: "what finds it at the kiosk; default: the pinyin initials of its Chinese name",
      }),
    ),
    common: Type.Optional(
      Type.Boolean({
        description: "on the kiosk's first page; where no service is, all of them are",
      }),
    ),
    quietHours: Type.Optional(
      Type.Array(Session, { description: "when the line is usually short, for who can choose the hour" }),
    ),
    notice: Type.Optional(Notice),
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
    autoCall: Type.Optional(Type.Boolean({ description: "as `calling.autoCall`, for this window" })),
    breaks: Type.Optional(
      Type.Array(Session, {
        description: "when its clerk is known to be away every day: the scheduler reckons with it",
      }),
    ),
    scheduler: Type.Optional(WindowScheduler),
    display: Type.Optional(DeviceAt),
    callPad: Type.Optional(DeviceAt),
    ratingPad: Type.Optional(DeviceAt),
  },
  strict,
);

const Pin = Type.String({
  pattern: "^scrypt:\\d+:\\d+:\\d+:[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$",
  description: "what `halld pin` prints",
});

const Clerk = Type.Object(
  {
    id: Type.String({
      ...Id,
      description: "digits from 10 up can sign in at a call pad: the digits, then the function key",
    }),
    name: Type.String({ minLength: 1 }),
    pin: Pin,
    authorised: Type.Optional(
      Type.Array(Id, {
        uniqueItems: true,
        description: "queues that the clerk is trained for; default: all",
      }),
    ),
  },
  strict,
);

const Staff = Type.Object(
  {
    id: Id,
    name: Type.String({ minLength: 1 }),
    role: Type.Union([Type.Literal("manager"), Type.Literal("guide")], {
      description: "manager: sees and leads the whole hall; guide: takes numbers for people and goes along",
    }),
    pin: Pin,
  },
  strict,
);

const Dispenser = Type.Object(
  {
    id: Id,
    name: Type.Optional(Texts),
    buttons: Type.Optional(DeviceAt),
    reader: Type.Optional(
      Type.Object(DeviceAt.properties, {
        ...strict,
        description:
          "reads QR codes or cards: checks appointments in, brings back who missed a call, says whose the next ticket is",
      }),
    ),
    printer: Type.Optional(PrinterAt),
    standIn: Type.Optional(
      Type.String({
        ...Id,
        description: "the dispenser whose printer takes over while this one cannot print",
      }),
    ),
  },
  strict,
);

const Filled = Type.Union([Type.String({ minLength: 1 }), Texts], {
  description: "may hold {placeholders}; as written in every language, or a text for each",
});
const TemplateLine = Type.Object(
  {
    text: Type.Optional(Filled),
    pair: Type.Optional(
      Type.Tuple([Filled, Filled], { description: "at the left margin and at the right one" }),
    ),
    list: Type.Optional(
      Type.String({ minLength: 1, description: "a placeholder of several things, numbered, e.g. {papers}" }),
    ),
    qr: Type.Optional(Type.String({ minLength: 1 })),
    rule: Type.Optional(Type.Literal(true)),
    feed: Type.Optional(Type.Integer({ minimum: 1, maximum: 255, description: "blank lines" })),
    align: Type.Optional(Type.Union([Type.Literal("left"), Type.Literal("center"), Type.Literal("right")])),
    size: Type.Optional(Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3), Type.Literal(4)])),
    bold: Type.Optional(Type.Boolean()),
    languages: Type.Optional(
      Type.Array(Type.Union([Type.Literal("holder"), Language]), {
        minItems: 1,
        description: "in which the line is said; default: the holder's, and zh-CN",
      }),
    ),
  },
  { ...strict, description: "one of text, pair, list, qr, rule and feed" },
);
const TemplateLines = Type.Optional(Type.Array(TemplateLine, { minItems: 1, maxItems: 200 }));

const Papers = Type.Object(
  {
    ticket: TemplateLines,
    notice: TemplateLines,
    "case-slip": TemplateLines,
    "promise-slip": TemplateLines,
    "day-slip": TemplateLines,
  },
  { ...strict, description: "what stands on papers instead of the built-in lines; docs/papers.md" },
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
    appointments: Appointments,
    holders: Holders,
    alarms: Alarms,
    scheduler: Scheduler,
    privacy: Privacy,
    rating: Rating,
    voice: Voice,
    printing: Printing,
    notices: Type.Array(HallNotice, { default: [], description: "what the hall's screens tell everybody" }),
    queues: Type.Array(Queue, { minItems: 1 }),
    services: Type.Array(Service, { minItems: 1 }),
    windows: Type.Array(Window, { minItems: 1 }),
    dispensers: Type.Array(Dispenser, { default: [] }),
    clerks: Type.Array(Clerk, { default: [] }),
    staff: Type.Array(Staff, { default: [], description: "who works in the hall, not at a window" }),
    wires: Type.Array(Wire, { default: [] }),
    papers: Type.Optional(Papers),
  },
  strict,
);

export type HallConfig = Static<typeof HallConfig>;
export type Texts = Static<typeof Texts>;
export type DeviceAt = Static<typeof DeviceAt>;
