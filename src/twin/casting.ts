import { MINUTE_MS, QUARTER_MS } from "../core/durations.ts";
import { event } from "../core/events.ts";
import { evolve } from "../core/evolve.ts";
import type { WindowId } from "../core/ids.ts";
import type { HallRules } from "../core/rules.ts";
import { schedulerRule } from "../core/scheduling.ts";
import { emptyHall } from "../core/state.ts";
import { factsOf, placesOf } from "../runtime/scheduling/facts.ts";
import { learnedFrom } from "../scheduler/learned.ts";
import { type PastDay, type PastWork, QUARTERS } from "../scheduler/past-day.ts";
import { type Random, seeded } from "../scheduler/random.ts";
import type { RecordedDay, RecordedTicket, Recording } from "./recording.ts";
import type { TwinDay, TwinPolicy, TwinTicket } from "./twin-day.ts";

/** Of service times, as measured in halls of this kind. */
const USUAL_CV = 0.7;

/** A hall in which recorded people shall come once more. */
export interface Stage {
  rules: HallRules;
  /** Who decides; `recorded`: whoever did on each day. */
  policy: TwinPolicy | "recorded";
  /** Only these windows are staffed; all where nothing is said. */
  windows?: readonly WindowId[];
  /** Whether the scheduler may give a window tickets that its sign does not show; as the rules say otherwise. */
  help?: boolean;
}

/**
 * Puts a recorded day on a stage. What was not recorded of a visit is drawn from the seed, for every ticket alike on
 * every stage. Tickets of queues that the stage does not have are left out.
 * @returns the day, and its tickets in the order of the twin's
 */
export function cast(
  { days }: Recording,
  recorded: RecordedDay,
  { rules: given, policy, windows, help }: Stage,
  seed: number,
): { day: TwinDay; tickets: RecordedTicket[] } {
  const rules = scheduled(given, help);
  const state = emptyHall();
  evolve(state, event("config-adopted", { rules, hash: "twin", by: "twin" }), recorded.at);
  evolve(state, event("day-opened", { day: recorded.day }), recorded.at);
  const places = placesOf(rules, recorded.at);
  const past = days.map((each) => pastDayOf(each, rules));
  const facts = factsOf(state, rules, places, learnedFrom(past, recorded.day));
  const usualMs = meanServices(days, rules);
  const random = seeded(seed);
  const drawn = recorded.tickets.map((ticket) => ({
    ticket,
    serviceMs: ticket.serviceMs ?? lognormal(random, usualMs.get(ticket.queue) ?? 0),
  }));
  const kept = drawn.filter(({ ticket }) => places.queueAt.has(ticket.queue));
  const tickets = kept.map(({ ticket, serviceMs }): TwinTicket => {
    const { at, lane, slot, missedMs, leftAt } = ticket;
    return { group: places.queueAt.get(ticket.queue) ?? -1, at, lane, slot, serviceMs, missedMs, leftAt };
  });
  const presence = places.windows.map((id) =>
    windows?.includes(id) === false ? [] : (recorded.presence.get(id) ?? facts.sessions),
  );
  const pauses = places.windows.map((id) => recorded.pauses.get(id) ?? drawnPauses(recorded, random));
  // Where signs changed already, what that took is in the pauses.
  const setupMs = recorded.policy === "halld" ? 0 : facts.rules.setupMs;
  const decider = policy === "recorded" ? recorded.policy : policy;
  return {
    day: { facts, tickets, presence, pauses, setupMs, policy: decider, seed },
    tickets: kept.map(({ ticket }) => ticket),
  };
}

/** Of a window that called nobody that day: as the others' were. */
function drawnPauses({ pauses }: RecordedDay, random: Random): number[] {
  const all = [...pauses.values()].flat();
  return all.map(() => all[Math.floor(random() * all.length)] ?? 0);
}

function scheduled(rules: HallRules, help: boolean | undefined): HallRules {
  const scheduler = { ...schedulerRule(rules), mode: "automatic" as const };
  return { ...rules, scheduler: help === undefined ? scheduler : { ...scheduler, help } };
}

/** What a hall would know of the day by its evening. A queue's first service stands for all, and nobody for clerks. */
function pastDayOf({ day, tickets }: RecordedDay, { services }: HallRules): PastDay {
  const arrivals = new Map<string, number[]>();
  const works = new Map<string, PastWork>();
  for (const { queue, at, lane, serviceMs } of tickets) {
    const service = services.find((each) => each.queue === queue)?.id;
    if (serviceMs !== null && service !== undefined) {
      const work = works.get(service) ?? { service, clerk: null, seconds: [] };
      works.set(service, work);
      work.seconds.push(serviceMs / 1000);
    }
    if (lane === "appt") continue;
    const quarters = arrivals.get(queue) ?? new Array<number>(QUARTERS).fill(0);
    const quarter = Math.floor(at / QUARTER_MS);
    quarters[quarter] = (quarters[quarter] ?? 0) + 1;
    arrivals.set(queue, quarters);
  }
  return { day, arrivals: [...arrivals], works: [...works.values()] };
}

/** The mean of each queue's recorded services, ms; its norm where none was recorded. */
function meanServices(days: readonly RecordedDay[], rules: HallRules): Map<string, number> {
  const sums = new Map<string, { ms: number; count: number }>();
  for (const { queue, serviceMs } of days.flatMap(({ tickets }) => tickets)) {
    if (serviceMs === null) continue;
    const sum = sums.get(queue) ?? { ms: 0, count: 0 };
    sums.set(queue, { ms: sum.ms + serviceMs, count: sum.count + 1 });
  }
  return new Map(
    rules.queues.map(({ id }) => {
      const norms = rules.services.filter(({ queue }) => queue === id).map((each) => each.normMinutes);
      const norm = norms.reduce((sum, each) => sum + each, 0) / Math.max(1, norms.length);
      const sum = sums.get(id);
      return [id, sum ? sum.ms / sum.count : norm * MINUTE_MS];
    }),
  );
}

/** A lognormal time of the usual spread around its mean (Box and Muller 1958 for the normal one). */
function lognormal(random: Random, mean: number): number {
  const variance = Math.log(1 + USUAL_CV ** 2);
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return mean * Math.exp(normal * Math.sqrt(variance) - variance / 2);
}
