import type { Logger } from "pino";
import { type ExpectedOfHour, isSameAdvice } from "../../core/advice.ts";
import { MINUTE_MS } from "../../core/durations.ts";
import type { HallEvent } from "../../core/events.ts";
import { lookAtHeat, type Overs } from "../../core/heat.ts";
import type { Day, Instant, QueueId } from "../../core/ids.ts";
import type { Intent } from "../../core/intents.ts";
import type { HallRules } from "../../core/rules.ts";
import { isScheduled, modeOf } from "../../core/scheduling.ts";
import type { HallState } from "../../core/state.ts";
import { servingWindows, type WaitRange } from "../../core/waits.ts";
import { type Learned, NOTHING_LEARNED } from "../../scheduler/learned.ts";
import type { HallClock } from "../clock.ts";
import { AnnouncedWaits } from "./announced-waits.ts";
import type { DayFact } from "./day-facts.ts";
import { TICK_MS } from "./facts.ts";
import { idleHelper } from "./idle-helper.ts";
import { isBookedForToday, type Meaning, meaningOf } from "./meaning.ts";
import { Planner } from "./planner.ts";
import { HallSession } from "./session.ts";

/** A demo's hours may run fast; looking more often than this gains nothing. */
const SHORTEST_TICK_MS = 100;

/** Waits are simulated anew after this much real time at the earliest: a demo's hours may run fast. */
const WAITS_EVERY_REAL_MS = 5_000;

function tickDelayMs(clock: HallClock): number {
  return Math.max(SHORTEST_TICK_MS, clock.realMs(TICK_MS));
}

export interface SchedulingPorts {
  clock: HallClock;
  state(): HallState;
  now(): Instant;
  /** Rejects while the journal is at fault. */
  submit(intent: Intent): Promise<unknown>;
  seed: number;
  /** Another planner than the usual one. */
  newPlanner?(onFault: (fault: string) => void): Planner;
  /** What past days tell of this one. Whoever reads them takes no time from the hall. */
  learned(timeZone: string, day: Day): Promise<Learned>;
  log: Pick<Logger, "warn">;
}

/** What was read of events. */
export interface Observed {
  /** Whose facts they are: a session that began meanwhile knows them from the state that it began with. */
  session: HallSession | null;
  facts: DayFact[];
  meaning: Meaning;
}

/** How often people are advised on the hour ahead, and bookings made meanwhile are taken into it, in hall time. */
const LOOK_AHEAD_MS = 5 * MINUTE_MS;

/**
 * The scheduler at work in the hall: hears what has happened, advises calls, and submits what it wants of signs as
 * intents like anybody's. While the hall and all its windows are in mode `off` it does nothing at all.
 */
export class Scheduling {
  readonly #ports: SchedulingPorts;
  #planner: Planner | null = null;
  #session: HallSession | null = null;
  #learned: { day: Day; known: Learned } | null = null;
  #overs: Overs = new Map();
  #lookedAheadAt = Number.NEGATIVE_INFINITY;
  #expectedBefore: ExpectedOfHour[] = [];
  #booked = false;
  readonly #waits = new AnnouncedWaits();
  #ticks = 0;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #planned: Promise<void> = Promise.resolve();

  constructor(ports: SchedulingPorts) {
    this.#ports = ports;
  }

  /** Begins with the hall as it is; again after the journal's recovery. */
  start(): void {
    this.#tryAnew();
    this.#arm();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#planner?.close();
  }

  /** @param state as the events left it; they are told by `observe` once they are durable */
  read(state: HallState, events: readonly HallEvent[], at: Instant): Observed {
    if (events.some((event) => isBookedForToday(state, event))) this.#booked = true;
    return {
      session: this.#session,
      facts: this.#session?.observer.observe(state, events, at) ?? [],
      meaning: meaningOf(events),
    };
  }

