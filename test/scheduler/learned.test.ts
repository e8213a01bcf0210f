import * as fc from "fast-check";
import t from "tap";
import { lognormal, seeded } from "../../simulators/hall-des/random.ts";
import { arrivalProfile } from "../../src/scheduler/arrival-profile.ts";
import { learnedFrom } from "../../src/scheduler/learned.ts";
import { type PastDay, type PastWork, QUARTERS } from "../../src/scheduler/past-day.ts";
import { serviceProfile } from "../../src/scheduler/service-profile.ts";
import { noServices, pace, seat } from "../../src/scheduler/service-times.ts";

const MONDAY = "2026-03-02";
const TEN = 40;
/** A day on which `count` come at ten for cars, and one in each other quarter from nine to five. */
const dayOf = (day: string, count: number): PastDay => ({
  day,
  works: [],
  arrivals: [
    [
      "cars",
      Array.from({ length: QUARTERS }, (_, quarter) =>
        quarter === TEN ? count : quarter >= 36 && quarter < 68 ? 1 : 0,
      ),
    ],
  ],
});
const totalOf = (quarters: readonly number[] = []) => quarters.reduce((sum, each) => sum + each, 0);

t.test("a profile of the day is learned from days like it", async (t) => {
  t.equal(arrivalProfile([], MONDAY).size, 0, "nothing is known on the first day");
  t.equal(arrivalProfile([dayOf(MONDAY, 8)], MONDAY).size, 0, "a day does not foretell itself");
  const mondays = ["2026-02-09", "2026-02-16", "2026-02-23"].map((day) => dayOf(day, 8));
  const others = ["2026-02-24", "2026-02-25", "2026-02-26"].map((day) => dayOf(day, 2));
  const profile = arrivalProfile([...mondays, ...others], MONDAY).get("cars") ?? [];
  const peak = profile.indexOf(Math.max(...profile));
  t.equal(peak, TEN);
  t.ok(totalOf(profile) > 36 && totalOf(profile) < 40, "nearly a Monday's 39");
  t.equal(totalOf(profile.slice(0, 36)) + totalOf(profile.slice(68)), 0, "nobody comes to closed doors");
  const odd = arrivalProfile([...mondays, dayOf("2026-03-01", 900)], MONDAY).get("cars") ?? [];
  t.ok(totalOf(odd) < 40, "an odd day is left out");
});

t.test("property: a profile is finite, never negative, and within what was seen", async () => {
  const day = fc.record({
    day: fc.integer({ min: 1, max: 90 }).map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10)),
    counts: fc.array(fc.nat({ max: 40 }), { minLength: QUARTERS, maxLength: QUARTERS }),
  });
  fc.assert(
    fc.property(fc.array(day, { maxLength: 12 }), (days) => {
      const past = days.map((each) => ({
        day: each.day,
        arrivals: [["q", each.counts] as [string, number[]]],
      }));
      const most = Math.max(0, ...days.flatMap(({ counts }) => counts));
      const profile = arrivalProfile(past, "1970-03-15").get("q") ?? [];
      return profile.every((each) => each >= 0 && each <= most);
    }),
  );
});

const worked = (day: string, ...works: PastWork[]): PastDay => ({ day, arrivals: [], works });
const DAYS = Array.from({ length: 20 }, (_, n) => new Date(Date.parse("2026-02-01") + n * 86_400_000)).map(
  (each) => each.toISOString().slice(0, 10),
);

t.test("services and paces are learned from many days, forgotten and mistaken keys among them", async (t) => {
  const random = seeded(3);
  const seconds = (mean: number) => Array.from({ length: 60 }, () => lognormal(random, mean, 0.7));
  const past = DAYS.map((day, n) =>
    worked(
      day,
      { service: "plates", clerk: "quick", seconds: seconds(0.8 * 480) },
      { service: "plates", clerk: "slow", seconds: [...seconds(1.2 * 480), 3, 40_000] },
      // Whoever does what takes long is not slow.
      {
        service: "estates",
        clerk: "quick",
        seconds: [...seconds(0.8 * 1200), ...(n % 7 === 0 ? [9_000] : [])],
      },
      { service: "estates", clerk: "slow", seconds: seconds(1.2 * 1200) },
    ),
  );
  const { services, paces } = serviceProfile(past, MONDAY);
  const near = (value = 0, expected: number) => Math.abs(value / expected - 1) < 0.08;
  for (const [service, mean] of [
    ["plates", 480],
    ["estates", 1200],
  ] as const) {
    const { meanMs, cv, visits } = services.get(service) ?? { meanMs: 0, cv: 0, visits: 0 };
    t.ok(near(meanMs, mean * 1000), `${service}: ${meanMs} ms`);
    t.ok(near(cv, 0.72), `${service}: ${cv}`);
    t.ok(visits >= 2400 && visits <= 2410, "a touch of three seconds and a night are no visits");
  }
  const estimate = noServices(2, 2);
  for (const [window, clerk, share] of [
    [0, "quick", 0.8],
    [1, "slow", 1.2],
  ] as const) {
    const known = paces.get(clerk) ?? { sum: 0, visits: 0 };
    t.ok(near(known.sum / known.visits, share), `${clerk}: ${known.sum / known.visits}`);
    t.equal(known.visits, 75, "a day can still tell otherwise");
    seat(estimate, window, known);
  }
  t.ok(pace(estimate, 0) < 0.92 && pace(estimate, 1) > 1.08);
  seat(estimate, 1, { sum: 0, visits: 0 });
  t.equal(pace(estimate, 1), 1, "somebody else sits there");
  t.strictSame(serviceProfile(past, DAYS[0] ?? "").services.size, 0, "nothing is known on the first day");
});

t.test("property: whatever was recorded, times and paces are finite and above nothing", async () => {
  const work = fc.record({
    service: fc.constantFrom("a", "b"),
    clerk: fc.constantFrom("x", "y", null),
    seconds: fc.array(fc.nat({ max: 90_000 }), { maxLength: 8 }),
  });
  const day = fc.record({ day: fc.constantFrom(...DAYS), works: fc.array(work, { maxLength: 5 }) });
  fc.assert(
    fc.property(fc.array(day, { maxLength: 6 }), (days) => {
      const { services, paces } = learnedFrom(
        days.map((each) => worked(each.day, ...each.works)),
        MONDAY,
      );
      const times = [...services.values()].every(({ meanMs, cv, visits }) =>
        [meanMs > 0, cv >= 0, visits > 0, Number.isFinite(meanMs + cv)].every(Boolean),
      );
      return times && [...paces.values()].every(({ sum, visits }) => sum > 0 && visits > 0 && visits <= 75);
    }),
  );
});
