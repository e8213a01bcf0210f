const FIRST_PROBE_AFTER_MS = 500;
/** The share of a wire's time that one dead address may cost those who live. */
const PROBE_SHARE = 0.018;
/** While nobody else has anything to say a probe only delays who begins meanwhile: then it may cost more. */
const IDLE_PROBE_SHARE = 0.05;
/** Soon enough for a display that is back to be right within two seconds. */
const IDLE_PROBE_MS = 1_500;

interface Absence {
  probes: number;
  probeAtMs: number;
  idleProbeAtMs: number;
}

/**
 * Stations that do not answer. Each is probed with whatever waits for it, ever more rarely, until its probes take
 * less than two hundredths of a busy wire; one answer ends it.
 */
export class Quarantine {
  readonly #absent = new Map<string, Absence>();
  readonly #missed = new Map<string, number>();

  has(station: string): boolean {
    return this.#absent.has(station);
  }

  /**
   * When the station may be spoken to again, in wire time; 0 for one that is not in quarantine.
   * @param isIdle that nobody else has anything to say.
   */
  probeAtMs(station: string, isIdle: boolean): number {
    const absence = this.#absent.get(station);
    if (absence === undefined) return 0;
    return isIdle ? absence.idleProbeAtMs : absence.probeAtMs;
  }

  /**
   * The station left a request unanswered. Returns for how many that is so since it answered last: whichever they were,
   * since a display that is told something newer each time never gets one request as often as it may miss it.
   */
  missed(station: string): number {
    const missed = (this.#missed.get(station) ?? 0) + 1;
    this.#missed.set(station, missed);
    return missed;
  }

  /** The station left as many requests unanswered as it may, or a probe. `costMs`: how long that held the wire. */
  unanswered(station: string, costMs: number, nowMs: number): void {
    const probes = this.#absent.get(station)?.probes ?? 0;
    const backOffMs = FIRST_PROBE_AFTER_MS * 2 ** Math.min(probes, 16);
    const idleMs = Math.max(IDLE_PROBE_MS, costMs / IDLE_PROBE_SHARE);
    this.#absent.set(station, {
      probes: probes + 1,
      probeAtMs: nowMs + Math.min(backOffMs, costMs / PROBE_SHARE),
      idleProbeAtMs: nowMs + Math.min(backOffMs, idleMs, costMs / PROBE_SHARE),
    });
  }

  answered(station: string): void {
    this.#absent.delete(station);
    this.#missed.delete(station);
  }

  clear(): void {
    this.#absent.clear();
    this.#missed.clear();
  }
}
