import type { HallFacts, WaitingTicket } from "../scheduler/model.ts";

/** `static`: signs stay at home and windows call what they show; `halld`: the scheduler decides both. */
export type TwinPolicy = "static" | "halld";

/** Someone of the day; `group` and windows are places in the facts. */
export interface TwinTicket {
  group: number;
  at: number;
  lane: WaitingTicket["lane"];
  slot: number | null;
  serviceMs: number;
  /** How long a window waits for somebody who does not come; null for others. */
  missedMs: number | null;
  /** Who has not been called by then leaves; null for whoever stays. */
  leftAt: number | null;
}

export interface TwinDay {
  facts: HallFacts;
  /** In order of arrival. */
  tickets: readonly TwinTicket[];
  /** When each window is there. */
  presence: readonly (readonly (readonly [number, number])[])[];
  /** How long each window takes to press once it could call, call by call and over again, ms; empty: no time. */
  pauses: readonly (readonly number[])[];
  /** How long a window is out of service for another sign. */
  setupMs: number;
  policy: TwinPolicy;
  seed: number;
}

export interface TwinResult {
  /** Waits in ms of each ticket that was called, by its place in the tickets; null for who was not. */
  waitsMs: (number | null)[];
  signChanges: number;
  calls: number;
  callsOffSign: number;
}
