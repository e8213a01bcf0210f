import type { DispenserId, Language, QueueId, ServiceId, Texts, WindowId } from "./ids.ts";

/**
 * What the core knows of a hall's configuration: the rules, without the wires.
 * Adopted by an event, so that replay needs no file.
 */
export interface HallRules {
  hall: {
    id: string;
    name: Texts;
    timeZone: string;
    languages: Language[];
    access: "open" | "sign-in";
    publicAddress?: string;
  };
  calendar: {
    alwaysOpen: boolean;
    sessions: { from: string; to: string }[];
    weekdays: string[];
    holidays: string[];
    makeUpWorkdays: string[];
    ticketsFromMinutesBeforeOpening: number;
    ticketsUntilMinutesBeforeClosing: number;
  };
  calling: {
    recallMinIntervalSeconds: number;
    recallMaximum: number;
    priorityCreditMinutes: number;
    jumpsInRowMaximum: number;
  };
  rating: { closesAfterMinutes: number };
  voice: { enabled: boolean; repeat: number };
  printing: { copyAfterUnconfirmed: boolean };
  queues: QueueRule[];
  services: ServiceRule[];
  windows: WindowRule[];
  dispensers: DispenserRule[];
}

export interface QueueRule {
  id: QueueId;
  name: Texts;
  prefix: string;
  priorityPrefix?: string;
  start: number;
  width: number;
}

export interface ServiceRule {
  id: ServiceId;
  name: Texts;
  queue: QueueId;
  /** Digits on a dispenser, 1 to 99. */
  key?: number;
  normMinutes: number;
}

export interface WindowRule {
  id: WindowId;
  name?: Texts;
  home: QueueId[];
  authorised: QueueId[];
}

export interface DispenserRule {
  id: DispenserId;
  name?: Texts;
  prints: boolean;
}
