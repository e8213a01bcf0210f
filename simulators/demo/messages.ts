/** What the demo's supervisor asks of the world's process. */
export interface WorldOrder {
  /** Folder for wires. */
  wiresFolder: string;
  seed: number;
  /** Recorded day, `YYYY-MM-DD`; null for a hall without simulated people. */
  recordedDate: string | null;
  /** Address of the daemon, for the links on the bench page. */
  hallPort: number;
  /** Of the bench page. */
  benchPort: number;
}

/** When people may come: the hall's time. */
export interface PeopleOrder {
  midnightMs: number;
  startAtMs: number;
  originMs: number;
  speed: number;
}

export type ToWorld = { order: "people"; people: PeopleOrder } | { order: "stop" };
export type FromWorld =
  | { said: "ready"; benchUrl: string }
  | { said: "day-over"; served: number; citizens: number };
