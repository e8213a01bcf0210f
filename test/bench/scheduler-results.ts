import { appendFileSync, existsSync, readFileSync } from "node:fs";
import type { Summary } from "../../simulators/hall-des/summary.ts";

/** One hall under one policy for so many days. */
export interface Task {
  hall: string;
  policy: string;
  days: number;
}

/** Summaries of finished tasks, kept in a file of JSON lines if one is named, so that a long run can go on later. */
export class Results {
  private readonly file: string | undefined;
  private readonly found = new Map<string, Summary>();

  /** A line that an interrupted run left unfinished is passed over. Results hold for the code that made them. */
  constructor(file?: string) {
    this.file = file;
    if (file === undefined || !existsSync(file)) return;
    for (const line of readFileSync(file, "utf8").split("\n")) {
      if (!line.endsWith("}")) continue;
      const { task, summary } = JSON.parse(line) as { task: Task; summary: Summary };
      this.found.set(keyOf(task), summary);
    }
  }

  get(task: Task): Summary | undefined {
    return this.found.get(keyOf(task));
  }

  put(task: Task, summary: Summary): void {
    this.found.set(keyOf(task), summary);
    if (this.file !== undefined) appendFileSync(this.file, `${JSON.stringify({ task, summary })}\n`);
  }
}

function keyOf({ hall, policy, days }: Task): string {
  return `${hall}/${policy}/${days}`;
}