  observe({ session, facts, meaning }: Observed): void {
    try {
      if (session === this.#session) for (const fact of facts) session?.tell(fact);
      if (meaning === "anew") this.#anew();
      else if (meaning === "restart") this.#restart();
      else if (facts.some((fact) => this.#session?.needsRecall(fact))) void this.#plan("uncovered");
      if (facts.some(({ e }) => e === "arrive")) this.#offer();
    } catch (error) {
      this.#broken(error);
    }
  }

  /** Adds the scheduler's word to a call. Whatever goes wrong with it, the call goes on without. */
  advise(intent: Intent): Intent {
    if (intent.type !== "call-next" || !this.#session) return intent;
    const { state, now } = this.#ports;
    const { rules } = state();
    if (!rules || modeOf(state(), rules, intent.window) !== "automatic") return intent;
    try {
      const advised = this.#session.call(intent.window, now());
      return advised === undefined ? intent : { ...intent, advised };
    } catch (error) {
      this.#broken(error);
      return intent;
    }
  }

  /** One look at heat and signs. Resolves when all that follows from it is durable. */
  async tick(): Promise<void> {
    try {
      if (!this.#session || this.#planner?.alive === false) this.#anew();
      await this.#watchHeat();
      await this.#lookAhead();
    } catch (error) {
      this.#later(error);
    }
    await this.#plan("tick");
    await this.#simulateWaits();
  }

  /** What somebody with so many ahead would be told; null where the scheduler has no word, or a window is free. */
  waitRange(state: HallState, queue: QueueId, ahead: number): WaitRange | null {
    if (!this.#session || servingWindows(state, queue).free > 0) return null;
    return this.#waits.range(queue, ahead, this.#ports.now());
  }

  async #simulateWaits(): Promise<void> {
    const { clock, now } = this.#ports;
    const everyTicks = Math.ceil(WAITS_EVERY_REAL_MS / tickDelayMs(clock));
    this.#ticks += 1;
    if (!this.#session || this.#ticks % everyTicks !== 0) return;
    try {
      const { waits, queues } = await this.#session.waits(now());
      this.#waits.take(waits, queues, now() + 2 * everyTicks * TICK_MS);
    } catch (error) {
      this.#later(error);
    }
  }

  /** Resolves when what is planned now has been submitted. */
  quiet(): Promise<void> {
    return this.#planned;
  }

  /** Where idle windows are given newcomers without a press, one that may help is given whom none of its own took. */
  #offer(): void {
    const { state, submit } = this.#ports;
    const window = idleHelper(state());
    if (!window || !this.#session) return;
    submit({ type: "call-next", window: window.id, by: "system" }).catch((error) => this.#later(error));
  }

  async #watchHeat(): Promise<void> {
    const { state, now, submit } = this.#ports;
    const { rules } = state();
    if (!rules || !isScheduled(state(), rules)) return;
    const { overs, hot, cooled } = lookAtHeat(state(), rules, this.#overs, now());
    this.#overs = overs;
    for (const queue of hot) await submit({ type: "find-hot", queue, overSince: overs.get(queue) ?? now() });
    for (const queue of cooled) await submit({ type: "find-cooled", queue });
  }

  /** Tells people what they could do about the hour ahead. */
  async #lookAhead(): Promise<void> {
    const { state, now, submit } = this.#ports;
    const { rules } = state();
    if (!rules || !this.#session || now() < this.#lookedAheadAt + LOOK_AHEAD_MS) return;
    this.#lookedAheadAt = now();
    if (this.#booked) this.#session.restart(state(), rules);
    this.#booked = false;
    const expected = this.#session.adviseHour(state(), rules, now());
    // Said twice in a row, or it comes and goes with every burst.
    const known = [...this.#expectedBefore, ...state().scheduling.advice.values()];
    const advice = expected.filter((each) => known.some((before) => isSameAdvice(before, each)));
    this.#expectedBefore = expected;
    if (advice.length > 0 || state().scheduling.advice.size > 0)
      await submit({ type: "advise-hour", advice });
  }

  /** One plan after another: each is made of what the one before has led to. */
  #plan(why: "tick" | "uncovered"): Promise<void> {
    this.#planned = this.#planned.then(() => this.#planNow(why)).catch((error) => this.#later(error));
    return this.#planned;
  }

  async #planNow(why: "tick" | "uncovered"): Promise<void> {
    const wishes = (await this.#session?.plan(this.#ports.now(), why)) ?? [];
    for (const wish of wishes) await this.#ports.submit({ type: "propose-sign", ...wish });
  }

  #anew(): void {
    const { state, now, seed, newPlanner } = this.#ports;
    const onFault = (fault: string) => this.#ports.log.warn({ fault }, "planning signs failed");
    const { rules, day } = state();
    this.#session = null;
    this.#waits.forget();
    if (this.#stopped) return;
    if (!rules || day === null || !isScheduled(state(), rules)) return;
    if (!this.#planner?.alive) this.#planner = newPlanner?.(onFault) ?? new Planner(onFault);
    const [at, planner] = [now(), this.#planner];
    this.#lookedAheadAt = Number.NEGATIVE_INFINITY;
    this.#session = new HallSession({
      state: state(),
      rules,
      at,
      seed,
      planner,
      learned: this.#learned?.day === day ? this.#learned.known : NOTHING_LEARNED,
    });
    this.#learn(this.#session, rules, day);
  }

  /** Past days are read beside the hall's work; the session knows of them when that is done. */
  #learn(session: HallSession, { hall }: HallRules, day: Day): void {
    this.#ports
      .learned(hall.timeZone, day)
      .then((known) => {
        this.#learned = { day, known };
        const { state } = this.#ports;
        const adopted = state().rules;
        if (session === this.#session && adopted) session.restart(state(), adopted, known);
      })
      .catch((error) => this.#later(error));
  }

  #restart(): void {
    const { rules } = this.#ports.state();
    if (!rules || !isScheduled(this.#ports.state(), rules)) this.#session = null;
    else if (this.#session) this.#session.restart(this.#ports.state(), rules);
    else this.#anew();
  }

  #later(error: unknown): void {
    this.#ports.log.warn({ err: error }, "the scheduler looks again later");
  }

  /** What is in the session may be wrong now: it begins again from the hall as it is. */
  #broken(error: unknown): void {
    this.#ports.log.warn({ err: error }, "the scheduler begins again");
    this.#session = null;
    setImmediate(() => {
      if (!this.#stopped) this.#tryAnew();
    });
  }

  #tryAnew(): void {
    try {
      this.#anew();
    } catch (error) {
      this.#later(error);
    }
  }

  #arm(): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    const delayMs = tickDelayMs(this.#ports.clock);
    this.#timer = setTimeout(() => void this.tick().finally(() => this.#arm()), delayMs);
    this.#timer.unref();
  }
}
