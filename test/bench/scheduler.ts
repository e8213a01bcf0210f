import { once } from "node:events";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { changed, withRules } from "../../simulators/hall-des/bounds.ts";
import type { Scene } from "../../simulators/hall-des/day.ts";
import { runDay } from "../../simulators/hall-des/simulate.ts";
import { quantile, type Summary } from "../../simulators/hall-des/summary.ts";
import { CASES, halld, scenes } from "./scheduler-cases.ts";
import type { Print } from "./statistics.ts";

const USUAL_DAYS = 100;
const WORKERS = 2;

/** What is measured: `days` days of each hall whose name holds `hall`. */
export interface SchedulerBench {
  days: number;
  hall: string;
}

/** Prints waits, changes, calls off the sign and more of every policy in every hall, and halld's own speed. */
export async function benchScheduler(
  print: Print,
  { days, hall }: SchedulerBench = { days: USUAL_DAYS, hall: "" },
): Promise<void> {
  const chosen = scenes().filter((scene) => scene.hall.name.includes(hall));
  const tasks = chosen.flatMap((scene) =>
    Object.keys(CASES).map((policy) => ({ hall: scene.hall.name, policy, days })),
  );
  const summaries = new Map<string, Summary>();
  await Promise.all(
    Array.from({ length: WORKERS }, async () => {
      const worker = new Worker(new URL("./scheduler-worker.ts", import.meta.url));
      for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
        worker.postMessage(task);
        const [summary] = (await once(worker, "message")) as [Summary];
        summaries.set(`${task.hall}/${task.policy}`, summary);
      }
      await worker.terminate();
    }),
  );
  for (const { hall: h } of chosen)
    for (const policy of Object.keys(CASES)) {
      const summary = summaries.get(`${h.name}/${policy}`);
      const fixed = summaries.get(`${h.name}/static`);
      if (summary !== undefined) printSummary(print, `scheduler/${h.name}/${policy}`, summary, fixed);
    }
  for (const scene of chosen) if (scene.hall.name === "dedicated-88") printSpeed(print, scene);
}

function printSummary(print: Print, name: string, s: Summary, fixed: Summary | undefined): void {
  print(`${name}/mean-wait`, s.meanMinutes, "min");
  print(`${name}/mean-wait-ci95`, s.meanHalfWidth, "min");
  print(`${name}/p95-wait`, s.p95Minutes, "min");
  print(`${name}/p95-wait-ci95`, s.p95HalfWidth, "min");
  print(`${name}/longest-wait`, s.maxMinutes, "min");
  print(`${name}/priority-mean-wait`, s.prioMeanMinutes, "min");
  print(`${name}/sign-changes`, s.signChangesPerWindowHour, "per-window-hour");
  print(`${name}/off-sign-calls`, 100 * s.offSignShare, "%");
  print(`${name}/foreign-calls`, 100 * s.foreignShare, "%");
  print(`${name}/broken-rules`, 100 * s.violationShare, "%");
  print(`${name}/overtime`, s.overtimeMinutes, "min");
  print(`${name}/never-called`, s.unserved, "tickets");
  if (fixed === undefined) return;
  const over = s.groupMeans.filter((m, g) => m > (fixed.groupMeans[g] ?? 0) / 2 + 0.5).length;
  print(`${name}/queues-above-half-static`, over, "queues");
}

/** Time of single answers and of whole days in the largest hall, with help and with signs only. */
function printSpeed(print: Print, scene: Scene): void {
  for (const help of [true, false]) {
    const { hall, makeDay } = changed(scene, (h) => withRules(h, { help, maxSign: help ? 3 : 1 }));
    const timesMs: number[] = [];
    const before = performance.now();
    runDay(hall, makeDay(1), halld(timesMs));
    const seconds = (performance.now() - before) / 1000;
    const name = `scheduler/${hall.name}/${help ? "halld" : "halld-signs"}`;
    const sorted = timesMs.sort((a, b) => a - b);
    print(`${name}/decision-p50`, quantile(sorted, 0.5), "ms");
    print(`${name}/decision-p99`, quantile(sorted, 0.99), "ms");
    print(`${name}/simulated-day`, seconds, "s");
  }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { days: { type: "string" }, hall: { type: "string" } } });
  const print: Print = (name, value, unit) => process.stdout.write(`${name} ${value.toFixed(3)} ${unit}\n`);
  await benchScheduler(print, { days: Number(values.days ?? USUAL_DAYS), hall: values.hall ?? "" });
}
