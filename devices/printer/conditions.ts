import type { Question } from "./commands.ts";

/** Conditions of a printer, in UnifiedPOS words where it has one. */
export type Condition = Stop | "receipt-near-end" | "offline";

/** Those that keep paper from coming out. */
export type Stop =
  | "cover-open"
  | "receipt-empty"
  | "cutter-error"
  | "unrecoverable-error"
  | "recoverable-error";

/** Which bits mean what, `[mask, condition]`. A bit that is off ends its condition. */
const QUESTION_BITS: Record<Question, readonly [number, Condition][]> = {
  1: [[0x08, "offline"]],
  2: [[0x04, "cover-open"]],
  3: [
    [0x08, "cutter-error"],
    [0x20, "unrecoverable-error"],
    [0x40, "recoverable-error"],
  ],
  4: [
    [0x0c, "receipt-near-end"],
    [0x60, "receipt-empty"],
  ],
};

/** The same for the bytes of an automatic status. */
const AUTOMATIC_BITS: readonly (readonly [number, Condition][])[] = [
  [
    [0x08, "offline"],
    [0x20, "cover-open"],
  ],
  [
    [0x08, "cutter-error"],
    [0x20, "unrecoverable-error"],
    [0x40, "recoverable-error"],
  ],
  [
    [0x03, "receipt-near-end"],
    [0x0c, "receipt-empty"],
  ],
];

/** The likeliest cause first. */
const STOPS: readonly Stop[] = [
  "receipt-empty",
  "cover-open",
  "cutter-error",
  "unrecoverable-error",
  "recoverable-error",
];

/** What is the matter with a printer, as far as its answers tell. */
export class Conditions {
  readonly #present = new Set<Condition>();
  #rollsChanged = 0;

  /**
   * How often there was paper again after the printer had stood still without. What it tells of itself may be overtaken
   * by its answer; an answer alone, with a printer that never stood still, shows that what it told was noise.
   */
  get rollsChanged(): number {
    return this.#rollsChanged;
  }

  answered(question: Question, byte: number): void {
    const stoodEmpty = this.has("receipt-empty") && this.has("offline");
    this.#read(QUESTION_BITS[question], byte);
    if (stoodEmpty && !this.has("receipt-empty")) this.#rollsChanged += 1;
  }

  told(bytes: readonly number[]): void {
    const wasEmpty = this.has("receipt-empty");
    AUTOMATIC_BITS.forEach((bits, at) => {
      this.#read(bits, bytes[at] ?? 0);
    });
    if (wasEmpty && !this.has("receipt-empty")) this.#rollsChanged += 1;
  }

  has(condition: Condition): boolean {
    return this.#present.has(condition);
  }

  /** Why no paper can come out now, or null. */
  get stop(): Stop | null {
    return STOPS.find((condition) => this.#present.has(condition)) ?? null;
  }

  /** What to tell people: not that an empty roll is near its end, nor that a printer that stands is offline. */
  list(): Condition[] {
    const implied = new Set<Condition>();
    if (this.stop !== null) implied.add("offline");
    if (this.has("receipt-empty")) implied.add("receipt-near-end");
    return [...this.#present].filter((condition) => !implied.has(condition)).sort();
  }

  #read(bits: readonly [number, Condition][], byte: number): void {
    for (const [mask, condition] of bits) {
      if ((byte & mask) !== 0) this.#present.add(condition);
      else this.#present.delete(condition);
    }
  }
}
