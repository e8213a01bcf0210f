import { type DayPlan, planDay, QUARTER_MS, type Scene, USUAL_PLAN } from "./day.ts";
import { type Hall, type HallWindow, USUAL_RULES } from "./hall.ts";
import { mixSeed, type Random, seeded } from "./random.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** A usual Chinese office day: 9:00 to 12:00 and 13:30 to 17:00. */
const SESSIONS: [number, number][] = [
  [9 * HOUR_MS, 12 * HOUR_MS],
  [13.5 * HOUR_MS, 17 * HOUR_MS],
];

/** A hall to be drawn: homes by group, and how busy each group's home windows are. */
export interface Draft {
  name: string;
  /** For each group: home windows, mean service in minutes, utilisation of its home windows. */
  groups: { windows: number; meanMinutes: number; load: number }[];
  /** Other groups that a window is authorised for, given its home group. */
  others: (home: number, window: number) => number[];
}

/** Draws group sizes, means of 3 to 25 minutes and loads around `load` (relative spread `uneven`). */
export function drawGroups(
  random: Random,
  windows: number,
  groups: number,
  load: number,
  uneven: number,
): Draft["groups"] {
  const sizes = new Array<number>(groups).fill(1);
  for (let left = windows - groups; left > 0; left--) {
    const g = Math.floor(random() * groups);
    sizes[g] = (sizes[g] ?? 0) + 1;
  }
  const draws = sizes.map((size) => ({
    windows: size,
    meanMinutes: 3 + 22 * random() ** 1.5,
    load: load * (1 + uneven * (2 * random() - 1)),
  }));
  const mean = draws.reduce((sum, d) => sum + d.load * d.windows, 0) / windows;
  return draws.map((d) => ({ ...d, load: Math.min(1.25, (d.load * load) / mean) }));
}

/** `count` groups other than the home, drawn anew for each window. */
export function randomOthers(random: Random, groups: number, count: number) {
  return (home: number): number[] => {
    const others = new Set<number>();
    while (others.size < Math.min(count, groups - 1)) {
      const g = Math.floor(random() * groups);
      if (g !== home) others.add(g);
    }
    return [...others];
  };
}

/** Builds the scene of a draft; `change` may alter the plan of its days. */
export function draftScene(draft: Draft, change: (plan: DayPlan) => void = () => {}): Scene {
  const windows: HallWindow[] = [];
  draft.groups.forEach((group, home) => {
    for (let n = 0; n < group.windows; n++) {
      const id = windows.length + 1;
      windows.push({ id, home: [home], skills: [home, ...draft.others(home, id)], breaks: [], pace: 1 });
    }
  });
  return sceneOf(draft, windows, change);
}

/** The scene of a draft with windows given; each group's load is that of its `windows` home windows. */
function sceneOf(draft: Draft, windows: HallWindow[], change: (plan: DayPlan) => void): Scene {
  const shape: number[] = dayShape();
  const openMs = SESSIONS.reduce((sum, [from, to]) => sum + to - from, 0);
  const groups = draft.groups.map((g, i) => {
    const perDay = (g.load * g.windows * openMs) / (g.meanMinutes * MINUTE_MS);
    const id = `G${String(i).padStart(2, "0")}`;
    const meanMs = g.meanMinutes * MINUTE_MS;
    return { id, name: `service ${i}`, meanMs, cv: 0.7, history: shape.map((s) => s * perDay) };
  });
  const hall: Hall = { name: draft.name, sessions: SESSIONS, rules: USUAL_RULES, groups, windows };
  const plan: DayPlan = {
    ...USUAL_PLAN,
    surges: [],
    outages: [],
    expected: groups.map((g) => [...g.history]),
  };
  change(plan);
  return { hall, makeDay: (seed) => planDay(hall, plan, seed) };
}

/** Shares of a day's arrivals by quarter-hour: peaks 9:30 to 11:00 and 14:30 to 16:00, few at the end. */
function dayShape(): number[] {
  const weights = Array.from({ length: 96 }, (_, q): number => {
    const t = q * QUARTER_MS;
    if (!SESSIONS.some(([from, to]) => from <= t && t < to)) return 0;
    const hour = t / HOUR_MS;
    if ((hour >= 9.5 && hour < 11) || (hour >= 14.5 && hour < 16)) return 1.35;
    return hour >= 16.5 || (hour >= 11.5 && hour < 12) ? 0.5 : 0.85;
  });
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((w) => w / sum);
}

