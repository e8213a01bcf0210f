import { localTime, minutesOf, sessionsOn } from "../../core/calendar.ts";
import type { Instant, QueueId, WindowId } from "../../core/ids.ts";
import type { HallRules, Session } from "../../core/rules.ts";
import { authorisedQueues, mayHelp, modeOf, schedulerRule } from "../../core/scheduling.ts";
import type { HallState } from "../../core/state.ts";
import type { GroupFacts, HallFacts, WindowFacts } from "../../scheduler/model.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const QUARTER_MS = 15 * MINUTE_MS;
/** Of those who book, about one in ten does not come. */
const BOOKED_WHO_COME = 0.9;
/** Of service times, as measured in halls of this kind. */
const USUAL_CV = 0.7;
/** How often the scheduler looks at the signs, in hall time. */
export const TICK_MS = 30_000;

/** The hall's names for what the scheduler numbers, and the start of the day that it counts from. */
export interface Places {
  queues: readonly QueueId[];
  windows: readonly WindowId[];
  queueAt: ReadonlyMap<QueueId, number>;
  windowAt: ReadonlyMap<WindowId, number>;
  midnight: Instant;
}

export function placesOf(rules: HallRules, at: Instant): Places {
  const queues = rules.queues.map(({ id }) => id);
  const windows = rules.windows.map(({ id }) => id);
  const time = localTime(at, rules.hall.timeZone);
  return {
    queues,
    windows,
    queueAt: new Map(queues.map((id, place) => [id, place])),
    windowAt: new Map(windows.map((id, place) => [id, place])),
    midnight: at - (at % 1000) - time.second * 1000 - time.minuteOfDay * MINUTE_MS,
  };
}

/** Arrivals to expect without an appointment, by queue and quarter-hour of the day; nothing where nothing is known. */
export type ExpectedArrivals = ReadonlyMap<QueueId, readonly number[]>;

/** The hall as the scheduler is told of it before its day. A window that it may not touch is one that can only do its home. */
export function factsOf(
  state: HallState,
  rules: HallRules,
  places: Places,
  expected: ExpectedArrivals,
): HallFacts {
  const rule = schedulerRule(rules);
  return {
    rules: {
      setupMs: rule.setupSeconds * 1000,
      dwellMs: rule.dwellMinutes * MINUTE_MS,
      maxPerHour: rule.changesPerHourMaximum,
      maxSign: rule.queuesOnSignMaximum,
      help: rules.windows.some(({ id }) => mayHelp(state, rules, id)),
      helpOverheadMs: rule.helpOverheadSeconds * 1000,
      foreignFactor: rule.foreignFactor,
      apptLeadMs: rules.appointments.creditMinutes * MINUTE_MS,
      callTimeoutMs: (rules.calling.noShowAfterSeconds ?? 45) * 1000,
      tickMs: TICK_MS,
    },
    sessions: sessionsOf(rules, places.midnight),
    groups: places.queues.map((id) => ({
      ...groupOf(rules, id),
      history: withBooked(state, places, id, expected.get(id) ?? []),
    })),
    windows: places.windows.map((id, place) => windowOf(state, rules, places, id, place)),
  };
}

function sessionsOf(rules: HallRules, midnight: Instant): [number, number][] {
  if (rules.calendar.alwaysOpen) return [[0, DAY_MS]];
  return spans(sessionsOn(rules, localTime(midnight, rules.hall.timeZone)));
}

function spans(times: readonly Session[]): [number, number][] {
  return times.map(({ from, to }) => [minutesOf(from) * MINUTE_MS, minutesOf(to) * MINUTE_MS]);
}

/** Who has booked comes on top; where nothing is known of the others, bookings alone would pass for all. */
function withBooked(
  { appointments }: HallState,
  { midnight }: Places,
  queue: QueueId,
  expected: readonly number[],
): readonly number[] {
  if (expected.length === 0) return [];
  const history = [...expected];
  for (const { queue: booked, slotAt, state } of appointments.values()) {
    const quarter = Math.floor((slotAt - midnight) / QUARTER_MS);
    if (booked === queue && state !== "cancelled" && quarter >= 0 && quarter < history.length)
      history[quarter] = (history[quarter] ?? 0) + BOOKED_WHO_COME;
  }
  return history;
}

function groupOf(rules: HallRules, queue: QueueId): Omit<GroupFacts, "history"> {
  const norms = rules.services.filter((each) => each.queue === queue).map((each) => each.normMinutes);
  const meanMinutes = norms.reduce((sum, each) => sum + each, 0) / Math.max(1, norms.length);
  return { id: queue, meanMs: Math.max(1, meanMinutes) * MINUTE_MS, cv: USUAL_CV };
}

function windowOf(
  state: HallState,
  rules: HallRules,
  { queueAt }: Places,
  id: WindowId,
  place: number,
): WindowFacts {
  const rule = rules.windows.find((each) => each.id === id);
  const window = state.windows.get(id);
  const numbered = (queues: readonly QueueId[]) => queues.flatMap((queue) => queueAt.get(queue) ?? []);
  const home = numbered(rule?.home ?? []);
  const untouched = !window || window.pinned || modeOf(state, rules, id) === "off";
  const more = untouched ? window?.sign : authorisedQueues(rules, window);
  return {
    id: place + 1,
    home,
    skills: [...new Set([...home, ...numbered(more ?? [])])],
    breaks: spans(rule?.breaks ?? []),
  };
}
