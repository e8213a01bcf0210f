import Type from "typebox";
import { strict } from "./shapes.ts";

/* How tickets are called, kept, watched over and rated. */

export const Calling = Type.Object(
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

export const Appointments = Type.Object(
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

export const Holders = Type.Object(
  {
    ticketsPerDayAndQueue: Limit(100, "for who shows a document or phone number; null: no limit"),
    hoardingFlagAt: Limit(1000, "so many tickets of one holder a day raise a flag; null: never"),
  },
  { ...strict, default: {} },
);

export const Privacy = Type.Object(
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

export const Alarms = Type.Object(
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

export const Rating = Type.Object(
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

export const Printing = Type.Object(
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
