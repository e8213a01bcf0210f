import t from "tap";
import { event } from "../../src/core/events.ts";
import { SCHEDULER_DEFAULTS } from "../../src/core/scheduling.ts";
import { AnnouncedWaits } from "../../src/runtime/scheduling/announced-waits.ts";
import { factsOf, placesOf } from "../../src/runtime/scheduling/facts.ts";
import type { ToPlanner } from "../../src/runtime/scheduling/planner.ts";
import { HallSession } from "../../src/runtime/scheduling/session.ts";
import { arrivalProfile } from "../../src/scheduler/arrival-profile.ts";
import { learnedFrom, NOTHING_LEARNED } from "../../src/scheduler/learned.ts";
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

t.test("past days tell a session of services, and of whoever signs in by their pace alone", async (t) => {
  const adopted = rules((r) => (r.scheduler = { ...SCHEDULER_DEFAULTS, mode: "automatic" }));
  const places = placesOf(adopted, NINE);
  const state = new TestHall(adopted).state;
  const works = (service: string, clerk: string, minutes: number) => {
    return { service, clerk, seconds: new Array<number>(40).fill(60 * minutes) };
  };
  const past: PastDay[] = [
    {
      day: "2026-02-27",
      arrivals: [],
      works: [works("tax-return", "li", 16), works("tax-return", "wu", 8), works("car-plates", "li", 12)],
    },
  ];
  const learned = learnedFrom(past, MONDAY);
  const [firstTax, firstCars] = factsOf(state, adopted, places, NOTHING_LEARNED).groups;
  t.equal(firstTax?.meanMs, 6 * MINUTE, "on the first day as the norms say");
  t.match(firstCars, { meanMs: 12 * MINUTE, cv: 0.7 });
  const [tax, cars] = factsOf(state, adopted, places, learned).groups;
  const returns = (20 * 8 + 80 * 12) / 100;
  t.equal(tax?.meanMs, ((81 * returns + 4) / 82) * MINUTE, "as often as they were asked for");
  t.ok((cars?.cv ?? 0) < 0.5 && (cars?.cv ?? 0) > 0.3, "all took the same time, but who knows");

  const told: ToPlanner[] = [];
  const planner = {
    tell: (message: ToPlanner) => void told.push(message),
    plan: async () => [],
    waits: async () => [],
  };
  const session = new HallSession({
    state,
    rules: adopted,
    at: NINE,
    seed: 1,
    planner,
    learned: NOTHING_LEARNED,
  });
  const signed = event("clerk-signed-in", { window: "2", clerk: "li" });
  for (const fact of session.observer.observe(state, [signed], NINE)) session.tell(fact);
  t.match(told.at(-1), { m: "fact", fact: { e: "pace", window: 1, pace: { visits: 0 } } });
  session.restart(state, adopted, learned);
  const begun = told.at(-1);
  const [pace] = begun?.m === "begin" ? begun.told.filter(({ e }) => e === "pace") : [];
  const { sum = 0, visits = 0 } = pace?.e === "pace" ? pace.pace : {};
  t.equal(visits, 75);
  t.ok(Math.abs(sum / visits - (16 / 12 + 1) / 2) < 1e-9, "twice half as slow again, beside the average");
  t.notMatch(JSON.stringify(told), /"li"/, "the planner hears of no clerk");
  const over = event("window-handed-over", { window: "2", from: "li", to: "new" });
  for (const fact of session.observer.observe(state, [over], NINE)) session.tell(fact);
  t.match(told.at(-1), { m: "fact", fact: { e: "pace", window: 1, pace: { visits: 0 } } });
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
