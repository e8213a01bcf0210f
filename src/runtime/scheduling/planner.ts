import { Worker } from "node:worker_threads";
import type { HallFacts } from "../../scheduler/model.ts";
import type { SignProposal } from "../../scheduler/reasons.ts";
import type { SimulatedWait } from "./announced-waits.ts";
import type { SessionFact } from "./day-facts.ts";

/** What the planner's thread is told, in order. Times are milliseconds of the hall's day. */
export type ToPlanner =
  | { m: "begin"; facts: HallFacts; seed: number; told: readonly SessionFact[] }
  | { m: "fact"; fact: SessionFact }
  /** Time has come this far: a call was decided then. */
  | { m: "pass"; t: number }
  | { m: "plan"; id: number; t: number; why: "tick" | "uncovered" }
  | { m: "waits"; id: number; t: number };

export type FromPlanner =
  | { id: number; proposals: SignProposal[] }
  | { id: number; waits: SimulatedWait[] }
  | { id: number; fault: string };

/** A plan's garbage is young; without a limit the thread's heap grows to what it could have. */
const SMALL_HEAP = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 64 };

/** A plan has a budget and takes a second on the slowest machine; one that goes on for so long will never end. */
const ENDLESS_MS = 20_000;

/** Thinks about signs in a thread of its own, so that nobody at a window waits for it. */
export class Planner {
  readonly #worker: Worker;
  readonly #asked = new Map<number, (answer: FromPlanner | null) => void>();
  readonly #onFault: (fault: string) => void;
  readonly #endlessMs: number;
  #count = 0;
  #alive = true;

  /**
   * @param onFault told of what went wrong in the thread; the plan that was asked for is then empty
   * @param endlessMs after so long without an answer the thread is ended
   */
  constructor(
    onFault: (fault: string) => void,
    thread = new URL("./planner-thread.ts", import.meta.url),
    endlessMs = ENDLESS_MS,
  ) {
    this.#onFault = onFault;
    this.#endlessMs = endlessMs;
    this.#worker = new Worker(thread, { resourceLimits: SMALL_HEAP });
    this.#worker.unref();
    this.#worker.on("message", (message: FromPlanner) => this.#answered(message));
    this.#worker.on("error", (error) => onFault(String(error)));
    this.#worker.on("exit", () => {
      this.#alive = false;
      for (const answer of this.#asked.values()) answer(null);
      this.#asked.clear();
    });
  }

  /** False once the thread has ended, of itself or closed: another one is needed. */
  get alive(): boolean {
    return this.#alive;
  }

  tell(message: Exclude<ToPlanner, { id: number }>): void {
    this.#worker.postMessage(message);
  }

  /** Empty when the thread has ended. */
  async plan(t: number, why: "tick" | "uncovered"): Promise<SignProposal[]> {
    const answer = await this.#ask((id) => ({ m: "plan", id, t, why }));
    return answer && "proposals" in answer ? answer.proposals : [];
  }

  /** What those who wait now have to expect: some of each queue, as far as there was time. Empty like a plan. */
  async waits(t: number): Promise<SimulatedWait[]> {
    const answer = await this.#ask((id) => ({ m: "waits", id, t }));
    return answer && "waits" in answer ? answer.waits : [];
  }

  #ask(message: (id: number) => ToPlanner): Promise<FromPlanner | null> {
    if (!this.#alive) return Promise.resolve(null);
    const id = ++this.#count;
    return new Promise((resolve) => {
      const endless = setTimeout(() => {
        this.#onFault(`no answer within ${this.#endlessMs} ms`);
        void this.close();
      }, this.#endlessMs);
      endless.unref();
      this.#asked.set(id, (answer) => {
        clearTimeout(endless);
        resolve(answer);
      });
      this.#worker.postMessage(message(id));
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #answered(message: FromPlanner): void {
    const answer = this.#asked.get(message.id);
    this.#asked.delete(message.id);
    if ("fault" in message) this.#onFault(message.fault);
    answer?.(message);
  }
}
