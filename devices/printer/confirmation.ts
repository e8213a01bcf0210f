import { CANNOT_CONFIRM } from "./outcome.ts";
import { survey } from "./questions.ts";
import type { Talk, Talking } from "./talk.ts";

/** What is known of a job all of whose bytes were sent. */
export type Verdict =
  | { kind: "printed" }
  /** The printer stands still: the job is not out, but may lie in its buffer. */
  | { kind: "stopped"; reason: string }
  | { kind: "unknown"; reason: string };

/** A job asks before its cut and after it. */
const MILESTONES = 2;
/** How much longer than reckoned printing may take: half of it until the printer is asked, half after. */
const SLACK_MS = 5_000;
/** A printer that does not tell its changes is looked after so often while its answer is awaited. */
const LOOK_MS = 200;

/**
 * Waits for the printer to confirm the job that was just sent, by the ladder of its profile.
 * @param job how many bytes, and how long a paper.
 */
export function* confirm(talk: Talk, job: { byteCount: number; heightMm: number }): Talking<Verdict> {
  const { confirmation, paperMmPerS, tellsChanges } = talk.profile;
  const lagMs = talk.lagMs(job.byteCount);
  const printingMs = lagMs + (job.heightMm / paperMmPerS) * 1_000;
  if (confirmation === "none") {
    yield* talk.pause(printingMs);
    return yield* doubt(talk, CANNOT_CONFIRM);
  }
  const isDone = () => talk.milestonesPassed === MILESTONES;
  const untilMs = talk.nowMs + 2 * printingMs + SLACK_MS;
  while (talk.nowMs < untilMs) {
    const lookMs = tellsChanges ? printingMs + SLACK_MS / 2 : lagMs + LOOK_MS;
    yield* talk.until(
      () => isDone() || talk.conditions.stop !== null,
      Math.min(untilMs, talk.nowMs + lookMs),
    );
    const doubtful = isDone() ? null : yield* doubt(talk, "no-confirmation");
    // The answer may have come while the printer was asked why it stays away.
    if (isDone()) return yield* crossCheck(talk);
    if (doubtful !== null && doubtful.reason !== "no-confirmation") return doubtful;
  }
  talk.counters.timeouts += 1;
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
