import * as fc from "fast-check";
import t from "tap";
import { SCHEDULER_DEFAULTS } from "../../src/core/scheduling.ts";
import { AnnouncedWaits } from "../../src/runtime/scheduling/announced-waits.ts";
import { factsOf, placesOf } from "../../src/runtime/scheduling/facts.ts";
import { arrivalProfile } from "../../src/scheduler/arrival-profile.ts";
import { learnedFrom } from "../../src/scheduler/learned.ts";
import { type PastDay, QUARTERS } from "../../src/scheduler/past-day.ts";
import { MINUTE, NINE, rules, TestHall } from "../core/given.ts";
import { ScheduledHall } from "./scheduled-hall.ts";

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

t.test("what is known ahead reaches the scheduler: profile, bookings, breaks and closing time", async (t) => {
  const adopted = rules((r) => {
    Object.assign(r.calendar, { alwaysOpen: false });
    Object.assign(r.windows[0] ?? {}, { breaks: [{ from: "11:30", to: "12:15" }] });
    Object.assign(r.queues[1] ?? {}, { appointmentsPerSlot: 2 });
  });
  const hall = new TestHall(adopted);
  hall.does({
    ...{ type: "book-appointment", appointment: "a1", service: "car-plates" },
    ...{ slotAt: NINE + 60 * MINUTE, by: "anyone" },
  });
  const places = placesOf(adopted, NINE);
  const past = ["2026-02-16", "2026-02-23"].map((day) => dayOf(day, 4));
  const facts = factsOf(hall.state, adopted, places, learnedFrom(past, MONDAY));
  const without = arrivalProfile(past, MONDAY).get("cars")?.[TEN] ?? 0;
  t.equal(facts.groups[1]?.history[TEN], without + 0.9);
  t.strictSame(facts.groups[0]?.history, []);
  t.strictSame(facts.windows[0]?.breaks, [[690 * MINUTE, 735 * MINUTE]]);
  t.strictSame(facts.sessions, [[540 * MINUTE, 1020 * MINUTE]]);
  hall.does({ type: "cancel-appointment", appointment: "a1", by: "anyone" });
  t.equal(factsOf(hall.state, adopted, places, learnedFrom(past, MONDAY)).groups[1]?.history[TEN], without);
});

t.test("who waits is told what simulations of the hall say, while they are new", async (t) => {
  const adopted = rules((r) => {
    r.scheduler = { ...SCHEDULER_DEFAULTS, mode: "automatic", help: false };
    Object.assign(r.windows[0] ?? {}, { authorised: ["tax"] });
  });
  const hall = new ScheduledHall(adopted, NINE, MONDAY);
  const told = (ahead: number) => hall.scheduling.waitRange(hall.state, "cars", ahead);
  for (let n = 0; n < 9; n += 1)
    hall.submit({ type: "issue-ticket", ticket: `c${n}`, service: "car-plates", channel: "k", by: "anyone" });
  t.equal(told(8), null, "a window is free");
  hall.submit({ type: "call-next", window: "2", by: "clerk:li" });
  t.equal(told(7), null, "nothing was simulated yet");
  await hall.scheduling.tick();
  const ranges = [0, 4, 7, 9].map((ahead) => told(ahead) ?? { lowMinutes: 0, highMinutes: 0 });
  const [next, middle, last, beyond] = ranges.map(({ highMinutes }) => highMinutes);
  t.ok(
    0 < (next ?? 0) &&
      (next ?? 0) < (middle ?? 0) &&
      (middle ?? 0) < (last ?? 0) &&
      (last ?? 0) < (beyond ?? 0),
  );
  const ofLast = ranges[2] ?? { lowMinutes: 0, highMinutes: 0 };
  t.ok(
    ofLast.lowMinutes < 96 && ofLast.highMinutes > 96,
    "seven before and one in service, twelve minutes each",
  );
  hall.at += 3 * MINUTE;
  t.equal(told(7), null, "too old");
  t.strictSame(hall.warnings, []);
  await hall.scheduling.stop();
  t.equal(new AnnouncedWaits().range("cars", 0, NINE), null);
});

t.test("people are advised to open a window before the peak, and to spare one in the calm", async (t) => {
  const adopted = rules((r) => {
    r.scheduler = { ...SCHEDULER_DEFAULTS, mode: "advise" };
    Object.assign(r.windows[2] ?? {}, { authorised: ["id-cards", "cars", "tax"] });
    Object.assign(r.windows[0] ?? {}, { authorised: ["tax", "cars", "id-cards"] });
  });
  const advised = (hall: ScheduledHall) =>
    [...hall.state.scheduling.advice.values()].map(({ at: _a, id: _i, dismissed: _d, ...reason }) => reason);

  const busy = new ScheduledHall(adopted, NINE, MONDAY, [dayOf("2026-02-23", 30)]);
  await busy.scheduling.tick();
  busy.submit({ type: "close-window", window: "1", reason: "meeting", by: "clerk:li" });
  busy.submit({ type: "pause", window: "3", reason: "meal", by: "clerk:drolma" });
  for (const _look of ["the first", "the second"]) {
    t.strictSame(advised(busy), []);
    busy.at += 6 * MINUTE;
    await busy.scheduling.tick();
  }
  const [first] = advised(busy);
  t.match(first, { what: "open", queue: "cars", windows: ["1", "3"], waiting: 0, serving: 1 });
  t.ok(first?.what === "open" && first.workMinutes > 90 && first.shortMinutes > 30);
  busy.submit({ type: "set-scheduler-mode", mode: "off", by: "clerk:lead" });
  t.strictSame(advised(busy), []);

  const calm = new ScheduledHall(adopted, NINE, MONDAY);
  for (const minutes of [12, 6]) {
    calm.at += minutes * MINUTE;
    await calm.scheduling.tick();
  }
  t.match(advised(calm), [{ what: "close", window: "1", waiting: 0, serving: 2, idleMinutes: 18 }]);
  calm.submit({ type: "close-window", window: "1", reason: "other work", by: "clerk:li" });
  for (const minutes of [6, 6]) {
    calm.at += minutes * MINUTE;
    await calm.scheduling.tick();
  }
  t.match(advised(calm), [{ what: "close", window: "2", serving: 1 }]);
  calm.submit({ type: "close-window", window: "2", reason: "other work", by: "clerk:li" });
  for (const minutes of [6, 6]) {
    calm.at += minutes * MINUTE;
    await calm.scheduling.tick();
  }
  t.strictSame(advised(calm), [], "the last window of its work is never spared");
  for (const hall of [busy, calm]) {
    t.strictSame(hall.warnings, []);
    await hall.scheduling.stop();
  }
});
