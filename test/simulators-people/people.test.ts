import { isDeepStrictEqual } from "node:util";
import t from "tap";
import { readRecordedOffice, recordedDay } from "../../simulators/days/recorded.ts";
import { demoHall } from "../../simulators/demo-hall/hall.ts";
import { demoDayPlan, demoFloorPlan } from "../../simulators/demo-hall/people-plan.ts";
import { type CheckName, checkDay, type DayToCheck } from "../../simulators/people/checkers.ts";
import { startDay } from "../../simulators/people/day.ts";
import { hallClock } from "../../simulators/people/hall-clock.ts";
import { usualHabits } from "../../simulators/people/plan.ts";
import { PaperHall } from "./paper-hall.ts";
import { VirtualTimer } from "./virtual-timer.ts";

const office = readRecordedOffice("warsaw-ochota");
const day = recordedDay(office, "2020-01-22");
const hall = demoHall(office, { wiresFolder: "/nowhere" });
const midnightMs = Date.UTC(2026, 10, 23);

async function liveThrough(
  seed: number,
  speed: number,
  faults: { echoesToLose?: number; ticketsToForget?: number } = {},
): Promise<DayToCheck> {
  const timer = new VirtualTimer();
  const clock = hallClock(midnightMs + 7.5 * 3_600_000, timer.nowMs(), speed, timer);
  const floorPlan = demoFloorPlan(hall);
  const prefixes = new Map(hall.queues.map(({ id, prefix }) => [id, prefix]));
  const windows = hall.windows.map(({ id, authorised }) => ({
    id,
    calls: authorised.map((queue) => prefixes.get(queue) ?? ""),
  }));
  const devices = new PaperHall(floorPlan, windows, timer);
  Object.assign(devices, faults);
  const plan = demoDayPlan(hall, day, seed);
  const { done } = startDay({ plan, floorPlan, devices, clock, midnightMs, timer });
  return { log: await timer.runUntil(done), journal: devices.journal, calm: true };
}

t.test(
  "a recorded day without faults: everybody gets a paper and is served, and the checkers agree",
  async (t) => {
    const lived = await liveThrough(1, 20);
    const left = lived.log.observations.filter((seen) => seen.kind === "left");
    const share = (why: string) => left.filter((seen) => seen.why === why).length / left.length;
    t.equal(left.length, 596, "as many as were recorded");
    t.equal(share("served") + share("stays-away"), 1);
    t.ok(share("stays-away") > 0.02 && share("stays-away") < 0.08, "about one in twenty does not come");
    t.same(checkDay(lived), []);
    const [again, another] = [await liveThrough(1, 20), await liveThrough(2, 20)];
    t.ok(isDeepStrictEqual(again.log, lived.log), "one seed, one day");
    t.notOk(isDeepStrictEqual(another.log, lived.log), "another seed, another day");
  },
);

t.test("echoes that get lost confuse nobody for long", async (t) => {
  const lived = await liveThrough(3, 60, { echoesToLose: 40 });
  const findings = checkDay(lived);
  t.ok(lived.log.observations.some((seen) => seen.kind === "press" && !seen.echoed));
  t.same(
    findings.filter(({ check }) => check !== "nobody-forgotten"),
    [],
  );
  t.same(findings, [], "a lost echo is no lost press: the paper or the display tells");
});

t.test("whom the hall forgets goes home in the end, and the checkers say so", async (t) => {
  const lived = await liveThrough(6, 60, { ticketsToForget: 3 });
  const found = checkDay(lived).map(({ check, what }) => `${check}: ${what.replace(/\d+(-\d+)?/g, "N")}`);
  t.same([...new Set(found)].sort(), [
    "nobody-forgotten: N was left ticket-issued at the end of the day",
    "nobody-forgotten: citizen-N waited with N in vain, and its end is unknown",
  ]);
});

t.test("the checkers find what was planted", async (t) => {
  const lived = await liveThrough(4, 60);
  const plant = (change: (copy: DayToCheck) => void): CheckName[] => {
    const copy = structuredClone(lived);
    change(copy);
    return [...new Set(checkDay(copy).map(({ check }) => check))];
  };
  const paper = ({ log }: DayToCheck) => {
    const [first] = log.papers;
    if (first === undefined) throw new Error("no paper came out");
    return first;
  };

  t.same(
    plant((copy) => {
      copy.log.papers.push({ ...paper(copy), index: 9999 });
    }),
    ["printed-once"],
    "a second unmarked paper",
  );
  t.same(
    plant((copy) => {
      copy.log.papers.push({ ...paper(copy), index: 9999, text: `补打\n${paper(copy).text}` });
    }),
    ["printed-once"],
    "a marked copy that nobody asked for",
  );
  t.same(
    plant((copy) => {
      copy.log.papers.shift();
    }),
    ["printed-once"],
    "a paper said to be printed that never came out",
  );
  t.same(
    plant((copy) => {
      copy.log.papers.push({ ...paper(copy), number: "1999" });
    }),
    ["paper-in-journal"],
    "a paper with a number that was never given",
  );
  t.same(
    plant((copy) => {
      const display = copy.log.displays.find(({ history }) => history.length > 10);
      display?.history.splice(
        display.history.findLastIndex(({ number }) => number !== null),
        1,
      );
    }),
    ["called-shown"],
    "a call that its window did not show",
  );
  t.same(
    plant((copy) => {
      const issued = copy.journal.find(({ type }) => type === "ticket-issued");
      copy.journal = [
        ...copy.journal,
        { seq: 9999, type: "ticket-issued", data: { ...issued?.data, ticket: "x" } },
      ];
    }),
    ["number-once", "printed-once", "nobody-forgotten"],
    "a number given twice, the second time to a ticket without a paper that nobody ended",
  );
  t.same(
    plant((copy) => {
      const end = copy.journal.findLastIndex(({ type }) => type === "visit-finished");
      copy.journal = copy.journal.filter((_, index) => index !== end);
    }),
    ["nobody-forgotten"],
    "a ticket left at its window",
  );
  t.same(
    plant((copy) => {
      copy.log.observations = copy.log.observations.filter(({ kind }) => kind !== "left");
    }),
    ["nobody-forgotten"],
    "people who never left",
  );
});

t.test("habits change who comes, never when the recorded tickets were taken", async (t) => {
  const arrivals = (plan: ReturnType<typeof demoDayPlan>) =>
    plan.citizens.map(({ arrivesAtMs }) => arrivesAtMs);
  const usual = demoDayPlan(hall, day, 5);
  const shy = demoDayPlan(hall, day, 5, { ...usualHabits, noShowShare: 1, ratingShare: 0 });
  t.same(arrivals(shy), arrivals(usual));
  t.ok(shy.citizens.every(({ comes, rating }) => !comes && rating === null));
  const rated = usual.citizens.filter(({ invitedToRate, rating }) => invitedToRate && rating !== null).length;
  t.ok(rated > 0 && rated < usual.citizens.length / 2, "most never rate");
});
