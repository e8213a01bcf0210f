import Type, { type Static } from "typebox";
import { Alarms, Appointments, Calling, Holders, Printing, Privacy, Rating } from "./schema/conduct.ts";
import { Queue, Service } from "./schema/offer.ts";
import { Calendar, Hall } from "./schema/opening.ts";
import { Papers } from "./schema/papers.ts";
import { Clerk, Dispenser, Staff, Window, Wire } from "./schema/places.ts";
import { Scheduler } from "./schema/scheduler.ts";
import { strict } from "./schema/shapes.ts";
import { HallNotice, Voice } from "./schema/telling.ts";

/**
 * The shape of a hall's configuration file, as a technician writes it (YAML).
 * One source for types, checks, defaults and `config/hall.schema.json`.
 * Unknown keys are refused: a misspelt key must not be silently ignored.
 */

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
