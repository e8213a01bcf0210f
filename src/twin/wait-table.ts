import { MINUTE_MS } from "../core/durations.ts";
import type { QueueId } from "../core/ids.ts";

/** Characters of one figure. */
const CELL = 9;

/** How long people of one queue waited, minutes; null where nobody was called. */
export interface WaitFigures {
  mean: number | null;
  p95: number | null;
  max: number | null;
  /** Who was never called. */
  unserved: number;
}

/** @param waitsMs null for who was never called */
export function waitFigures(waitsMs: readonly (number | null)[]): WaitFigures {
  const waits = waitsMs.filter((wait) => wait !== null).sort((a, b) => a - b);
  const unserved = waitsMs.length - waits.length;
  if (waits.length === 0) return { mean: null, p95: null, max: null, unserved };
  const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length / MINUTE_MS;
  const at = (share: number) => (waits[Math.ceil(share * waits.length) - 1] ?? 0) / MINUTE_MS;
  return { mean, p95: at(0.95), max: at(1), unserved };
}

export interface TableRow {
  queue: QueueId;
  tickets: number;
  /** One for each heading. */
  figures: WaitFigures[];
}

/** A table for a terminal: for each heading mean, P95 and longest wait in minutes, and who was never called. */
export function waitTable(headings: readonly string[], rows: readonly TableRow[]): string {
  const names = ["mean", "P95", "max", "unserved"];
  const queueWidth = Math.max(5, ...rows.map(({ queue }) => queue.length));
  const group = (cells: readonly string[]) => cells.map((cell) => cell.padStart(CELL)).join("");
  const width = names.length * CELL;
  const head = headings.map((heading) => heading.slice(0, width - 2).padStart(width)).join("");
  const lines = rows.map(({ queue, tickets, figures }) =>
    [
      queue.padEnd(queueWidth),
      String(tickets).padStart(9),
      ...figures.map(({ mean, p95, max, unserved }) =>
        group([tenths(mean), tenths(p95), tenths(max), String(unserved)]),
      ),
    ].join(""),
  );
  return [
    `${" ".repeat(queueWidth + 9)}${head}`,
    `${"queue".padEnd(queueWidth)}${"tickets".padStart(9)}${headings.map(() => group(names)).join("")}`,
    ...lines,
  ].join("\n");
}

/** Minutes with one decimal. */
export function tenths(minutes: number | null): string {
  return minutes === null ? "–" : minutes.toFixed(1);
}
