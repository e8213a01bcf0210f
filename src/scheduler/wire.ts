import type { GroupFacts, HallFacts, Lane, SchedulerRules, WindowFacts } from "./model.ts";
import type { HallFact } from "./observe.ts";

/**
 * The messages of `halld schedule --stdio`, read strictly enough that nothing malformed reaches a decision and
 * loosely enough that a simulator may say more than was agreed.
 */

/** What the simulator knows an answer by: given back as it came. */
export type AskId = number | string;

export type Ask = { id: AskId; t: number } & (
  | { why: "free"; window: number }
  | { why: "tick" }
  | { why: "uncovered"; group: number }
  | { why: "eta"; ticket: number }
);

/** A line's meaning; `ask` in a fault is the id of an ask that must be answered all the same. */
export type Heard =
  | { m: "hello"; names: Names; facts: HallFacts }
  | { m: "fact"; fact: HallFact }
  | { m: "ask"; ask: Ask }
  | { m: "bye" }
  | { m: "fault"; fault: string; ask?: AskId };

/** Ids of groups and windows and their places in the facts. */
export interface Names {
  groups: readonly string[];
  groupPlace: ReadonlyMap<string, number>;
  windowPlace: ReadonlyMap<number, number>;
}

export const NO_NAMES: Names = { groups: [], groupPlace: new Map(), windowPlace: new Map() };

type Fields = Record<string, unknown>;

const USUAL_RULES: SchedulerRules = {
  setupMs: 60_000,
  dwellMs: 600_000,
  maxPerHour: 3,
  maxSign: 1,
  help: false,
  helpOverheadMs: 20_000,
  foreignFactor: 1.1,
  apptLeadMs: 600_000,
  callTimeoutMs: 45_000,
  tickMs: 30_000,
};
const USUAL_MEAN_MS = 600_000;
const USUAL_CV = 0.7;

/** Reads one line. */
export function readLine(line: string, names: Names): Heard {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { m: "fault", fault: `not JSON: ${line.slice(0, 80)}` };
  }
  if (!isFields(value)) return { m: "fault", fault: `not a message: ${line.slice(0, 80)}` };
  switch (value.m) {
    case "hello":
      return readHello(value);
    case "ev":
      return readFact(value, names);
    case "ask":
      return readAsk(value, names);
    case "bye":
      return { m: "bye" };
    default:
      return { m: "fault", fault: `unknown message: ${line.slice(0, 80)}` };
  }
}

function readHello(fields: Fields): Heard {
  const groups = list(fields.groups).filter(isFields).map(readGroup);
  const ids = groups.map((g) => g.id);
  const groupPlace = new Map(ids.map((id, i) => [id, i]));
  const windows = list(fields.windows)
    .filter(isFields)
    .map((w) => readWindow(w, groupPlace));
  const windowPlace = new Map(windows.map((w, i) => [w.id, i]));
  const sessions = list(fields.sessions)
    .map(readSpan)
    .filter((span) => span !== null);
  const facts = { rules: readRules(fields.rules), sessions, groups, windows };
  return { m: "hello", names: { groups: ids, groupPlace, windowPlace }, facts };
}

function readRules(value: unknown): SchedulerRules {
  const fields = isFields(value) ? value : {};
  const number = (key: keyof SchedulerRules) => positive(fields[key]) ?? Number(USUAL_RULES[key]);
  return {
    setupMs: number("setupMs"),
    dwellMs: number("dwellMs"),
    maxPerHour: number("maxPerHour"),
    maxSign: Math.max(1, number("maxSign")),
    help: fields.help === true,
    helpOverheadMs: number("helpOverheadMs"),
    foreignFactor: Math.max(1, number("foreignFactor")),
    apptLeadMs: number("apptLeadMs"),
    callTimeoutMs: number("callTimeoutMs"),
    tickMs: number("tickMs"),
  };
}

function readGroup(fields: Fields, place: number): GroupFacts {
  return {
    id: typeof fields.id === "string" ? fields.id : `#${place}`,
    meanMs: Math.max(1000, positive(fields.meanMs) ?? USUAL_MEAN_MS),
    cv: Math.min(3, positive(fields.cv) ?? USUAL_CV),
    history: list(fields.history).map((n) => positive(n) ?? 0),
  };
}

function readWindow(fields: Fields, groupPlace: ReadonlyMap<string, number>): WindowFacts {
  const places = (value: unknown) => [
    ...new Set(list(value).flatMap((id) => (typeof id === "string" ? (groupPlace.get(id) ?? []) : []))),
  ];
  const home = places(fields.home);
  return {
    id: typeof fields.id === "number" ? fields.id : Number.NaN,
    home,
    skills: [...new Set([...home, ...places(fields.skills)])],
    breaks: list(fields.breaks)
      .map(readSpan)
      .filter((span) => span !== null),
  };
}

function readSpan(value: unknown): readonly [number, number] | null {
  const [from, to] = list(value);
  return typeof from === "number" && typeof to === "number" && from < to ? [from, to] : null;
}

function readFact(fields: Fields, names: Names): Heard {
  const t = positive(fields.t);
  if (t === undefined) return { m: "fault", fault: "event without a time" };
  const window = typeof fields.w === "number" ? names.windowPlace.get(fields.w) : undefined;
  const group = typeof fields.g === "string" ? names.groupPlace.get(fields.g) : undefined;
  const ticket = fields.ticket;
  const fault: Heard = { m: "fault", fault: `event not understood: ${JSON.stringify(fields).slice(0, 120)}` };
  const fact = (value: HallFact): Heard => ({ m: "fact", fact: value });
  const { e } = fields;
  if (e === "arrive") {
    if (group === undefined || typeof ticket !== "number") return fault;
    return fact({ t, e, ticket, group, lane: readLane(fields.cls), slot: positive(fields.slot) ?? null });
  }
  if (window === undefined) return fault;
  if (e === "open" || e === "close") return fact({ t, e, window });
  if (e === "sign") {
    const sign = list(fields.sign).flatMap((id) =>
      typeof id === "string" ? (names.groupPlace.get(id) ?? []) : [],
    );
    return fact({ t, e, window, sign });
  }
  if (group === undefined || typeof ticket !== "number") return fault;
  if (e === "call") return fact({ t, e, window, ticket, group, off: fields.off === 1 });
  if (e === "end") return fact({ t, e, window, ticket, group, noShow: fields.noshow === 1 });
  return fault;
}

function readLane(value: unknown): Lane {
  return value === "prio" || value === "appt" ? value : "normal";
}

function readAsk(fields: Fields, names: Names): Heard {
  const { id, why, w, g, ticket } = fields;
  if (typeof id !== "number" && typeof id !== "string") return { m: "fault", fault: "ask without an id" };
  const fault = (text: string): Heard => ({ m: "fault", fault: `ask ${id}: ${text}`, ask: id });
  const t = positive(fields.t);
  if (t === undefined) return fault("no time");
  if (why === "tick") return { m: "ask", ask: { id, t, why } };
  if (why === "eta")
    return typeof ticket === "number" ? { m: "ask", ask: { id, t, why, ticket } } : fault("no ticket");
  if (why === "free") {
    const window = typeof w === "number" ? names.windowPlace.get(w) : undefined;
    return window === undefined ? fault("unknown window") : { m: "ask", ask: { id, t, why, window } };
  }
  if (why === "uncovered") {
    const group = typeof g === "string" ? names.groupPlace.get(g) : undefined;
    return group === undefined ? fault("unknown group") : { m: "ask", ask: { id, t, why, group } };
  }
  return fault("unknown question");
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A number that is not negative; undefined for anything else. */
function positive(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;
}
