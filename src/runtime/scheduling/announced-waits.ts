import { MINUTE_MS } from "../../core/durations.ts";
import type { Instant, QueueId } from "../../core/ids.ts";
import type { WaitRange } from "../../core/waits.ts";

/** How long somebody with so many before them was found to wait still, in ms: in eight cases of ten. */
export interface SimulatedWait {
  group: number;
  ahead: number;
  loMs: number;
  hiMs: number;
}

/** The waits that were simulated last, for whoever asks until there are newer ones. */
export class AnnouncedWaits {
  #byQueue = new Map<QueueId, SimulatedWait[]>();
  #until = Number.NEGATIVE_INFINITY;

  /** @param until from when on they are too old to be told */
  take(waits: readonly SimulatedWait[], queues: readonly QueueId[], until: Instant): void {
    this.#until = until;
    this.#byQueue = new Map();
    for (const wait of waits) {
      const queue = queues[wait.group] ?? "";
      this.#byQueue.set(
        queue,
        [...(this.#byQueue.get(queue) ?? []), wait].sort((a, b) => a.ahead - b.ahead),
      );
    }
  }

  forget(): void {
    this.#until = Number.NEGATIVE_INFINITY;
  }

  /** The wait with so many ahead, between those that were simulated or beyond in proportion; null where none was. */
  range(queue: QueueId, ahead: number, now: Instant): WaitRange | null {
    const known = this.#byQueue.get(queue) ?? [];
    const [first, last] = [known[0], known.at(-1)];
    if (!first || !last || now > this.#until) return null;
    if (ahead >= last.ahead) return rounded(last, (ahead + 1) / (last.ahead + 1));
    const part = Math.max(0, ahead - first.ahead) / (last.ahead - first.ahead);
    const between = (from: number, to: number) => from + part * (to - from);
    return rounded({ loMs: between(first.loMs, last.loMs), hiMs: between(first.hiMs, last.hiMs) }, 1);
  }
}

function rounded({ loMs, hiMs }: Pick<SimulatedWait, "loMs" | "hiMs">, times: number): WaitRange {
  return {
    lowMinutes: Math.floor((times * loMs) / MINUTE_MS),
    highMinutes: Math.ceil((times * hiMs) / MINUTE_MS),
  };
}
