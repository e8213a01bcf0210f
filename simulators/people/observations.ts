/** What somebody standing in the hall could have written down. `hallMs` and `wireMs` are epoch milliseconds. */
export type Observation = { hallMs: number; wireMs: number } & Seen;

export type Seen =
  | { kind: "arrived"; citizen: string; queue: string }
  | { kind: "paper"; printer: string; index: number; number: string | null; text: string }
  | { kind: "took-paper"; citizen: string; number: string; printer: string; index: number }
  | { kind: "lit"; window: string; number: string | null }
  | { kind: "press"; who: string; device: string; keys: string; echoed: boolean; repeats: number }
  /** The dispenser's tone: what was pressed was understood, and refused. */
  | { kind: "refused"; citizen: string; device: string }
  | { kind: "rating"; citizen: string; number: string; window: string; face: number; acknowledged: boolean }
  | { kind: "served"; citizen: string; number: string; window: string; waitedMs: number }
  | { kind: "left"; citizen: string; number: string | null; why: WhyLeft };

/**
 * Why a citizen left. `served`: as they should. `stays-away`: never meant to come when called. `too-late`: came, and
 * the number was no longer lit. `refused`: the dispenser said no. `no-paper`: it gave no paper. `never-called`: others of the
 * queue were called, or nobody any more, and this one never.
 */
export type WhyLeft = "served" | "stays-away" | "too-late" | "refused" | "no-paper" | "never-called";

/** A day as it could be seen from outside; what `checkers.ts` hold against the journal. */
export interface DayLog {
  /** Citizens who were to come. */
  citizens: number;
  observations: Observation[];
  /** Every paper that came out of a printer, in the printer's order. */
  papers: { printer: string; index: number; text: string; number: string | null; wireMs: number }[];
  /** By window, what its display showed, oldest first; null while that was no number. */
  displays: { window: string; history: { number: string | null; wireMs: number }[] }[];
}
