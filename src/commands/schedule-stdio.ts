import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { SEED } from "../runtime/scheduling/facts.ts";
import type { WaitEstimate } from "../scheduler/announce.ts";
import { sameSign } from "../scheduler/observe.ts";
import {
  decideCall,
  decideRecall,
  decideSigns,
  decideWait,
  type Session,
  type Settings,
  startSession,
  THOROUGH,
  tell,
} from "../scheduler/session.ts";
import type { SignWish } from "../scheduler/sign-rules.ts";
import { type Ask, type AskId, type Heard, type Names, NO_NAMES, readLine } from "../scheduler/wire.ts";

export type Reply =
  | { m: "ready"; name: "halld" }
  | {
      m: "ans";
      id: AskId;
      call?: string | null;
      sign?: { w: number; sign: string[] }[];
      eta?: WaitEstimate;
    };

/**
 * The body of `halld schedule --stdio`: one JSON message a line in, one line out for each `hello` and each
 * `ask`. Lines that make no sense are reported on standard error and passed over; an `ask` is answered even so.
 * Resolves at the end of the input.
 */
export async function runScheduleStdio(
  input: Readable,
  output: Writable,
  settings: Settings = THOROUGH,
): Promise<void> {
  const hall = new StdioHall({ settings });
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === "") continue;
    const reply = hall.hear(line);
    if (reply !== null && !output.write(`${JSON.stringify(reply)}\n`)) await drained(output);
  }
}

export interface StdioHallOptions {
  /** Hears of lines that make no sense. */
  complain?: (text: string) => void;
  settings?: Settings;
}

/** One conversation: remembers the hall of the last `hello`. */
export class StdioHall {
  private session: Session | null = null;
  private names: Names = NO_NAMES;
  private laterStartsMs: number[] = [];
  private readonly complain: (text: string) => void;
  private readonly settings: Settings;

  constructor({ complain = complainOnStderr, settings = THOROUGH }: StdioHallOptions = {}) {
    this.complain = complain;
    this.settings = settings;
  }

  /** Takes one line; null when it needs no reply. Never throws. */
  hear(line: string): Reply | null {
    const heard = readLine(line, this.names);
    try {
      return this.reply(heard);
    } catch (error) {
      this.complain(error instanceof Error ? error.message : String(error));
      return heard.m === "ask" ? { m: "ans", id: heard.ask.id } : null;
    }
  }

  private reply(heard: Heard): Reply | null {
    switch (heard.m) {
      case "hello":
        this.names = heard.names;
        this.session = startSession(heard.facts, SEED, this.settings);
        this.laterStartsMs = heard.facts.sessions.map(([from]) => from).sort((a, b) => a - b);
        this.laterStartsMs.shift();
        return { m: "ready", name: "halld" };
      case "fact":
        if (this.session !== null) {
          this.startLaterSessions(this.session, heard.fact.t);
          tell(this.session, heard.fact);
        }
        return null;
      case "ask":
        return { m: "ans", id: heard.ask.id, ...this.decide(heard.ask) };
      case "bye":
        return null;
      case "fault":
        this.complain(heard.fault);
        return heard.ask === undefined ? null : { m: "ans", id: heard.ask };
    }
  }

  private decide(ask: Ask) {
    const { session } = this;
    if (session === null) return {};
    this.startLaterSessions(session, ask.t);
    switch (ask.why) {
      case "free": {
        const { group } = decideCall(session, ask.t, ask.window);
        return { call: group === null ? null : (this.names.groups[group] ?? null) };
      }
      case "tick":
        return this.signs(session, decideSigns(session, ask.t));
      case "uncovered":
        return this.signs(session, decideRecall(session, ask.t));
      case "eta":
        return { eta: decideWait(session, ask.t, ask.ticket) ?? { mean: 0, mid: 0, lo: 0, hi: 0 } };
    }
  }

  /** Signs are home again when a later session of the day starts: a rule, so simulators need not say so. */
  private startLaterSessions(session: Session, nowMs: number): void {
    for (let t = this.laterStartsMs[0]; t !== undefined && t <= nowMs; t = this.laterStartsMs[0]) {
      this.laterStartsMs.shift();
      for (const [window, { home }] of session.state.facts.windows.entries()) {
        const now = session.state.windows[window];
        if (now !== undefined && (now.wanted !== null || !sameSign(now.sign, home)))
          tell(session, { t, e: "sign", window, sign: home });
      }
    }
  }

  private signs(session: Session, wishes: readonly SignWish[]) {
    if (wishes.length === 0) return {};
    const sign = wishes.map(({ window, sign: groups }) => ({
      w: session.state.facts.windows[window]?.id ?? 0,
      sign: groups.map((g) => this.names.groups[g] ?? ""),
    }));
    return { sign };
  }
}

function complainOnStderr(text: string): void {
  process.stderr.write(`halld schedule: ${text}\n`);
}

/** Waits until the reader has caught up; a reader that went away ends the waiting too. */
function drained(output: Writable): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      output.off("drain", done);
      output.off("close", done);
      resolve();
    };
    output.on("drain", done);
    output.on("close", done);
  });
}
