import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { effectsOf } from "../../src/core/effects.ts";
import { plainWaitRange } from "../../src/core/waits.ts";
import { liveMessages } from "../../src/http/projections.ts";
import { openJournal } from "../../src/journal/journal.ts";
import { wallClock } from "../../src/runtime/clock.ts";
import { HallLoop } from "../../src/runtime/loop.ts";
import { RememberedAnswers } from "../../src/runtime/remembered.ts";
import { restore } from "../../src/runtime/restore.ts";
import { rules } from "../core/given.ts";
import { median, type Print } from "./statistics.ts";

const ROUNDS = 10;
const ROW = "x".repeat(300);

/**
 * Intents per second at the port that keys and pages submit to, each decided, evolved, hashed, durable and projected,
 * with 1 and 64 in flight; beside bare SQLite commits of 300 bytes on the same disk, in turns.
 */
export async function benchLoop(print: Print, folder = process.cwd()): Promise<void> {
  const dir = mkdtempSync(join(folder, ".bench-loop-"));
  try {
    const bare = new DatabaseSync(join(dir, "bare.db"));
    bare.exec(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE e (seq INTEGER PRIMARY KEY, b TEXT)",
    );
    const insert = bare.prepare("INSERT INTO e (b) VALUES (?)");
    const hall = await openLoop(join(dir, "hall"));
    const bareCommits = () => perSecond(500, async () => void insert.run(ROW), 1);
    // Apart, as thousands of tickets at once leave garbage behind that a lone key has nothing to do with.
    const one = await besideBare(bareCommits, () => perSecond(500, hall.issue, 1), hall.nextDay);
    const many = await besideBare(bareCommits, () => perSecond(10_000, hall.issue, 64), hall.nextDay);
    await hall.close();
    bare.close();
    print("loop.bare_commits", one.bare, "commits/s");
    print("loop.intents_1_in_flight", one.rate, "intents/s");
    print("loop.intents_64_in_flight", many.rate, "intents/s");
    print("loop.ratio_1_in_flight", one.ratio, "x (at least 0.7)");
    print("loop.ratio_64_in_flight", many.ratio, "x (at least 3)");
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** Medians of rounds in turns, so that a busy machine is busy for both; the ratio is that of each round. */
async function besideBare(
  bareCommits: () => Promise<number>,
  intents: () => Promise<number>,
  nextDay: () => Promise<void>,
): Promise<{ bare: number; rate: number; ratio: number }> {
  const rounds: { bare: number; rate: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({ bare: await bareCommits(), rate: await intents() });
    await nextDay();
  }
  return {
    bare: median(rounds.map(({ bare }) => bare)),
    rate: median(rounds.map(({ rate }) => rate)),
    ratio: median(rounds.map(({ bare, rate }) => rate / bare)),
  };
}

async function openLoop(dir: string) {
  const journal = await openJournal({ dir });
  const loop = new HallLoop({
    journal,
    clock: wallClock,
    state: restore(journal),
    answers: new RememberedAnswers(),
    afterimage: {
      make: (state, events, at) => ({
        effects: effectsOf(state, events),
        messages: liveMessages(state, events, state.seq - events.length + 1, at, plainWaitRange),
      }),
      release: () => {},
    },
    onFault: (fault) => {
      throw fault;
    },
  });
  await loop.submit({ type: "adopt-config", rules: rules(), hash: "bench", by: "bench" });
  let day = 0;
  let count = 0;
  const nextDay = async () => {
    day += 1;
    await loop.submit({ type: "open-day", day: `2026-01-${String(day).padStart(2, "0")}` });
  };
  await nextDay();
  return {
    nextDay,
    async issue(): Promise<void> {
      count += 1;
      await loop.submit({
        type: "issue-ticket",
        ticket: `ticket-${count}-unguessable`,
        service: "tax-return",
        channel: "bench",
        by: "anyone",
      });
    },
    close: () => journal.close(),
  };
}

async function perSecond(count: number, act: () => Promise<void>, inFlight: number): Promise<number> {
  let left = count;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (left > 0) {
        left -= 1;
        await act();
      }
    }),
  );
  return (count / (performance.now() - started)) * 1000;
}

if (import.meta.main) await benchLoop((name, value, unit) => console.log(name, value.toFixed(2), unit));
