import { setTimeout as sleep } from "node:timers/promises";
import { type RecordedDay, type RecordedOffice, recordedDay } from "../days/recorded.ts";
import { demoDayPlan, demoFloorPlan } from "../demo-hall/people-plan.ts";
import { checkDay } from "../people/checkers.ts";
import { startDay } from "../people/day.ts";
import { hallClock } from "../people/hall-clock.ts";
import { numberOnPaper } from "../people/paper.ts";
import { type PeopleHabits, usualHabits } from "../people/plan.ts";
import { figuresOfDay, figuresOfFaults, type PaperThatCame, tooQuiet, wrongInFaults } from "./day-figures.ts";
import { disturbWires } from "./faults.ts";
import { HallUnderTest } from "./hall-under-test.ts";
import type { SoakReport } from "./report.ts";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** For prints that are under way when everybody has left, in wire ms. */
const LAST_PRINTS_MS = 10_000;
/** Under faults people hurry, so that many papers and calls meet many faults. */
const HURRIED: PeopleHabits = { ...usualHabits, serviceFactor: 0.4 };
/** Of a hall day in Shanghai that every run begins at. */
const MIDNIGHT_MS = Date.parse("2026-03-02T00:00:00+08:00");

export interface RecordedDayOptions {
  seed: number;
  /** Hall seconds in a second. */
  speed: number;
  /** The hour at which it begins, 8 when the doors open or later; who would have come before stays at home. */
  fromHour?: number;
  /** How much of the day from then on; default until the doors close. */
  hallMinutes?: number;
  date?: string;
  /**
   * Two days' people come at once, and wires and devices are disturbed until the last of them has left; the checks then
   * allow for papers that did not come. It has no `date`.
   */
  disturbed?: boolean;
}

/**
 * A recorded day with simulated people on simulated wires. It ends with every ticket printed exactly once, every
 * call shown on its window, and a journal that verifies.
 */
export async function soakRecordedDay(options: RecordedDayOptions): Promise<SoakReport> {
  const { seed, speed, fromHour = 8, hallMinutes = 9 * 60, date, disturbed = false } = options;
  const opensAtMs = fromHour * HOUR_MS;
  const startAtMs = MIDNIGHT_MS + opensAtMs - 2 * MINUTE_MS;
  const clock = { startAtMs, originMs: Date.now() + 2000, speed };
  const hall = await HallUnderTest.start({ seed, alwaysOpen: false, clock });
  try {
    const whole = disturbed
      ? demoDayPlan(hall.hall, twoDays(hall.office), seed, HURRIED)
      : demoDayPlan(hall.hall, recordedDay(hall.office, date), seed);
    const peoplesClock = hallClock(clock.startAtMs, clock.originMs, speed);
    // Nobody stays at home because a crowded machine took minutes of the hall's time to start it.
    const lateMs = Math.max(0, peoplesClock.now() - MIDNIGHT_MS - opensAtMs);
    const lastComesAtMs = Math.min(whole.closesAtMs, opensAtMs + hallMinutes * MINUTE_MS);
    const closesAtMs = Math.min(whole.closesAtMs, lastComesAtMs + lateMs);
    const citizens = whole.citizens
      .filter(({ arrivesAtMs }) => arrivesAtMs >= opensAtMs && arrivesAtMs < lastComesAtMs)
      .map((citizen) => ({ ...citizen, arrivesAtMs: citizen.arrivesAtMs + lateMs }));
    const day = startDay({
      plan: { ...whole, citizens, closesAtMs },
      floorPlan: demoFloorPlan(hall.hall),
      devices: hall.world,
      clock: peoplesClock,
      midnightMs: MIDNIGHT_MS,
    });
    let isOver = false;
    const done = day.done.finally(() => {
      isOver = true;
    });
    const [log, faults] = await Promise.all([
      done,
      disturbed ? disturbWires(hall, seed, () => isOver) : undefined,
    ]);
    if (disturbed) await sleep(LAST_PRINTS_MS);
    const memoryMiB = hall.memoryMiB();
    await hall.daemon.stop();
    const verified = hall.verify();
    const journal = hall.journal();
    const came = papersOf(hall);
    const papers = came.filter(({ isSpoilt }) => !isSpoilt);
    const findings = checkDay({ log: { ...log, papers }, journal, calm: !disturbed }).map(
      ({ check, what }) => `${check}: ${what}`,
    );
    if (faults) findings.push(...wrongInFaults(hall, faults));
    findings.push(...tooQuiet(log, journal), ...hall.errors().map((line) => `the daemon logged: ${line}`));
    if (verified.status !== 0) findings.push(`halld verify: ${verified.said}`);
    const { p99Ms, maxMs } = hall.world.lateness();
    return {
      part: `${disturbed ? "disturbed" : "recorded"} day of seed ${seed}`,
      figures: {
        ...(faults ? figuresOfFaults(hall, faults) : {}),
        ...figuresOfDay(log, journal, came),
        "daemon memory MiB": memoryMiB === null ? "unknown" : Math.round(memoryMiB),
        "simulators late p99 ms": Math.round(p99Ms * 10) / 10,
        "simulators late max ms": Math.round(maxMs),
        ...hall.keepWhatExplains(findings, log),
      },
      findings,
    };
  } finally {
    await hall.close();
  }
}

/** The people of the office's first two days at once. */
function twoDays({ days }: RecordedOffice): RecordedDay {
  const [first, second] = days;
  if (!first || !second) throw new Error("the office has no two days");
  return { date: first.date, arrivals: [...first.arrivals, ...second.arrivals] };
}

/** Every paper that came out. */
function papersOf({ hall, world }: HallUnderTest): PaperThatCame[] {
  return hall.dispensers.flatMap(({ printer }) =>
    world.printer(printer.id).papers.map(({ index, text, atMs, torn }) => ({
      ...{ printer: printer.id, index, text, wireMs: atMs },
      number: numberOnPaper(text),
      isSpoilt: torn || text.includes("VOID"),
    })),
  );
}
