import { localTime, minutesOf, sessionsOn } from "../../core/calendar.ts";
import { DAY_MS, MINUTE_MS, QUARTER_MS } from "../../core/durations.ts";
import type { Instant, QueueId, WindowId } from "../../core/ids.ts";
import type { HallRules, Session } from "../../core/rules.ts";
import { authorisedQueues, mayHelp, modeOf, schedulerRule } from "../../core/scheduling.ts";
import type { HallState } from "../../core/state.ts";
import type { Learned } from "../../scheduler/learned.ts";
import type { GroupFacts, HallFacts, WindowFacts } from "../../scheduler/model.ts";

/** Of those who book, about one in ten does not come. */
const BOOKED_WHO_COME = 0.9;
/** Of service times, as measured in halls of this kind. */
const USUAL_CV = 0.7;
/** Visits that the norm of a service, and the usual spread, are worth against measured ones. */
const NORM_VISITS = 20;
/** Of what the scheduler draws. The same in every hall and in `halld schedule`: the same facts give the same answers. */
export const SEED = 20_160_501;
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

/** The hall as the scheduler is told of it before its day. A window that it may not touch is one that can only do its home. */
export function factsOf(state: HallState, rules: HallRules, places: Places, learned: Learned): HallFacts {
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
      ...groupOf(rules, id, learned),
      history: withBooked(state, places, id, learned.arrivals.get(id) ?? []),
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

/**
 * The times of a queue's services together, each as often as it was asked for. Measured means and spreads are shrunk
 * towards the norm and what is usual (James and Stein 1961; as a pseudo-count).
 */
function groupOf(rules: HallRules, queue: QueueId, { services }: Learned): Omit<GroupFacts, "history"> {
  let [visits, sum, squares] = [0, 0, 0];
  for (const { id, normMinutes } of rules.services.filter((each) => each.queue === queue)) {
    const times = services.get(id) ?? { meanMs: 0, cv: 0, visits: 0 };
    const shrunk = (norm: number, measured: number) =>
      (NORM_VISITS * norm + times.visits * measured) / (NORM_VISITS + times.visits);
    const meanMs = shrunk(normMinutes * MINUTE_MS, times.meanMs);
    // One visit more for each, or a service that is new would not count at all.
    const weight = times.visits + 1;
    visits += weight;
    sum += weight * meanMs;
    squares += weight * meanMs ** 2 * (1 + shrunk(USUAL_CV ** 2, times.cv ** 2));
  }
  if (visits === 0) return { id: queue, meanMs: MINUTE_MS, cv: USUAL_CV };
  const meanMs = sum / visits;
  const cv = Math.sqrt(Math.max(0, squares / visits / meanMs ** 2 - 1));
  return { id: queue, meanMs: Math.max(1000, meanMs), cv };
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
