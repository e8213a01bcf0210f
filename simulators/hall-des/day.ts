import type { Day, DayTicket, Hall } from "./hall.ts";
import type { LaneClass } from "./protocol.ts";
import { exponential, lognormal, mixSeed, poisson, type Random, seeded } from "./random.ts";

export const QUARTER_MS = 900_000;

/** How days of a hall come about. */
export interface DayPlan {
  /** Expected arrivals by group and quarter-hour; may differ from the history that policies are told. */
  expected: number[][];
  /** Coefficient of variation of a day's and of a group's own factor on its arrivals. */
  noise: number;
  priorityShare: number;
  noShowShare: number;
  /** Share of tickets that hold an appointment near the time of their arrival. */
  appointmentShare: number;
  /** People who come together, such as a bus. */
  surges: { group: number; at: number; spreadMs: number; count: number }[];
  outages: Day["outages"];
}

/** A hall together with the making of its days: the same seed gives the same day. */
export interface Scene {
  hall: Hall;
  makeDay: (seed: number) => Day;
}

/** Usual shares: 10 % priority, 5 % no-shows, 5 % appointments. */
export const USUAL_PLAN = {
  noise: 0.1,
  priorityShare: 0.1,
  noShowShare: 0.05,
  appointmentShare: 0.05,
  surges: [],
  outages: [],
} satisfies Partial<DayPlan>;

/** One day with Poisson arrivals at the planned rates and each surge on top. */
export function planDay(hall: Hall, plan: DayPlan, seed: number): Day {
  const random = seeded(mixSeed(seed, 1));
  const dayFactor = lognormal(random, 1, plan.noise);
  const arrivals: { at: number; group: number }[] = [];
  plan.expected.forEach((quarters, group) => {
    const factor = dayFactor * lognormal(random, 1, plan.noise);
    quarters.forEach((mean, quarter) => {
      for (let n = poisson(random, mean * factor); n > 0; n--)
        arrivals.push({ at: (quarter + random()) * QUARTER_MS, group });
    });
  });
  for (const surge of plan.surges)
    for (let n = 0; n < surge.count; n++)
      arrivals.push({ at: surge.at + random() * surge.spreadMs, group: surge.group });
  return { seed, tickets: issueTickets(hall, plan, arrivals, seed), outages: plan.outages };
}

/**
 * Gives every arrival its ticket. Work, lane and no-show are drawn from a generator of the ticket's own,
 * so that they do not depend on what any policy does.
 */
export function issueTickets(
  hall: Hall,
  shares: Pick<DayPlan, "priorityShare" | "noShowShare" | "appointmentShare">,
  arrivals: readonly { at: number; group: number }[],
  seed: number,
): DayTicket[] {
  return arrivals
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, group }, i) => {
      const random = seeded(mixSeed(seed, 2, i));
      const cls = drawLane(random, shares);
      const slot = cls === "appt" ? at + 600_000 - exponential(random, 480_000) : null;
      const { meanMs, cv } = hall.groups[group] as { meanMs: number; cv: number };
      const workMs = lognormal(random, meanMs, cv);
      return { id: i + 1, at, group, cls, slot, workMs, noShow: random() < shares.noShowShare };
    });
}

function drawLane(random: Random, shares: Pick<DayPlan, "priorityShare" | "appointmentShare">): LaneClass {
  const u = random();
  if (u < shares.priorityShare) return "prio";
  return u < shares.priorityShare + shares.appointmentShare ? "appt" : "normal";
}
