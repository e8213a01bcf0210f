import { event, type HallEvent } from "../events.ts";
import { type DispenserId, idOfDay, type JobId, type TicketId, type VisitId, type WindowId } from "../ids.ts";
import type { AtPrinter, IntentOf } from "../intents.ts";
import type { HolderPaper, PrintJob } from "../jobs.ts";
import type { Refusal } from "../refusals.ts";
import type { DispenserRule } from "../rules.ts";
import type { HallState, Ticket } from "../state.ts";
import type { ReadyHall } from "./at-window.ts";
import { type Decision, refuse } from "./decision.ts";

/** Ids of jobs asked for by the same intent differ by `offset`. */
export function nextJobId(state: HallState, offset = 0): JobId {
  return idOfDay(state.day, state.jobCount + 1 + offset, "J");
}

export interface PrintWish {
  ticket: TicketId;
  dispenser: DispenserId;
  paper?: HolderPaper["paper"];
  /** Which visit a slip is about. */
  visit?: VisitId;
  copy?: boolean;
}

/** The dispenser whose printer a paper is wanted from: refused where it has none, or where no paper would come out. */
export function findPrinter(
  { rules }: ReadyHall,
  { dispenser: id, printerReady }: AtPrinter,
): DispenserRule | Refusal {
  const dispenser = rules.dispensers.find((each) => each.id === id);
  if (!dispenser?.prints) return refuse("unknown-dispenser", { dispenser: id });
  return printerReady === false ? refuse("printer-out", { dispenser: id }) : dispenser;
}

export function printJob(state: HallState, wish: PrintWish): HallEvent {
  const { ticket, dispenser, paper = "ticket", visit, copy = false } = wish;
  const about = visit === undefined ? {} : { visit };
  return event("print-requested", { job: nextJobId(state), ticket, dispenser, paper, copy, ...about });
}

/** The same paper once more, marked as a copy. */
function copyOf(state: HallState, job: PrintJob): HallEvent {
  const { dispenser } = job;
  if (job.paper !== "notice" && job.paper !== "day-slip") {
    const { ticket, paper, visit } = job;
    return printJob(state, { ticket, dispenser, paper, copy: true, ...(visit === null ? {} : { visit }) });
  }
  const { kind: _k, id: _i, dispenser: _d, copy: _c, askedAt: _a, started: _s, ...slip } = job;
  return event("slip-requested", { job: nextJobId(state), dispenser, slip, copy: true, by: "system" });
}

/** @param asked how many jobs the same intent asked for before */
export function announcement(
  { state, rules }: ReadyHall,
  { id, number }: Pick<Ticket, "id" | "number">,
  window: WindowId,
  asked = 0,
): HallEvent[] {
  if (!rules.voice.enabled) return [];
  return [event("announcement-requested", { job: nextJobId(state, asked), ticket: id, number, window })];
}

export function startJob({ state }: ReadyHall, intent: IntentOf<"start-job">): Decision {
  const job = state.jobs.get(intent.job);
  if (!job || job.started) return refuse("wrong-state", { job: intent.job });
  return [event("job-started", { job: job.id })];
}

export function endJob(hall: ReadyHall, intent: IntentOf<"end-job">): Decision {
  const job = hall.state.jobs.get(intent.job);
  if (!job) return refuse("wrong-state", { job: intent.job });
  const reason = intent.reason === undefined ? {} : { reason: intent.reason };
  if (intent.result === "not-done")
    return [event("job-put-back", { job: job.id, reason: intent.reason ?? "not done" })];
  if (intent.result === "done") return [event("job-ended", { job: job.id, outcome: "done", ...reason })];
  if (intent.result === "give-up")
    return [
      event("job-ended", { job: job.id, outcome: "given-up", ...reason, ...lostIf(job.kind === "print") }),
    ];
  const ended = { job: job.id, outcome: "unconfirmed", ...reason } as const;
  // What may have come out is never printed again silently: the second paper says that it is one. A copy
  // whose fate is unknown as well is left to a person, or a silent printer would be fed copies for ever.
  // A printer that tells nothing of any paper would give everybody two.
  if (intent.result === "unconfirmable") return [event("job-ended", ended)];
  if (job.kind !== "print" || job.copy || !hall.rules.printing.copyAfterUnconfirmed)
    return [event("job-ended", { ...ended, ...lostIf(job.kind === "print") })];
  return [event("job-ended", ended), copyOf(hall.state, job)];
}

const lostIf = (isLost: boolean): { lost?: true } => (isLost ? { lost: true } : {});

/**
 * A paper whose printer cannot print goes to the printer that stands in for it. Only one that waits is moved: of
 * one under way nobody knows whether it comes out.
 */
export function movePrint({ state, rules }: ReadyHall, intent: IntentOf<"move-print">): Decision {
  const job = state.jobs.get(intent.job);
  if (job?.kind !== "print" || job.started) return refuse("wrong-state", { job: intent.job });
  const insteadOf = job.dispenser;
  const { standIn } = rules.dispensers.find(({ id }) => id === insteadOf) ?? {};
  const dispenser = rules.dispensers.find(({ id }) => id === standIn);
  if (!dispenser?.prints) return refuse("unknown-dispenser", { dispenser: standIn ?? null });
  return [event("print-moved", { job: job.id, dispenser: dispenser.id, insteadOf })];
}

/** A paper that comes out long after its holder went away would only confuse: the ticket is void instead. */
export function voidUnprinted({ state }: ReadyHall, intent: IntentOf<"void-unprinted">): Decision {
  const job = state.jobs.get(intent.job);
  if (job?.kind !== "print") return refuse("unknown-job");
  if (job.started) return refuse("wrong-state", { job: job.id });
  const reason = "not printed in time";
  const ended = event("job-ended", { job: job.id, outcome: "given-up", reason, lost: true });
  if (job.paper !== "ticket" || job.copy) return [ended];
  const ticket = state.tickets.get(job.ticket);
  return ticket?.state === "waiting"
    ? [ended, event("ticket-voided", { ticket: ticket.id, reason })]
    : [ended];
}
