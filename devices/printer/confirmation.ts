import { survey } from "./questions.ts";
import type { Talk, Talking } from "./talk.ts";

/** What is known of a job all of whose bytes were sent. */
export type Verdict =
  | { kind: "printed" }
  /** The printer stands still: the job is not out, but may lie in its buffer. */
  | { kind: "stopped"; reason: string }
  | { kind: "unknown"; reason: string };

/** How much longer than reckoned printing may take. */
const SLACK_MS = 2_500;
const PATIENCE = 2;

/**
 * Waits for the printer to confirm the job that was just sent, by the ladder of its profile.
 * @param job how many bytes, and how long a paper.
 */
export function* confirm(talk: Talk, job: { byteCount: number; heightMm: number }): Talking<Verdict> {
  const { confirmation, paperMmPerS } = talk.profile;
  const printingMs = talk.lagMs(job.byteCount) + (job.heightMm / paperMmPerS) * 1_000;
  if (confirmation === "none") {
    yield* talk.pause(printingMs);
    return yield* doubt(talk, "printer-cannot-confirm");
  }
  const kind = confirmation === "process-id" ? "completed" : "paper";
  const isDone = () => talk.heard(kind) !== null;
  for (let attempt = 0; attempt < PATIENCE; attempt++) {
    const untilMs = talk.nowMs + printingMs + SLACK_MS;
    yield* talk.until(() => isDone() || talk.conditions.stop !== null, untilMs);
    if (isDone()) return kind === "completed" ? { kind: "printed" } : yield* crossCheck(talk);
    talk.counters.timeouts += 1;
    const doubtful = yield* doubt(talk, "no-confirmation");
    if (isDone()) return kind === "completed" ? { kind: "printed" } : yield* crossCheck(talk);
    if (doubtful.reason !== "no-confirmation") return doubtful;
  }
  return { kind: "unknown", reason: "no-confirmation" };
}

/** Why a confirmation stays away: the printer stands still, is silent, or (the given reason) nothing shows. */
function* doubt(talk: Talk, otherwise: string): Talking<Verdict & { reason: string }> {
  const isAnswering = !talk.profile.answersRealTime || (yield* survey(talk));
  const { stop } = talk.conditions;
  if (stop !== null) return { kind: "stopped", reason: stop };
  return { kind: "unknown", reason: isAnswering ? otherwise : "silent" };
}

/** Of the answer to `GS r 1`: the paper is at its end. Some clones set these bits near its end already. */
const PAPER_OUT_BITS = 0x0c;

/**
 * One byte without a frame may be noise, and clones differ in what they mean by it, so their answer counts
 * together with the real-time states, and alone only where there are none.
 */
function* crossCheck(talk: Talk): Talking<Verdict> {
  const paper = talk.heard("paper");
  if (!talk.profile.answersRealTime) {
    const isOut = paper?.kind === "paper" && (paper.byte & PAPER_OUT_BITS) !== 0;
    return isOut ? { kind: "unknown", reason: "receipt-empty" } : { kind: "printed" };
  }
  const isAnswering = yield* survey(talk);
  const reason = talk.conditions.stop ?? (isAnswering ? null : "silent");
  return reason === null ? { kind: "printed" } : { kind: "unknown", reason };
}
