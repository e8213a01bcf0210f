import { survey } from "./questions.ts";
import type { Talk, Talking } from "./talk.ts";

/** What is known of a job all of whose bytes were sent. */
export type Verdict =
  | { kind: "printed" }
  /** The printer stands still: the job is not out, but may lie in its buffer. */
  | { kind: "stopped"; reason: string }
  | { kind: "unknown"; reason: string };

/** A job asks before its cut and after it. */
export const MILESTONES = 2;
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
  const isDone = () => talk.milestonesPassed === MILESTONES;
  for (let attempt = 0; attempt < PATIENCE; attempt++) {
    const untilMs = talk.nowMs + printingMs + SLACK_MS;
    yield* talk.until(() => isDone() || talk.conditions.stop !== null, untilMs);
    if (isDone()) return yield* crossCheck(talk);
    talk.counters.timeouts += 1;
    const doubtful = yield* doubt(talk, "no-confirmation");
    if (isDone()) return yield* crossCheck(talk);
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

/**
 * A process id is framed and names its job. One byte of paper state may be noise, and clones differ in what
 * they mean by it: its coming counts, and only together with the real-time states.
 */
function* crossCheck(talk: Talk): Talking<Verdict> {
  if (talk.profile.confirmation === "process-id" || !talk.profile.answersRealTime) return { kind: "printed" };
  const isAnswering = yield* survey(talk);
  const reason = talk.conditions.stop ?? (isAnswering ? null : "silent");
  return reason === null ? { kind: "printed" } : { kind: "unknown", reason };
}
