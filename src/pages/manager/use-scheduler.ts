import { useEffect, useState } from "react";
import { codeOf, get, post } from "../shared/api.ts";
import type { SchedulerView } from "../shared/scheduler.ts";

/** A proposal that ran out of time, or a daemon that was away for a moment, tells of no change. */
const everyMs = 20_000;

export interface LedScheduler {
  /** Null until it was first read. */
  view: SchedulerView | null;
  /** The code of what was refused last. */
  problem: string | null;
  /** Asks for something under `/scheduler` or at a window; the answer is the whole picture after it. */
  lead(path: string, body?: object): Promise<void>;
}

/** The scheduler as a manager sees and leads it. @param changes grows whenever there is something new to read */
export function useScheduler(changes: number): LedScheduler {
  const [view, setView] = useState<SchedulerView | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    // Asked again whenever the manager's topic tells of something that the scheduler did.
    void changes;
    // A read that fails is no answer to what was asked for: what was known stands, and the page says that it is stale.
    const read = () => get<SchedulerView>("/scheduler").then(setView, () => {});
    void read();
    const regular = setInterval(read, everyMs);
    return () => clearInterval(regular);
  }, [changes]);

  async function lead(path: string, body: object = {}) {
    try {
      setView(await post<SchedulerView>(path, body));
      setProblem(null);
    } catch (error) {
      setProblem(codeOf(error));
    }
  }

  return { view, problem, lead };
}
