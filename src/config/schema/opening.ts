import Type from "typebox";
import { DateText, Id, Language, strict, Texts, TimeOfDay } from "./shapes.ts";

/* The hall itself and when it is open. */

export const Session = Type.Object({ from: TimeOfDay, to: TimeOfDay }, strict);

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

export const Hall = Type.Object(
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

export const Calendar = Type.Object(
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
