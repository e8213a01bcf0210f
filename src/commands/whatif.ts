import { resolve } from "node:path";
import { loadConfig } from "../config/load.ts";
import { rulesOf } from "../config/rules.ts";
import type { Day } from "../core/ids.ts";
import type { HallRules } from "../core/rules.ts";
import type { Stage } from "../twin/casting.ts";
import { type Agreement, type Comparison, compare } from "../twin/comparison.ts";
import { recordedInOffice, recordedInTable } from "../twin/file-recording.ts";
import { recordedInJournal } from "../twin/journal-recording.ts";
import type { Recording } from "../twin/recording.ts";
import type { TwinPolicy } from "../twin/twin-day.ts";
import { tenths, type WaitFigures, waitTable } from "../twin/wait-table.ts";
import { type Command, noMore, options, reading, required, UsageError } from "./command.ts";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What the command line says, as far as it says anything. */
interface Asked {
  data?: string | undefined;
  days?: string | undefined;
  from: Day;
  to: Day;
  hours: string;
  windows?: string | undefined;
  policy?: string | undefined;
  before?: string | undefined;
  "no-help": boolean;
}

type NamedStage = Stage & { heading: string };

export const whatif: Command = {
  usage: "whatif (--data DIR | --days FILE) [--config FILE] [--windows LIST] [--policy static|halld] [...]",
  help: `
Lets recorded days happen once more under other windows, rules or policies: the same people at the same times,
each as long at a window as recorded, clerks as slow to press. Prints mean, P95 and longest wait by queue, in minutes,
as recorded, before and after, and how well the simulated day before agrees with the recorded one.

What was recorded:
  --data DIR         a hall's journal, also while it runs
  --days FILE        a recorded office (.json), or a table (.csv, with --config): day,time,queue,minutes
  --from, --to DATE  first and last day, YYYY-MM-DD
  --hours FROM-TO    when the office of a .json file was open, default 08:00-16:00

What if:
  --config FILE      the rules, queues and windows of this config
  --windows LIST     only these windows, e.g. 1,2,5
  --policy POLICY    static: signs stay at home, windows call what they show; halld: the scheduler decides.
                     Default: the other one where nothing else is changed, else as before
  --before POLICY    what it is compared with. Default: whichever decided most calls of each day
  --no-help          the scheduler changes signs only
  --seed N           for what was not recorded of a visit, default 1

Who left before they were called leaves at the same time, if they are not called before that. A window keeps the
hours that it was recorded with; one that was not there keeps the hall's. Who is not called within four hours of
closing counts as unserved.`,
  async run(args) {
    const { values, positionals } = options(args, {
      data: { type: "string" },
      days: { type: "string" },
      from: { type: "string", default: "0000-00-00" },
      to: { type: "string", default: "9999-99-99" },
      hours: { type: "string", default: "08:00-16:00" },
      config: { type: "string" },
      windows: { type: "string" },
      policy: { type: "string" },
      before: { type: "string" },
      "no-help": { type: "boolean", default: false },
      seed: { type: "string", default: "1" },
    });
    noMore(positionals);
    const [from, to] = [dayIn(values.from), dayIn(values.to)];
    const seed = Number(values.seed);
    if (!Number.isInteger(seed)) throw new UsageError("--seed must be a whole number");
    const other = values.config === undefined ? undefined : rulesIn(values.config);
    const whole = recordingIn(values, other);
    const recording = { ...whole, days: whole.days.filter(({ day }) => day >= from && day <= to) };
    if (recording.days.length === 0) throw new Error("no day with tickets was recorded in that time");

    const result = compare(recording, stagesIn(values, recording, other), seed);
    process.stdout.write(report(recording.days.length, result));
    return 0;
  },
};

