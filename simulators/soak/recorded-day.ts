import { recordedDay } from "../days/recorded.ts";
import { demoDayPlan, demoFloorPlan } from "../demo-hall/people-plan.ts";
import { checkDay } from "../people/checkers.ts";
import { startDay } from "../people/day.ts";
import { hallClock } from "../people/hall-clock.ts";
import { disturbWires } from "./faults.ts";
import { HallUnderTest } from "./hall-under-test.ts";
import type { SoakReport } from "./report.ts";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Of a hall day in Shanghai that every run begins at. */
const MIDNIGHT_MS = Date.parse("2026-03-02T00:00:00+08:00");

export interface RecordedDayOptions {
  seed: number;
  /** Hall seconds in a second. */
  speed: number;
  /** How much of the day, from the opening of the doors; default all of it. */
  hallMinutes?: number;
  date?: string;
  /** Wires and devices are disturbed while the doors are open; the checks then allow for papers that did not come. */
  disturbed?: boolean;
}

/**
 * A recorded day with simulated people on simulated wires. It ends with every ticket printed exactly once, every
 * call shown on its window, and a journal that verifies.
 */
export async function soakRecordedDay(options: RecordedDayOptions): Promise<SoakReport> {
  const { seed, speed, hallMinutes = 9 * 60, date, disturbed = false } = options;
  const clock = { startAtMs: MIDNIGHT_MS + 8 * HOUR_MS - 2 * MINUTE_MS, originMs: Date.now() + 2000, speed };
  const hall = await HallUnderTest.start({ seed, alwaysOpen: false, clock });
  try {
    const whole = demoDayPlan(hall.hall, recordedDay(hall.office, date), seed);
    const closesAtMs = Math.min(whole.closesAtMs, 8 * HOUR_MS + hallMinutes * MINUTE_MS);
    const citizens = whole.citizens.filter(({ arrivesAtMs }) => arrivesAtMs < closesAtMs);
    const day = startDay({
      plan: { ...whole, citizens, closesAtMs },
      floorPlan: demoFloorPlan(hall.hall),
      devices: hall.world,
      clock: hallClock(clock.startAtMs, clock.originMs, speed),
      midnightMs: MIDNIGHT_MS,
    });
    const openForMs = (MIDNIGHT_MS + closesAtMs - clock.startAtMs) / speed;
    const [log, faults] = await Promise.all([
      day.done,
      disturbed ? disturbWires(hall, seed, openForMs) : undefined,
    ]);
    const memoryMiB = hall.memoryMiB();
    await hall.daemon.stop();
    const verified = hall.verify();
    const papers = log.papers.filter((paper) => !isSpoilt(hall, paper));
    const findings = checkDay({
      ...{ log: { ...log, papers }, journal: hall.journal() },
      calm: !disturbed,
    }).map(({ check, what }) => `${check}: ${what}`);
    findings.push(...(faults?.findings ?? []));
    if (verified.status !== 0) findings.push(`halld verify: ${verified.said}`);
    const count = (kind: string) => log.observations.filter((each) => each.kind === kind).length;
    const { p99Ms, maxMs } = hall.world.lateness();
    return {
      part: disturbed ? "disturbed day" : "recorded day",
      figures: {
        ...(faults ? { faults: faults.faults, calms: faults.calms } : {}),
        citizens: log.citizens,
        papers: log.papers.length,
        served: count("served"),
        "daemon memory MiB": memoryMiB === null ? "unknown" : Math.round(memoryMiB),
        "simulators late p99 ms": Math.round(p99Ms * 10) / 10,
        "simulators late max ms": Math.round(maxMs),
      },
      findings,
    };
  } finally {
    await hall.close();
  }
}

/** A paper that nobody takes for a ticket: it tore, or says that it is void. */
function isSpoilt(
  { world }: HallUnderTest,
  { printer, index, text }: { printer: string; index: number; text: string },
): boolean {
  return text.includes("VOID") || (world.printer(printer).papers[index]?.torn ?? false);
}
