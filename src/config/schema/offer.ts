import Type from "typebox";
import { Session } from "./opening.ts";
import { DateText, Id, strict, Texts } from "./shapes.ts";

/* What citizens can come for, and where they wait for it. */

export const Queue = Type.Object(
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

export const Service = Type.Object(
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
