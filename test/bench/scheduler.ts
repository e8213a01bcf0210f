import { once } from "node:events";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { changed, withRules } from "../../simulators/hall-des/bounds.ts";
import type { Scene } from "../../simulators/hall-des/day.ts";
import { runDay } from "../../simulators/hall-des/simulate.ts";
import { quantile, type Summary } from "../../simulators/hall-des/summary.ts";
import { QUICK, THOROUGH } from "../../src/scheduler/session.ts";
import { CASES, halld, scenes } from "./scheduler-cases.ts";
import { printComparison, printSummary } from "./scheduler-figures.ts";
import { Results, type Task } from "./scheduler-results.ts";
import type { Print } from "./statistics.ts";

const USUAL_DAYS = 100;
const WORKERS = 2;

/** What is measured: `days` days of each hall whose name holds `hall`; finished parts are kept in `results`. */
export interface SchedulerBench {
  days: number;
  hall: string;
  results?: string | undefined;
}

/** Reads `--days N`, `--hall NAME` and `--results FILE`; throws on anything else. */
export function readSchedulerBench(args: readonly string[]): SchedulerBench {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ args: [...args], options: { days: text, hall: text, results: text } });
  const days = Number(values.days ?? USUAL_DAYS);
  if (!Number.isInteger(days) || days < 1) throw new Error(`--days ${values.days} is no number of days`);
  return { days, hall: values.hall ?? "", results: values.results };
}

/**
 * Prints waits, changes, calls off the sign and more of every policy in every hall, how halld compares, and its
 * own speed. Says on standard error what is done; halls are printed as soon as they are complete.
 */
export async function benchScheduler(
  print: Print,
  { days, hall, results: file }: SchedulerBench = readSchedulerBench([]),
): Promise<void> {
  const chosen = scenes().filter((scene) => scene.hall.name.includes(hall));
  const results = new Results(file);
  const policies = Object.keys(CASES);
  for (const scene of chosen) {
    const tasks = policies.map((policy): Task => ({ hall: scene.hall.name, policy, days }));
    await measureAll(
      tasks.filter((task) => results.get(task) === undefined),
      results,
    );
    const measured = new Map<string, Summary>();
    for (const task of tasks) {
      const summary = results.get(task);
      if (summary === undefined) continue;
      measured.set(task.policy, summary);
      printSummary(print, `scheduler/${task.hall}/${task.policy}`, summary);
    }
    printComparison(print, scene.hall.name, measured);
    if (scene.hall.name === "dedicated-88") printSpeed(print, scene);
  }
}

/** Works through the tasks in a few threads, those of halld first because they take longest. */
async function measureAll(tasks: readonly Task[], results: Results): Promise<void> {
  const ours = (task: Task) => (task.policy.startsWith("halld") ? 0 : 1);
  const queue = tasks.toSorted((a, b) => ours(a) - ours(b));
  await Promise.all(
    Array.from({ length: Math.min(WORKERS, queue.length) }, async () => {
      const worker = new Worker(new URL("./scheduler-worker.ts", import.meta.url));
      for (let task = queue.shift(); task !== undefined; task = queue.shift()) {
        const before = performance.now();
        worker.postMessage(task);
        const [summary] = (await once(worker, "message")) as [Summary];
        results.put(task, summary);
        const seconds = ((performance.now() - before) / 1000).toFixed(1);
        process.stderr.write(`${task.hall} ${task.policy}: ${task.days} days in ${seconds} s\n`);
      }
      await worker.terminate();
    }),
  );
}

/** Time of single answers and of whole days in the largest hall: with help and with signs only, with and without simulating. */
function printSpeed(print: Print, scene: Scene): void {
  for (const help of [true, false])
    for (const settings of [THOROUGH, QUICK]) {
      const { hall, makeDay } = changed(scene, (h) => withRules(h, { help, maxSign: help ? 3 : 1 }));
      const timesMs: number[] = [];
      const before = performance.now();
      runDay(hall, makeDay(1), halld(timesMs, settings));
      const seconds = (performance.now() - before) / 1000;
      const name = `scheduler/${hall.name}/halld${settings === QUICK ? "-quick" : ""}${help ? "" : "-signs"}`;
      const sorted = timesMs.sort((a, b) => a - b);
      print(`${name}/decision-p50`, quantile(sorted, 0.5), "ms");
      print(`${name}/decision-p99`, quantile(sorted, 0.99), "ms");
      print(`${name}/simulated-day`, seconds, "s");
    }
}

if (import.meta.main) {
  const print: Print = (name, value, unit) => process.stdout.write(`${name} ${value.toFixed(3)} ${unit}\n`);
  await benchScheduler(print, readSchedulerBench(process.argv.slice(2)));
}
