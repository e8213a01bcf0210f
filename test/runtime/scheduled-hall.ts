import { decide, isRefusal } from "../../src/core/decide.ts";
import type { HallEvent } from "../../src/core/events.ts";
import { evolve } from "../../src/core/evolve.ts";
import type { Intent } from "../../src/core/intents.ts";
import { breaches } from "../../src/core/invariants.ts";
import type { HallRules } from "../../src/core/rules.ts";
import { emptyHall, type HallState } from "../../src/core/state.ts";
import { SEED } from "../../src/runtime/scheduling/facts.ts";
import { Scheduling, type SchedulingPorts } from "../../src/runtime/scheduling/scheduling.ts";
import { learnedFrom } from "../../src/scheduler/learned.ts";
import type { PastDay } from "../../src/scheduler/past-day.ts";

/** A hall with the daemon's scheduler on a disk that needs no time. */
export class ScheduledHall {
  readonly state: HallState = emptyHall();
  readonly journal: { event: HallEvent; at: number }[] = [];
  /** Intents as they reached the rules. */
  readonly submitted: Intent[] = [];
  readonly warnings: unknown[] = [];
  readonly scheduling: Scheduling;
  at: number;
  /** What the clock says to the scheduler; throws where a test wants it to fail. */
  clockOfScheduler = () => this.at;

  constructor(
    rules: HallRules,
    at: number,
    day: string,
    past: PastDay[] = [],
    newPlanner?: SchedulingPorts["newPlanner"],
  ) {
    this.at = at;
    this.scheduling = new Scheduling({
      // Ticks come when the test says so.
      clock: { now: () => this.at, realMs: () => 3_600_000 },
      state: () => this.state,
      now: () => this.clockOfScheduler(),
      submit: async (intent) => this.submit(intent),
      seed: SEED,
      ...(newPlanner ? { newPlanner } : {}),
      learned: async (_timeZone, today) => learnedFrom(past, today),
      log: { warn: (facts: unknown) => this.warnings.push(facts) },
    });
    this.submit({ type: "adopt-config", rules, hash: "h", by: "test" });
    this.submit({ type: "open-day", day });
    this.scheduling.start();
  }

  /** What the rules made of it: its events, or the code of the refusal. */
  submit(intent: Intent): HallEvent[] | string {
    const advised = this.scheduling.advise(intent);
    this.submitted.push(advised);
    const decision = decide(this.state, advised, this.at);
    if (isRefusal(decision)) return decision.code;
    for (const event of decision) {
      evolve(this.state, event, this.at);
      this.journal.push({ event, at: this.at });
    }
    const wrong = breaches(this.state);
    if (wrong.length > 0) throw new Error(wrong.join("; "));
    this.scheduling.observe(this.scheduling.read(this.state, decision, this.at));
    return decision;
  }

  /** From which queue the last call was advised. */
  lastAdvice(): string | undefined {
    const call = this.submitted.findLast(({ type }) => type === "call-next");
    return call?.type === "call-next" ? call.advised : undefined;
  }
}
