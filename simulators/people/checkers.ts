import type { JournalLine } from "./journal-lines.ts";
import { journalStory, type TicketStory } from "./journal-lines.ts";
import type { DayLog } from "./observations.ts";
import { isMarkedCopy } from "./paper.ts";

/** Something that must not be. */
export interface Finding {
  check: CheckName;
  what: string;
}

export type CheckName =
  | "printed-once"
  | "paper-in-journal"
  | "number-once"
  | "called-shown"
  | "press-kept"
  | "nobody-forgotten";

export interface DayToCheck {
  log: DayLog;
  /** The journal of that day alone. */
  journal: readonly JournalLine[];
  /**
   * False for a day with faults of wires and printers, after which some people may have left without a paper, or been
   * passed over when a key's echo was lost so often that its repeat counted as a second press.
   */
  calm: boolean;
}

/** Holds what could be seen in the hall against what the journal says happened. Empty when the day was right. */
export function checkDay(day: DayToCheck): Finding[] {
  const tickets = journalStory(day.journal);
  return [
    ...numberOnce(tickets),
    ...printedOnce(day.log, tickets),
    ...paperInJournal(day.log, tickets),
    ...pressKept(day, tickets),
    ...calledShown(day),
    ...nobodyForgotten(day, tickets),
  ];
}

function numberOnce(tickets: readonly TicketStory[]): Finding[] {
  const counts = countBy(tickets.map(({ number }) => number));
  return findings(
    "number-once",
    [...counts]
      .filter(([, count]) => count > 1)
      .map(([number, count]) => `${number} was given to ${count} tickets`),
  );
}

/** X. */
function printedOnce({ papers }: DayLog, tickets: readonly TicketStory[]): Finding[] {
  const numbered = papers.filter(({ number }) => number !== null);
  const unmarked = countBy(numbered.filter(({ text }) => !isMarkedCopy(text)).map(({ number }) => number));
  const marked = countBy(numbered.filter(({ text }) => isMarkedCopy(text)).map(({ number }) => number));
  return tickets.flatMap((ticket) => {
    const { number, print, copiesAskedFor } = ticket;
    const came = unmarked.get(number) ?? 0;
    const copies = marked.get(number) ?? 0;
    const wrong: string[] = [];
    if (came > 1) wrong.push(`${number} came out ${came} times unmarked`);
    if (print === "given-up" && came > 0) wrong.push(`${number} is said not to be printed and came out`);
    if (print === "none" && came > 0) wrong.push(`${number} came out though no print was asked for`);
    if (print === "done" && came === 0) wrong.push(`${number} is said to be printed and never came out`);
    if (print === "open") wrong.push(`the print of ${number} never ended`);
    if (copies > copiesAskedFor)
      wrong.push(`${number} has ${copies} marked copies, ${copiesAskedFor} were asked for`);
    return findings("printed-once", wrong);
  });
}

function paperInJournal({ papers }: DayLog, tickets: readonly TicketStory[]): Finding[] {
  const known = new Set(tickets.map(({ number }) => number));
  return findings(
    "paper-in-journal",
    papers
      .filter(({ number }) => number !== null && !known.has(number))
      .map(({ number, printer, index }) => `${number}, paper ${index} of ${printer}, is not in the journal`),
  );
}

/**
 * An echo is a promise: each press of a dispenser that was echoed, and not refused with a tone, has its ticket. On a
 * disturbed wire the tone may get lost.
 */
function pressKept({ log: { observations }, calm }: DayToCheck, tickets: readonly TicketStory[]): Finding[] {
  if (!calm) return [];
  const ofCitizens = observations.filter(
    (seen) => seen.kind === "press" && seen.echoed && !seen.who.startsWith("clerk-"),
  );
  const refused = observations.filter(({ kind }) => kind === "refused");
  const promised = ofCitizens.length - refused.length;
  if (promised <= tickets.length) return [];
  return findings("press-kept", [
    `${promised} tickets were promised by an echo, ${tickets.length} were issued`,
  ]);
}

/** The calls of each window must be found on its display, in their order; a dead display shows none. */
function calledShown({ log, journal, calm }: DayToCheck): Finding[] {
  if (!calm) return [];
  const numbers = new Map(journalStory(journal).map(({ ticket, number }) => [ticket, number]));
  const place = new Map<string, number>();
  const histories = new Map(log.displays.map(({ window, history }) => [window, history]));
  return journal.flatMap(({ type, data, seq }) => {
    if (type !== "ticket-called") return [];
    const window = String(data.window);
    const number = numbers.get(String(data.ticket)) ?? "";
    const from = place.get(window) ?? 0;
    const history = histories.get(window) ?? [];
    const shown = history.findIndex((lit, index) => index >= from && lit.number === number);
    if (shown < 0)
      return findings("called-shown", [
        `${number}, called to window ${window} (${seq}), was not shown there`,
      ]);
    place.set(window, shown);
    return [];
  });
}

function nobodyForgotten({ log, calm }: DayToCheck, tickets: readonly TicketStory[]): Finding[] {
  const byNumber = new Map(tickets.map((ticket) => [ticket.number, ticket]));
  const wrong = tickets
    .filter(({ ended }) => ended === null)
    .map(({ number, state }) => `${number} was left ${state} at the end of the day`);
  let left = 0;
  for (const seen of log.observations) {
    if (seen.kind !== "left") continue;
    left++;
    const ended = seen.number === null ? null : byNumber.get(seen.number)?.ended;
    if (seen.why === "too-late" && ended !== "ticket-no-show" && (calm || !ended))
      wrong.push(
        `${seen.citizen} came with ${seen.number}, was not served, and its end is ${ended ?? "unknown"}`,
      );
    if (seen.why === "served" && ended !== "visit-finished")
      wrong.push(`${seen.citizen} was served with ${seen.number}, and its end is ${ended ?? "unknown"}`);
    if (seen.why === "never-called" && (calm || !ended))
      wrong.push(`${seen.citizen} waited with ${seen.number} in vain, and its end is ${ended ?? "unknown"}`);
    if (calm && (seen.why === "no-paper" || seen.why === "refused"))
      wrong.push(`${seen.citizen} got no paper: ${seen.why}`);
  }
  if (left < log.citizens) wrong.push(`${log.citizens - left} citizens never left the hall`);
  return findings("nobody-forgotten", wrong);
}

function findings(check: CheckName, whats: readonly string[]): Finding[] {
  return whats.map((what) => ({ check, what }));
}

function countBy<T>(keys: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
