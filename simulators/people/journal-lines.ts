/** A line of `halld export`. */
export interface JournalLine {
  seq: number;
  type: string;
  data: Readonly<Record<string, unknown>>;
}

/** What the journal says of one ticket. */
export interface TicketStory {
  ticket: string;
  number: string;
  /** Of its first paper: none asked for, asked for and open, or how that ended. */
  print: "none" | "open" | "done" | "unconfirmed" | "given-up";
  copiesAskedFor: number;
  /** The event that said last where the ticket is. */
  state: string;
  /** The event that ended it; null while it has not ended. */
  ended: string | null;
}

const endings = new Set(["visit-finished", "ticket-no-show", "ticket-cancelled", "ticket-voided"]);

const printEndings = ["done", "unconfirmed", "given-up"] as const;

/** Reads the output of `halld export`. Throws a SyntaxError for a line that is no JSON. */
export function parseJournal(exported: string): JournalLine[] {
  return exported
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

/** The tickets of a journal in the order in which they were issued. */
export function journalStory(journal: readonly JournalLine[]): TicketStory[] {
  const tickets = new Map<string, TicketStory>();
  const firstPrints = new Map<string, TicketStory>();
  for (const { type, data } of journal) {
    if (type === "ticket-issued") {
      const ticket = String(data.ticket);
      const number = String(data.number);
      tickets.set(ticket, { ticket, number, print: "none", copiesAskedFor: 0, state: type, ended: null });
    }
    const job = String(data.job);
    const printed = firstPrints.get(job);
    if (type === "job-ended" && printed !== undefined)
      printed.print = printEndings.find((ending) => ending === data.outcome) ?? "open";
    const story = tickets.get(String(data.ticket));
    if (story === undefined) continue;
    if (type === "print-requested" && data.copy === true) story.copiesAskedFor++;
    else if (type === "print-requested") {
      story.print = "open";
      firstPrints.set(job, story);
    } else if (type.startsWith("ticket-") || type.startsWith("visit-")) {
      story.state = type;
      story.ended = endings.has(type) ? type : null;
    }
  }
  return [...tickets.values()];
}
