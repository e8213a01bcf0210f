import { parseArgs } from "node:util";
import { soakHammer } from "./soak/hammer.ts";
import { soakKills } from "./soak/kills.ts";
import { soakRecordedDay } from "./soak/recorded-day.ts";
import type { SoakReport } from "./soak/report.ts";

const HELP = `Runs a simulated hall under a recorded day, faults, kills and power cuts.

  npm run soak -- --minutes N --seed S

Exit 0 with a summary; or 1, with the seed that reproduces the failure and the folder with what explains it.
`;

/** A whole recorded day at this speed takes nine minutes. */
const SPEED = 60;
const WHOLE_DAY_MINUTES = 10;
/** Who presses a key that does not answer presses again and waits: that takes wire time, and people have less of it. */
const SPEED_UNDER_FAULTS = 20;
/** When most people come, until the doors close at that speed, and what is too short to say anything. */
const BUSY_FROM_HOUR = 10;
const WHOLE_DISTURBED_MINUTES = 20;
const SHORTEST_DISTURBED_MINUTES = 1;
/** Of its time, while people come; then those who came are served. */
const COMING_SHARE = 0.7;
const MOST_KILLS = 100;

interface SoakOptions {
  minutes: number;
  seed: number;
}

function readOptions(): SoakOptions {
  const { values } = parseArgs({
    options: {
      minutes: { type: "string", default: "10" },
      seed: { type: "string", default: "1" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    process.exit(0);
  }
  const minutes = Number(values.minutes);
  const seed = Number(values.seed);
  if (!(minutes > 0)) throw new Error("--minutes must be a number above 0");
  if (!Number.isInteger(seed)) throw new Error("--seed must be a whole number");
  return { minutes, seed };
}

/**
 * The parts of a soak, each with its share of the time. Where there is an hour, most of it is faults: one disturbed
 * day after another, each from a seed of its own.
 */
function* partsOf({ minutes, seed }: SoakOptions): Generator<() => Promise<SoakReport>> {
  const endsAtMs = performance.now() + minutes * 60_000;
  const dayMinutes = Math.min(WHOLE_DAY_MINUTES, minutes * 0.25);
  yield () => soakRecordedDay({ seed, speed: SPEED, hallMinutes: dayMinutes * SPEED * 0.85 });
  yield () => soakHammer({ seed, seconds: Math.min(20, minutes * 3) });
  yield () => soakKills({ seed, kills: Math.min(MOST_KILLS, Math.max(10, Math.round(minutes * 5))) });
  for (let nth = 0; ; nth += 1) {
    const leftMinutes = (endsAtMs - performance.now()) / 60_000;
    if (nth > 0 && leftMinutes < SHORTEST_DISTURBED_MINUTES) return;
    const disturbed = Math.max(SHORTEST_DISTURBED_MINUTES, Math.min(WHOLE_DISTURBED_MINUTES, leftMinutes));
    const hallMinutes = disturbed * SPEED_UNDER_FAULTS * COMING_SHARE;
    const day = { seed: seed + nth, speed: SPEED_UNDER_FAULTS, fromHour: BUSY_FROM_HOUR, hallMinutes };
    yield () => soakRecordedDay({ ...day, disturbed: true });
  }
}

function tell(report: SoakReport): void {
  const figures = Object.entries(report.figures).map(([name, value]) => `  ${name}: ${value}\n`);
  process.stdout.write(`${report.part}\n${figures.join("")}`);
  for (const finding of report.findings.slice(0, 20)) process.stdout.write(`  FOUND: ${finding}\n`);
  const more = report.findings.length - 20;
  if (more > 0) process.stdout.write(`  and ${more} more\n`);
}

try {
  const options = readOptions();
  const reports: SoakReport[] = [];
  for (const part of partsOf(options)) {
    const startedMs = performance.now();
    const report = await part();
    report.figures.seconds = Math.round((performance.now() - startedMs) / 1000);
    tell(report);
    reports.push(report);
  }
  const failed = reports.filter(({ findings }) => findings.length > 0);
  process.stdout.write(`soak: ${reports.length - failed.length} passed, ${failed.length} failed\n`);
  if (failed.length > 0)
    process.stdout.write(`again with: npm run soak -- --minutes ${options.minutes} --seed ${options.seed}\n`);
  process.exit(failed.length > 0 ? 1 : 0);
} catch (error) {
  process.stderr.write(`soak: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
}
