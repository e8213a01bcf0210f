import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openJournal } from "../../src/journal/journal.ts";

/** Prints one figure. */
export type Print = (name: string, value: number, unit: string) => void;

const ROUNDS = 12;
const EVENT_BYTES = 300;

/** Does `count` durable commits and tells how long they took, in ms. */
type Round = (count: number) => number | Promise<number>;

/**
 * Durable appends per second with 1 and 64 in flight, beside bare SQLite single commits of rows of the same
 * size on the same disk. The three take turns, so that a busy machine is busy for all of them; each figure is
 * the median of its rounds, each ratio the median of the rounds' ratios.
 * @param folder on the disk to measure
 */
export async function benchJournal(print: Print, folder = process.cwd()): Promise<void> {
  const dir = mkdtempSync(join(folder, ".bench-journal-"));
  try {
    const bare = bareCommits(join(dir, "bare.db"));
    const journal = await journalAppends(join(dir, "hall"));
    const floor: number[] = [];
    const one: number[] = [];
    const many: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      floor.push(500_000 / (await bare.round(500)));
      one.push(500_000 / (await journal.round(1)(500)));
      many.push(20_000_000 / (await journal.round(64)(20_000)));
    }
    await journal.close();
    bare.close();
    print("journal.bare_commits", median(floor), "commits/s");
    print("journal.appends_1_in_flight", median(one), "appends/s");
    print("journal.appends_64_in_flight", median(many), "appends/s");
    print("journal.ratio_1_in_flight", median(ratios(one, floor)), "x");
    print("journal.ratio_64_in_flight", median(ratios(many, floor)), "x");
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function bareCommits(path: string): { round: Round; close(): void } {
  const db = new DatabaseSync(path);
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  db.exec("CREATE TABLE events (seq INTEGER PRIMARY KEY, stored TEXT NOT NULL)");
  const insert = db.prepare("INSERT INTO events (stored) VALUES (?)");
  const text = "x".repeat(EVENT_BYTES);
  return {
    round(count) {
      const started = performance.now();
      for (let done = 0; done < count; done += 1) insert.run(text);
      return performance.now() - started;
    },
    close: () => db.close(),
  };
}

async function journalAppends(
  dir: string,
): Promise<{ round(inFlight: number): Round; close(): Promise<void> }> {
  const journal = await openJournal({ dir });
  const event = { type: "ticket-issued", v: 1, data: { note: "x".repeat(EVENT_BYTES - 80) } };
  let seq = 0;
  async function appendInTurn(left: { count: number }): Promise<void> {
    while (left.count > 0) {
      left.count -= 1;
      seq += 1;
      await journal.append({ seq, at: seq, events: [event] });
    }
  }
  return {
    round: (inFlight) => async (count) => {
      const left = { count };
      const started = performance.now();
      await Promise.all(Array.from({ length: inFlight }, () => appendInTurn(left)));
      return performance.now() - started;
    },
    close: () => journal.close(),
  };
}

function ratios(values: number[], floors: number[]): number[] {
  return values.map((value, index) => value / (floors[index] ?? Number.NaN));
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

if (import.meta.main) await benchJournal((name, value, unit) => console.log(name, value.toFixed(2), unit));
