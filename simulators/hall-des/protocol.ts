/** The messages of `halld schedule --stdio` as a simulator sees them. Times are milliseconds since midnight. */

export interface Rules {
  setupMs: number;
  dwellMs: number;
  maxPerHour: number;
  maxSign: number;
  help: boolean;
  helpOverheadMs: number;
  foreignFactor: number;
  apptLeadMs: number;
  callTimeoutMs: number;
  tickMs: number;
}

export type LaneClass = "normal" | "appt" | "prio";

export interface Hello {
  m: "hello";
  v: 1;
  scenario: string;
  rules: Rules;
  sessions: [number, number][];
  groups: { id: string; name: string; meanMs: number; cv: number; history: number[] }[];
  windows: { id: number; home: string[]; skills: string[]; breaks: [number, number][] }[];
}

export type EventMessage = { m: "ev"; t: number } & (
  | { e: "arrive"; ticket: number; g: string; cls: LaneClass; slot: number | null }
  | { e: "open" | "close"; w: number }
  | { e: "call"; w: number; ticket: number; g: string; off: 0 | 1 }
  | { e: "end"; w: number; ticket: number; g: string; noshow: 0 | 1 }
  | { e: "sign"; w: number; sign: string[] }
);

export type Ask = { m: "ask"; id: number; t: number } & (
  | { why: "free"; w: number }
  | { why: "tick" }
  | { why: "uncovered"; g: string }
  | { why: "eta"; ticket: number }
);

export interface Eta {
  mean: number;
  mid: number;
  lo: number;
  hi: number;
}

export interface Answer {
  m: "ans";
  id: number | string;
  call?: string | { ticket: number } | null;
  sign?: { w: number; sign: string[] }[];
  eta?: Eta;
}

export interface Bye {
  m: "bye";
  t: number;
  metrics: Record<string, number>;
}

export type Message = Hello | EventMessage | Ask | Bye;

/** Anything that can run a hall: it hears every message in order and answers every `ask` at once. */
export interface Policy {
  tell(message: Hello | EventMessage | Bye): void;
  ask(ask: Ask): Answer;
}
