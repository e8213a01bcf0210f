import Type, { type Static } from "typebox";
import { Session } from "./opening.ts";
import { WindowScheduler } from "./scheduler.ts";
import { Id, Pin, strict, Texts } from "./shapes.ts";

/* Windows, dispensers and wires, and who works there. */

const place = {
  wire: Id,
  driver: Type.String({ minLength: 1 }),
  address: Type.Optional(Type.Integer({ minimum: 0, maximum: 65535 })),
  profile: Type.Optional(Type.String()),
};

export const DeviceAt = Type.Object(place, strict);
export type DeviceAt = Static<typeof DeviceAt>;

const PrinterAt = Type.Object(
  { ...place, widthMm: Type.Union([Type.Literal(58), Type.Literal(80)], { default: 80 }) },
  strict,
);

export const Window = Type.Object(
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

export const Clerk = Type.Object(
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

export const Staff = Type.Object(
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

export const Dispenser = Type.Object(
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

export const Wire = Type.Object(
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
