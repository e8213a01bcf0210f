const BUCKETS_PER_MS = 10;
const BUCKETS = 1000;

/** How late bytes crossed against the wire's own arithmetic; a histogram, so that days of bytes cost nothing. */
export class Lateness {
  readonly #counts = new Uint32Array(BUCKETS + 1);
  #total = 0;
  #maxMs = 0;

  /** Counts one byte that crossed `lateMs` after it should have. */
  record(lateMs: number): void {
    const bucket = Math.min(BUCKETS, Math.max(0, Math.floor(lateMs * BUCKETS_PER_MS)));
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#total += 1;
    if (lateMs > this.#maxMs) this.#maxMs = lateMs;
  }

  /** p99 is the upper edge of its 0.1 ms bucket; above 100 ms it is the greatest seen. */
  summary(): { maxMs: number; p99Ms: number; bytes: number } {
    const wanted = this.#total * 0.99;
    let seen = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      seen += this.#counts[bucket] ?? 0;
      if (seen >= wanted) {
        const p99Ms = Math.min(this.#maxMs, (bucket + 1) / BUCKETS_PER_MS);
        return { maxMs: this.#maxMs, p99Ms, bytes: this.#total };
      }
    }
    return { maxMs: this.#maxMs, p99Ms: this.#maxMs, bytes: this.#total };
  }
}
