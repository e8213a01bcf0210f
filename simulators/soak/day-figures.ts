import { type JournalLine, journalStory } from "../people/journal-lines.ts";
import type { DayLog } from "../people/observations.ts";
import { isMarkedCopy } from "../people/paper.ts";
import { FAULT_KINDS } from "./fault-plan.ts";
import type { Disturbed } from "./faults.ts";
import type { HallUnderTest } from "./hall-under-test.ts";
import type { SoakReport } from "./report.ts";

/** Of those who came, so many must have been served, or a day says little about a hall at work. */
const LEAST_SERVED_SHARE = 0.6;

export type PaperThatCame = DayLog["papers"][number] & {
  /** Nobody takes it for a ticket: it tore, or says that it is void. */
  isSpoilt: boolean;
};

type Figures = SoakReport["figures"];

export function figuresOfFaults({ world }: HallUnderTest, { faults, calms }: Disturbed): Figures {
  const sum = (of: "displays" | "lit") => calms.reduce((total, calm) => total + calm[of], 0);
  return {
    ...Object.fromEntries(FAULT_KINDS.map((kind) => [kind, faults.get(kind) ?? 0])),
    "bytes that came out flipped": world.flippedBytes(),
    calms: calms.length,
    "displays looked at after calms": sum("displays"),
    "that had something to show": sum("lit"),
    "lit up at most after ms": Math.max(...calms.map(({ litAfterMs }) => litAfterMs)),
  };
}

export function figuresOfDay(
  log: DayLog,
  journal: readonly JournalLine[],
  papers: readonly PaperThatCame[],
): Figures {
  const left = countBy(log.observations.flatMap((seen) => (seen.kind === "left" ? [seen.why] : [])));
  const presses = log.observations.filter((seen) => seen.kind === "press");
  const tickets = journalStory(journal);
  const ends = countBy(journal.flatMap(({ type, data }) => (type === "job-ended" ? [data.outcome] : [])));
  return {
    citizens: log.citizens,
    ...Object.fromEntries([...left].map(([why, count]) => [`left ${why}`, count])),
    presses: presses.length,
    "without an echo": presses.filter(({ echoed }) => !echoed).length,
    tickets: tickets.length,
    calls: journal.filter(({ type }) => type === "ticket-called").length,
    papers: papers.length,
    "torn or void": papers.filter(({ isSpoilt }) => isSpoilt).length,
    "marked as copies": papers.filter(({ text }) => isMarkedCopy(text)).length,
    ...Object.fromEntries([...ends].map(([outcome, count]) => [`prints ${outcome}`, count])),
  };
}

/** A day on which little happened proves nothing. */
export function tooQuiet(log: DayLog, journal: readonly JournalLine[]): string[] {
  const served = log.observations.filter(({ kind }) => kind === "served").length;
  const findings: string[] = [];
  if (served < LEAST_SERVED_SHARE * log.citizens)
    findings.push(`of ${log.citizens} citizens only ${served} were served`);
  if (!journal.some(({ type }) => type === "ticket-called")) findings.push("nobody was called");
  return findings;
}

/** Displays that were wrong after a calm, and faults that were to happen and did not. */
export function wrongInFaults({ world }: HallUnderTest, { faults, calms }: Disturbed): string[] {
  return [
    ...calms.flatMap(({ wrong }, nth) => wrong.map((what) => `after calm ${nth + 1}: ${what}`)),
    ...FAULT_KINDS.filter((kind) => !faults.has(kind)).map((kind) => `no fault of the kind "${kind}"`),
    ...(world.flippedBytes() === 0 ? ["no byte was flipped"] : []),
    ...(calms.every(({ lit }) => lit === 0) ? ["no display had anything to show after a calm"] : []),
  ];
}

function countBy<T>(keys: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
