import type { Day, Hall } from "./hall.ts";
import { EventHeap } from "./heap.ts";
import type { EventMessage, Hello } from "./protocol.ts";
import { emptyResult, type Result, type Violation } from "./result.ts";
import { closedWindow, type WindowState } from "./state.ts";
import { WaitingRoom } from "./waiting-room.ts";

export interface RunOptions {
  /** Ask for the wait of every n-th ticket; 0 never. */
  etaEvery: number;
  /** Whether the signs at opening must stand for the dwell too. */
  dwellFromOpening: boolean;
}

/** Something that happens at a known time. */
export type Happening =
  | { kind: "arrive"; index: number }
  | { kind: "end" | "setup"; window: WindowState; epoch: number }
  | { kind: "session"; first: boolean }
  | { kind: "session-end" }
  | { kind: "away" | "back"; window: WindowState }
  | { kind: "tick" };

/** Something that the policy is to be asked, if it still makes sense when its turn comes. */
export type Question =
  | { why: "free"; window: WindowState }
  | { why: "uncovered"; group: number }
  | { why: "eta"; ticket: number }
  | { why: "tick" };

/** One simulated day under way: `happenings.ts` moves it on, `window-life.ts` its windows, `asks.ts` asks of it. */
export interface HallRun {
  readonly hall: Hall;
  readonly day: Day;
  readonly options: RunOptions;
  readonly result: Result;
  readonly windows: readonly WindowState[];
  readonly waiting: WaitingRoom;
  /** Wait of the last who was called, by group. */
  readonly lastDelay: number[];
  readonly agenda: EventHeap<Happening>;
  /** End of the last session. */
  readonly lastEnd: number;
  now: number;
  serving: number;
  openSessions: number;
  questions: Question[];
  /** What the policy is to be told before the next question. */
  outbox: EventMessage[];
}

/** A day before anything has happened; its agenda is empty. */
export function newRun(hall: Hall, day: Day, options: RunOptions): HallRun {
  return {
    hall,
    day,
    options,
    result: emptyResult(hall, day),
    windows: hall.windows.map(closedWindow),
    waiting: new WaitingRoom(hall.groups.length, hall.rules.apptLeadMs),
    lastDelay: hall.groups.map(() => 0),
    agenda: new EventHeap(),
    lastEnd: Math.max(...hall.sessions.map(([, to]) => to)),
    now: 0,
    serving: 0,
    openSessions: 0,
    questions: [],
    outbox: [],
  };
}

/** What a policy is told of the hall before its day begins. */
export function helloOf(hall: Hall): Hello {
  const name = (group: number) => groupName(hall, group);
  return {
    m: "hello",
    v: 1,
    scenario: hall.name,
    rules: hall.rules,
    sessions: hall.sessions,
    groups: hall.groups,
    windows: hall.windows.map((w) => ({
      id: w.id,
      home: w.home.map(name),
      skills: w.skills.map(name),
      breaks: w.breaks,
    })),
  };
}

export function groupName(hall: Hall, group: number): string {
  return (hall.groups[group] as { id: string }).id;
}

export function takeOutbox(run: HallRun): EventMessage[] {
  return run.outbox.splice(0);
}

export function say(run: HallRun, message: EventMessage): void {
  run.outbox.push(message);
}

export function violate({ result }: HallRun, kind: Violation): void {
  result.violations[kind] = (result.violations[kind] ?? 0) + 1;
}
