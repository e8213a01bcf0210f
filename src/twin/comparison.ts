import { MINUTE_MS } from "../core/durations.ts";
import { cast, type Stage } from "./casting.ts";
import type { Recording } from "./recording.ts";
import { runTwinDay } from "./twin-run.ts";
import { type TableRow, type WaitFigures, waitFigures } from "./wait-table.ts";

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
  /** How near the first stage comes to what was recorded; null where no waits were. */
  agreement: Agreement | null;
}

/** The same people's waits as recorded and as simulated. */
export interface Agreement {
  recorded: WaitFigures;
  simulated: WaitFigures;
  /** By how much one person's two waits differ, on average, minutes. */
  apartMinutes: number;
  /** Of one person's two waits (Pearson); null where all waited alike. */
  correlation: number | null;
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
  const pairs: [recordedMs: number, simulatedMs: number][] = [];
  const staged = stages.map((stage, place) => {
    const waits: Waits = new Map();
    const outcome = { signChanges: 0, calls: 0, callsOffSign: 0 };
    recording.days.forEach((recordedDay, n) => {
      const { day, tickets } = cast(recording, recordedDay, stage, seed + n);
      const result = runTwinDay(day);
      for (const [index, { queue, waitMs }] of tickets.entries()) {
        const wait = result.waitsMs[index] ?? null;
        note(waits, queue, wait);
        if (place === 0 && waitMs !== null && wait !== null) pairs.push([waitMs, wait]);
      }
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
  const rows = [...queues.map((queue) => row(queue, [queue])), row("all", queues)];
  return { headings, rows, outcomes, agreement: pairs.length > 0 ? agreementOf(pairs) : null };
}

function agreementOf(pairs: readonly (readonly [number, number])[]): Agreement {
  const [recorded, simulated] = [pairs.map(([wait]) => wait), pairs.map(([, wait]) => wait)];
  const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
  const [a, b] = [mean(recorded), mean(simulated)];
  const together = mean(pairs.map(([x, y]) => (x - a) * (y - b)));
  const spread = Math.sqrt(
    mean(recorded.map((x) => (x - a) ** 2)) * mean(simulated.map((y) => (y - b) ** 2)),
  );
  return {
    recorded: waitFigures(recorded),
    simulated: waitFigures(simulated),
    apartMinutes: mean(pairs.map(([x, y]) => Math.abs(x - y))) / MINUTE_MS,
    correlation: spread > 0 ? together / spread : null,
  };
}

function note(waits: Waits, queue: string, wait: number | null): void {
  const known = waits.get(queue) ?? [];
  known.push(wait);
  waits.set(queue, known);
}
