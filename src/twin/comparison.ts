import { cast, type Stage } from "./casting.ts";
import type { Recording } from "./recording.ts";
import { runTwinDay } from "./twin-day.ts";
import { type TableRow, waitFigures } from "./wait-table.ts";

export interface Outcome {
  signChanges: number;
  calls: number;
  callsOffSign: number;
}

export interface Comparison {
  headings: string[];
  /** One for each queue that somebody came to, and one for all. */
  rows: TableRow[];
  /** Of each stage, in their order. */
  outcomes: Outcome[];
}

type Waits = Map<string, (number | null)[]>;

/**
 * Lets every recorded day happen on each stage, with the same people. What was recorded stands before them, where
 * waits were: how near the first stage comes to it tells how far the others can be believed.
 */
export function compare(
  recording: Recording,
  stages: readonly (Stage & { heading: string })[],
  seed: number,
): Comparison {
  const recorded: Waits = new Map();
  for (const { queue, waitMs } of recording.days.flatMap(({ tickets }) => tickets))
    note(recorded, queue, waitMs);
  const wasTimed = [...recorded.values()].some((waits) => waits.some((wait) => wait !== null));
  const outcomes: Outcome[] = [];
  const staged = stages.map((stage) => {
    const waits: Waits = new Map();
    const outcome = { signChanges: 0, calls: 0, callsOffSign: 0 };
    recording.days.forEach((recordedDay, n) => {
      const { day, tickets } = cast(recording, recordedDay, stage, seed + n);
      const result = runTwinDay(day);
      for (const [index, { queue }] of tickets.entries()) note(waits, queue, result.waitsMs[index] ?? null);
      outcome.signChanges += result.signChanges;
      outcome.calls += result.calls;
      outcome.callsOffSign += result.callsOffSign;
    });
    outcomes.push(outcome);
    return waits;
  });
  const columns = wasTimed ? [recorded, ...staged] : staged;
  const headings = [...(wasTimed ? ["as recorded"] : []), ...stages.map(({ heading }) => heading)];
  const queues = [...recorded.keys()].sort();
  const row = (queue: string, of: readonly string[]): TableRow => ({
    queue,
    tickets: of.reduce((sum, each) => sum + (recorded.get(each)?.length ?? 0), 0),
    figures: columns.map((waits) => waitFigures(of.flatMap((each) => waits.get(each) ?? []))),
  });
  return { headings, rows: [...queues.map((queue) => row(queue, [queue])), row("all", queues)], outcomes };
}

function note(waits: Waits, queue: string, wait: number | null): void {
  const known = waits.get(queue) ?? [];
  known.push(wait);
  waits.set(queue, known);
}
