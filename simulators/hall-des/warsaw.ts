import { readFileSync } from "node:fs";
import { issueTickets, QUARTER_MS, type Scene, USUAL_PLAN } from "./day.ts";
import { type Hall, type HallWindow, USUAL_RULES } from "./hall.ts";
import { mixSeed, type Random, seeded } from "./random.ts";

const MINUTE_MS = 60_000;
const OPEN_MS: [number, number] = [8 * 3_600_000, 16 * 3_600_000];
const CV = 0.7;

interface Recording {
  office: string;
  groups: { name: string; serviceMeanMinutes: number }[];
  windows: { window: number; home: number[]; authorised: number[] }[];
  days: { date: string; arrivals: [number, number, number, number][] }[];
}

/**
 * A recorded office. Day `seed` replays recording `seed` modulo their number with service times of its own;
 * the history is the mean of all recorded days. `lunch` sends every clerk away for half an hour by turns.
 */
export function warsawScene(file: URL, lunch: boolean): Scene {
  const recording = JSON.parse(readFileSync(file, "utf8")) as Recording;
  const hall: Hall = {
    name: `warsaw-${recording.office.toLowerCase()}${lunch ? "-lunch" : ""}`,
    sessions: [OPEN_MS],
    rules: USUAL_RULES,
    groups: recording.groups.map((g, i) => ({
      id: `G${String(i).padStart(2, "0")}`,
      name: g.name,
      meanMs: g.serviceMeanMinutes * MINUTE_MS,
      cv: CV,
      history: meanQuarters(recording, i),
    })),
    windows: recording.windows.map((w, i) => officeWindow(w, i, lunch)),
  };
  const makeDay = (seed: number) => {
    const random = seeded(mixSeed(seed, 3));
    const recorded = recording.days[seed % recording.days.length] as Recording["days"][number];
    const arrivals = recorded.arrivals.flatMap((interval) => spread(interval, random));
    return { seed, tickets: issueTickets(hall, USUAL_PLAN, arrivals, seed), outages: [] };
  };
  return { hall, makeDay };
}

function officeWindow(w: Recording["windows"][number], i: number, lunch: boolean): HallWindow {
  const from = (11 * 60 + 30 * (i % 4)) * MINUTE_MS;
  const breaks: [number, number][] = lunch ? [[from, from + 30 * MINUTE_MS]] : [];
  return { id: w.window, home: w.home, skills: w.authorised, breaks, pace: 1 };
}

function spread([from, to, group, n]: [number, number, number, number], random: Random) {
  return Array.from({ length: n }, () => ({ at: (from + random() * (to - from)) * MINUTE_MS, group }));
}

function meanQuarters(recording: Recording, group: number): number[] {
  const quarters = new Array<number>(96).fill(0);
  for (const day of recording.days)
    for (const [from, to, g, n] of day.arrivals) {
      if (g !== group) continue;
      const quarter = Math.floor((((from + to) / 2) * MINUTE_MS) / QUARTER_MS);
      quarters[quarter] = (quarters[quarter] ?? 0) + n / recording.days.length;
    }
  return quarters;
}