/** 88 windows of 60 services, one service a window, some of them hot. */
function dedicated88(seed: number): Scene {
  const random = seeded(mixSeed(seed, 88));
  const groups = drawGroups(random, 88, 60, 0.45, 0.9);
  return draftScene({ name: "dedicated-88", groups, others: randomOthers(random, 60, 4) });
}

/** Eight departments of five windows and three services; two of them are overrun, the others nearly idle. */
function hotAndCold(seed: number): Scene {
  const random = seeded(mixSeed(seed, 40));
  const groups = Array.from({ length: 24 }, (_, g) => ({
    windows: g % 3 === 0 ? 1 : 2,
    meanMinutes: 4 + 12 * random(),
    load: Math.floor(g / 3) % 4 === 0 ? 1.05 : 0.25,
  }));
  const others = (home: number) => {
    const department = home - (home % 3);
    const abroad = Math.floor(random() * 24);
    const abroad2 = Math.floor(random() * 24);
    return [...new Set([department, department + 1, department + 2, abroad, abroad2])].filter(
      (g) => g !== home,
    );
  };
  return draftScene({ name: "hot-and-cold", groups, others });
}

function twentyFour(seed: number, name: string, load: number, change?: (plan: DayPlan) => void): Scene {
  const random = seeded(mixSeed(seed, 24));
  const groups = drawGroups(random, 24, 12, load, 0.5);
  return draftScene({ name, groups, others: randomOthers(random, 12, 3) }, change);
}

/** 38 comprehensive windows in five fields; each shows three services and may do a neighbour's. */
function fields38(seed: number): Scene {
  const random = seeded(mixSeed(seed, 38));
  const groups = Array.from({ length: 20 }, () => ({
    windows: 38 / 20,
    meanMinutes: 3 + 18 * random() ** 1.5,
    load: 0.72 * (0.6 + 0.8 * random()),
  }));
  const windows = Array.from({ length: 38 }, (_, i): HallWindow => {
    const field = i % 5;
    const own = [0, 1, 2, 3].map((k) => field * 4 + k);
    const home = own.filter((_g, k) => k !== Math.floor(i / 5) % 4);
    const next = ((field + 1) % 5) * 4;
    const skills = [...new Set([...own, next + (i % 4), next + ((i + 1) % 4)])];
    return { id: i + 1, home, skills, breaks: [], pace: 1 };
  });
  return sceneOf({ name: "fields-38", groups, others: () => [] }, windows, () => {});
}

/** Each clerk authorised for two or three services that overlap in a chain (Jordan and Graves 1995). */
function chained(seed: number): Scene {
  const random = seeded(mixSeed(seed, 20));
  const groups = drawGroups(random, 20, 10, 0.62, 0.45);
  const others = (home: number, window: number): number[] =>
    window % 2 === 0 ? [(home + 1) % 10] : [(home + 1) % 10, (home + 2) % 10];
  return draftScene({ name: "chained", groups, others });
}

/** A county hall: 12 windows, 10 services, about 45 cases a day. */
function county12(seed: number): Scene {
  const random = seeded(mixSeed(seed, 12));
  const groups = drawGroups(random, 12, 10, 0.13, 0.8);
  return draftScene({ name: "county-12", groups, others: randomOthers(random, 10, 3) });
}

function busArrives(plan: DayPlan): void {
  for (const group of [2, 5])
    plan.surges.push({ group, at: 10 * HOUR_MS, spreadMs: 5 * MINUTE_MS, count: 25 });
}

function deadlineDay(plan: DayPlan): void {
  for (const group of [1, 6]) plan.expected[group] = (plan.expected[group] ?? []).map((n) => 2.2 * n);
}

function twoWindowsDown(seed: number): Scene {
  return twentyFour(seed, "two-down-24", 0.58, (plan) => {
    for (const window of [1, 4]) plan.outages.push({ window, from: 9.75 * HOUR_MS, to: 10.75 * HOUR_MS });
  });
}

/** The synthetic halls; another seed draws other halls of the same kinds. */
export function syntheticScenes(seed: number): Scene[] {
  return [
    dedicated88(seed),
    hotAndCold(seed),
    twentyFour(seed, "medium-24", 0.6),
    twentyFour(seed, "tight-24", 0.75),
    fields38(seed),
    twentyFour(seed, "bus-24", 0.6, busArrives),
    twentyFour(seed, "deadline-24", 0.55, deadlineDay),
    twoWindowsDown(seed),
    chained(seed),
    county12(seed),
  ];
}
