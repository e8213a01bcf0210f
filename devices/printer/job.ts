import { encodeText } from "./charset.ts";
import { ASK_PAPER, askCompletion, INITIALISE, TELL_CHANGES } from "./commands.ts";
import type { JobMarks } from "./job-mark.ts";
import type { PrinterProfile } from "./profile.ts";
import type { Talk } from "./talk.ts";

/** A composed paper that is to be printed. */
export interface PrinterJob {
  /** Tells this job from every other one given to the same machine, also from one with the same id. */
  serial: number;
  id: string;
  bytes: Uint8Array;
  /** Where the bytes of its last cut begin. */
  lastCutAt: number;
  heightMm: number;
}

/** Printed below a paper that was cut short, before the next job, so that nobody takes it for a whole one. */
const VOID_TEXT = "×× 作废 VOID ××";

/** Noise too short to be doubted may have begun a command, which eats what follows: one of these is understood. */
const FRESH_START = Buffer.concat(Array.from({ length: 4 }, () => INITIALISE));

/**
 * The job as it is sent: with a milestone before its last cut and one after, which `talk` is told to expect.
 * @param followsTornPaper whether the remains of another job hang in the printer.
 * @returns `cutAt` is where the last cut begins in `bytes`.
 */
export function assemble(
  job: PrinterJob,
  talk: Talk,
  marks: JobMarks,
  followsTornPaper: boolean,
): { bytes: Uint8Array; cutAt: number } {
  const strip = followsTornPaper ? voidStrip(talk.profile) : new Uint8Array();
  const text = job.bytes.subarray(0, job.lastCutAt);
  const [beforeCut, afterCut] = milestones(job, talk, marks);
  // `ESC @` ends the telling of changes on some printers (manual of the Bixolon SRP-332II).
  const told = talk.profile.tellsChanges ? TELL_CHANGES : new Uint8Array();
  const beforeLastCut = Buffer.concat([FRESH_START, strip, told, text, beforeCut]);
  const bytes = Buffer.concat([beforeLastCut, job.bytes.subarray(job.lastCutAt), afterCut]);
  return { bytes, cutAt: beforeLastCut.length };
}

function milestones(job: PrinterJob, talk: Talk, marks: JobMarks): [Uint8Array, Uint8Array] {
  switch (talk.profile.confirmation) {
    case "process-id": {
      const beforeCut = marks.next(job.id);
      const afterCut = marks.next(job.id);
      talk.expectMilestones("completed", [beforeCut, afterCut]);
      return [askCompletion(beforeCut), askCompletion(afterCut)];
    }
    case "paper-status":
      talk.expectMilestones("paper", [ASK_PAPER, ASK_PAPER]);
      return [ASK_PAPER, ASK_PAPER];
    case "none":
      return [new Uint8Array(), new Uint8Array()];
  }
}

function voidStrip(profile: PrinterProfile): Buffer {
  const chineseOn = Uint8Array.of(0x1c, 0x26);
  return Buffer.concat([chineseOn, encodeText(`${VOID_TEXT}\n`), Buffer.from(profile.cut, "hex")]);
}
