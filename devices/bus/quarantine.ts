const FIRST_PROBE_AFTER_MS = 500;
/** The share of a wire's time that one dead address may cost those who live. */
const PROBE_SHARE = 0.018;

interface Absence {
  probes: number;
  probeAtMs: number;
}

/**
 * Stations that do not answer. Each is probed with whatever waits for it, ever more rarely, until its probes take
 * less than two hundredths of the wire; one answer ends it.
 */
export class Quarantine {
  readonly #absent = new Map<string, Absence>();

  has(station: string): boolean {
    return this.#absent.has(station);
  }

  /** When the station may be spoken to again, in wire time; 0 for one that is not in quarantine. */
  probeAtMs(station: string): number {
    return this.#absent.get(station)?.probeAtMs ?? 0;
  }

  /** The station left a whole transaction, or a probe, unanswered. `costMs`: how long that held the wire. */
  unanswered(station: string, costMs: number, nowMs: number): void {
    const probes = this.#absent.get(station)?.probes ?? 0;
    const backOffMs = Math.min(FIRST_PROBE_AFTER_MS * 2 ** Math.min(probes, 16), costMs / PROBE_SHARE);
    this.#absent.set(station, { probes: probes + 1, probeAtMs: nowMs + backOffMs });
  }

  answered(station: string): void {
    this.#absent.delete(station);
  }

  clear(): void {
    this.#absent.clear();
  }
}