/** The days as they were, and as they are to happen. */
function stagesIn(asked: Asked, recording: Recording, other: HallRules | undefined): NamedStage[] {
  const rules = other ?? recording.rules;
  const windows = asked.windows === undefined ? undefined : windowsIn(asked.windows, rules);
  const before = asked.before === undefined ? policyOf(recording) : policyIn(asked.before);
  const isSame = other === undefined && windows === undefined;
  const usual = isSame ? (before === "halld" ? "static" : "halld") : before;
  const policy = asked.policy === undefined ? usual : policyIn(asked.policy);
  const asBefore = before === "recorded" ? "as each day" : before;
  return [
    { heading: `before (${asBefore})`, rules: recording.rules, policy: before },
    {
      heading: `after (${policy})`,
      rules,
      policy,
      ...(windows ? { windows } : {}),
      ...(asked["no-help"] ? { help: false } : {}),
    },
  ];
}

/** What decided most calls of every day, or of each its own. */
function policyOf({ days }: Recording): Stage["policy"] {
  const [only, ...others] = new Set(days.map(({ policy }) => policy));
  return only !== undefined && others.length === 0 ? only : "recorded";
}

function report(days: number, { headings, rows, outcomes, agreement }: Comparison): string {
  const signs = outcomes.map(({ signChanges, calls, callsOffSign }, n) => {
    const share = calls === 0 ? 0 : (100 * callsOffSign) / calls;
    const changed = `${signChanges} signs changed, ${share.toFixed(0)} % of ${calls} calls off the sign`;
    return `${n === 0 ? "before" : "after "}  ${changed}\n`;
  });
  const counted = `${days} ${days === 1 ? "day" : "days"}, waits in minutes`;
  const agreed = agreement ? agreementLine(agreement) : "";
  return `${counted}\n\n${waitTable(headings, rows)}\n\n${signs.join("")}${agreed}`;
}

function agreementLine({ recorded, simulated, apartMinutes, correlation }: Agreement): string {
  const both = (of: (figures: WaitFigures) => number | null) =>
    `${tenths(of(simulated))} for ${tenths(of(recorded))}`;
  const means = `mean ${both(({ mean }) => mean)}, P95 ${both(({ p95 }) => p95)}`;
  const likeness = correlation === null ? "" : `, correlation ${correlation.toFixed(2)}`;
  return `before, simulated for recorded: ${means}; one person's waits ${tenths(apartMinutes)} min apart on average${likeness}\n`;
}

/** A journal's days, or a file's. */
function recordingIn(asked: Asked, rules: HallRules | undefined): Recording {
  const { data, days, from, to, hours } = asked;
  if (data !== undefined && days === undefined) return inJournal(data, from, to);
  if (data === undefined && days !== undefined) return inFile(days, hours, rules);
  throw new UsageError("either --data or --days is needed");
}

function dayIn(text: string): Day {
  if (DAY.test(text)) return text;
  throw new UsageError(`"${text}" is no day like 2026-03-02`);
}

function inJournal(data: string, from: string, to: string): Recording {
  const recording = recordedInJournal(resolve(data), from, to);
  if (!recording) throw new Error("the journal has no hall in it yet");
  return recording;
}

function inFile(file: string, hours: string, rules: HallRules | undefined): Recording {
  if (file.endsWith(".csv")) {
    if (!rules) throw new UsageError("a table needs --config FILE");
    return reading(file, () => recordedInTable(file, rules));
  }
  const [, from, to] = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(hours) ?? [];
  if (from === undefined || to === undefined)
    throw new UsageError(`"${hours}" are no hours like 08:00-16:00`);
  return reading(file, () => recordedInOffice(file, { from, to }));
}

function rulesIn(file: string): HallRules {
  const loaded = reading(required(file, "--config FILE"), loadConfig);
  if (loaded.ok) return rulesOf(loaded.config);
  const [fault] = loaded.faults;
  throw new UsageError(`${file}:${fault?.line}:${fault?.column}: ${fault?.message}`);
}

function windowsIn(list: string, rules: HallRules): string[] {
  const windows = list.split(",").map((id) => id.trim());
  const unknown = windows.find((id) => rules.windows.every((window) => window.id !== id));
  if (unknown !== undefined) throw new UsageError(`there is no window "${unknown}"`);
  return windows;
}

function policyIn(text: string): TwinPolicy {
  if (text === "static" || text === "halld") return text;
  throw new UsageError(`"${text}" is no policy: static or halld`);
}
