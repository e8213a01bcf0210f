import { lognormal, type Random } from "../hall-des/random.ts";
import { between, randomFor, weighted } from "./random.ts";

const minuteMs = 60_000;
const secondMs = 1_000;

/** One citizen's day, drawn before it begins. Durations are hall time; times count from midnight. */
export interface CitizenPlan {
  id: string;
  arrivesAtMs: number;
  /** What is typed at the dispenser before "start". */
  serviceKey: number;
  queue: string;
  /** What the queue's numbers begin with, before their three digits. */
  numberPrefix: string;
  toDispenserMs: number;
  /** False: takes a ticket and does not come when called. */
  comes: boolean;
  toWindowMs: number;
  /** At the window, by a clerk of that queue. */
  serviceMs: number;
  /** Whether the clerk ends this visit with an invitation to rate. */
  invitedToRate: boolean;
  /** The face pressed on the pad when invited, 0 worst … 3 best; null for those who do not rate. */
  rating: 0 | 1 | 2 | 3 | null;
}

/** One clerk's day. */
export interface ClerkPlan {
  window: string;
  home: readonly string[];
  startsAtMs: number;
  /** How long a call may stay unanswered before it is repeated, and then given up. */
  patienceMs: number;
  recalls: number;
  /** From hearing the pad to pressing its key: people of one bus do not all press in the same moment. */
  reactionMs: number;
  /** After a key that stayed dumb, in wire time, since it is the machine that is waited for. */
  triesAgainAfterWireMs: number;
  /** How often an idle clerk tries the call key without having heard the pad. */
  looksEveryMs: number;
  lunch: { fromMs: number; lengthMs: number } | null;
}

export interface DayPlan {
  citizens: CitizenPlan[];
  clerks: ClerkPlan[];
  /** After this a clerk whom nobody waits for goes home. */
  closesAtMs: number;
}

export interface PeopleHabits {
  noShowShare: number;
  /** Of the visits, how many end with an invitation; of the invited, how many rate. */
  invitedShare: number;
  ratingShare: number;
  /** Relative frequency of the faces 0 (worst) … 3 (best). */
  faces: readonly [number, number, number, number];
  lunch: boolean;
  /** Service times, relative to the recorded office's; below 1 for a hall that must be through sooner. */
  serviceFactor: number;
}

/** 5 % no-shows; most people never rate. */
export const usualHabits: PeopleHabits = {
  noShowShare: 0.05,
  invitedShare: 0.5,
  ratingShare: 0.3,
  faces: [2, 5, 28, 65],
  lunch: true,
  serviceFactor: 1,
};

export interface ServiceToPlan {
  key: number;
  queue: string;
  prefix: string;
  meanMinutes: number;
}

export interface DayToPlan {
  /** `[from, to, group, n]`: n tickets taken between two minutes of the day. */
  arrivals: readonly (readonly [number, number, number, number])[];
  /** By group; a group without an entry does not come to this hall. */
  services: readonly (ServiceToPlan | undefined)[];
  windows: readonly { id: string; home: readonly string[] }[];
  opensAtMs: number;
  closesAtMs: number;
}

const serviceVariation = 0.7;
const slowestWalkMs = 75 * secondMs;

/** Draws everybody's day. The same seed and day give the same people. */
export function planDay(day: DayToPlan, seed: number, habits: PeopleHabits = usualHabits): DayPlan {
  const citizens = day.arrivals.flatMap(([from, to, group, count], row) => {
    const service = day.services[group];
    if (service === undefined) return [];
    return Array.from({ length: count }, (_, index) => {
      const id = `citizen-${row}-${index}`;
      const random = randomFor(seed, id);
      return citizenOf(id, between(random, from, to) * minuteMs, service, random, habits);
    });
  });
  citizens.sort((a, b) => a.arrivesAtMs - b.arrivesAtMs);
  const clerks = day.windows.map(({ id, home }) => clerkOf(id, home, day.opensAtMs, seed, habits));
  return { citizens, clerks, closesAtMs: day.closesAtMs };
}

function citizenOf(
  id: string,
  arrivesAtMs: number,
  service: ServiceToPlan,
  random: Random,
  habits: PeopleHabits,
): CitizenPlan {
  return {
    id,
    arrivesAtMs,
    serviceKey: service.key,
    queue: service.queue,
    numberPrefix: service.prefix,
    toDispenserMs: between(random, 5, 20) * secondMs,
    comes: random() >= habits.noShowShare,
    toWindowMs: Math.min(lognormal(random, 20, 0.6) * secondMs, slowestWalkMs),
    serviceMs: lognormal(random, service.meanMinutes * minuteMs, serviceVariation) * habits.serviceFactor,
    invitedToRate: random() < habits.invitedShare,
    rating: random() < habits.ratingShare ? faceOf(weighted(random, habits.faces)) : null,
  };
}

function faceOf(index: number): 0 | 1 | 2 | 3 {
  return index === 0 || index === 1 || index === 2 ? index : 3;
}

function clerkOf(
  window: string,
  home: readonly string[],
  opensAtMs: number,
  seed: number,
  habits: PeopleHabits,
): ClerkPlan {
  const random = randomFor(seed, `clerk-${window}`);
  return {
    window,
    home,
    startsAtMs: opensAtMs + between(random, 0, 4) * minuteMs,
    patienceMs: between(random, 35, 55) * secondMs,
    recalls: random() < 0.7 ? 1 : 2,
    reactionMs: between(random, 1, 8) * secondMs,
    triesAgainAfterWireMs: between(random, 900, 2600),
    looksEveryMs: between(random, 2, 5) * minuteMs,
    lunch: habits.lunch
      ? { fromMs: between(random, 11 * 60, 13 * 60) * minuteMs, lengthMs: between(random, 25, 40) * minuteMs }
      : null,
  };
}
