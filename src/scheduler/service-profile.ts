import type { ClerkId, ServiceId } from "../core/ids.ts";
import type { PastDay, PastWork } from "./past-day.ts";

/** How long a service took on past days. */
export interface ServiceTimes {
  meanMs: number;
  /** Standard deviation ÷ mean. */
  cv: number;
  visits: number;
}

/** What somebody's work took as a sum of shares of what it takes on average, and how many pieces of work that were. */
export interface KnownPace {
  sum: number;
  visits: number;
}

export interface ServiceProfile {
  services: ReadonlyMap<ServiceId, ServiceTimes>;
  /** For the forecast alone: never to be shown or told, nobody is to be measured by it. */
  paces: ReadonlyMap<ClerkId, KnownPace>;
}

/** Shorter times were mistakes of the key, longer ones forgotten keys: neither tells of the service. */
const PLAUSIBLE_SECONDS = { min: 15, max: 3 * 3_600 };
/** A time counts at most so many medians of its service: of lognormal ones with cv 0.7, one in 400 is longer. */
const OUTLIER_MEDIANS = 6;
/** What is known of a clerk weighs no more than this, so that a day can still tell otherwise. */
const PACE_VISITS_MAXIMUM = 75;

/** Service times and paces, learned from days before `day`. Both are empty on a hall's first day. */
export function serviceProfile(past: readonly PastDay[], day: string): ServiceProfile {
  const works = past.filter((each) => each.day < day).flatMap((each) => each.works);
  const services = new Map<ServiceId, ServiceTimes>();
  const paces = new Map<ClerkId, KnownPace>();
  for (const [service, ofService] of Map.groupBy(works, (work) => work.service)) {
    const limited = limitedOf(ofService);
    const times = timesOf(limited.flatMap(({ seconds }) => seconds));
    if (times === null) continue;
    services.set(service, times);
    for (const { clerk, seconds } of limited) if (clerk !== null) addPace(paces, clerk, seconds, times);
  }
  for (const [clerk, { sum, visits }] of paces) {
    const kept = Math.min(visits, PACE_VISITS_MAXIMUM);
    paces.set(clerk, { sum: (sum / visits) * kept, visits: kept });
  }
  return { services, paces };
}

/** The times that are plausible, the longest of them drawn in. */
function limitedOf(works: readonly PastWork[]): PastWork[] {
  const { min, max } = PLAUSIBLE_SECONDS;
  const plausible = works
    .map((work) => ({ ...work, seconds: work.seconds.filter((each) => each >= min && each <= max) }))
    .filter(({ seconds }) => seconds.length > 0);
  const sorted = plausible.flatMap(({ seconds }) => seconds).sort((a, b) => a - b);
  const longest = OUTLIER_MEDIANS * (sorted[Math.floor(sorted.length / 2)] ?? 0);
  return plausible.map((work) => ({
    ...work,
    seconds: work.seconds.map((each) => Math.min(each, longest)),
  }));
}

function timesOf(seconds: readonly number[]): ServiceTimes | null {
  const visits = seconds.length;
  if (visits === 0) return null;
  const mean = seconds.reduce((sum, each) => sum + each, 0) / visits;
  const square = seconds.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  return { meanMs: mean * 1000, cv: Math.sqrt(square / visits) / mean, visits };
}

function addPace(
  paces: Map<ClerkId, KnownPace>,
  clerk: ClerkId,
  seconds: readonly number[],
  { meanMs }: ServiceTimes,
): void {
  const known = paces.get(clerk) ?? { sum: 0, visits: 0 };
  const sum = seconds.reduce((total, each) => total + (each * 1000) / meanMs, known.sum);
  paces.set(clerk, { sum, visits: known.visits + seconds.length });
}
