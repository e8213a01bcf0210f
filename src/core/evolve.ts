import type { EventOf, EventType, HallEvent } from "./events.ts";
import type { Happenings } from "./evolve/changes.ts";
import { hallHappenings } from "./evolve/hall.ts";
import { jobHappenings } from "./evolve/jobs.ts";
import { signHappenings } from "./evolve/signs.ts";
import { ticketHappenings } from "./evolve/tickets.ts";
import { visitHappenings } from "./evolve/visits.ts";
import { windowHappenings } from "./evolve/windows.ts";
import type { Instant } from "./ids.ts";
import type { HallState } from "./state.ts";

const HAPPENINGS: Happenings<EventType> = {
  ...hallHappenings,
  ...ticketHappenings,
  ...visitHappenings,
  ...windowHappenings,
  ...jobHappenings,
  ...signHappenings,
};

/**
 * Lets one event happen. Changes `state` in place, for its one owner; reads nothing but the state and the event,
 * so that the same journal gives the same hall on every machine and in every year.
 * An event about something that is not there (an old journal) changes nothing.
 */
export function evolve(state: HallState, event: HallEvent, at: Instant): void {
  applyOne(state, event, at);
  state.seq += 1;
  state.at = at;
}

function applyOne<T extends EventType>(state: HallState, event: EventOf<T>, at: Instant): void {
  HAPPENINGS[event.type](state, event.data, at);
}
