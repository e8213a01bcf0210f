import { event, type HallEvent } from "../events.ts";
import type { DispenserId, JobId, TicketId, WindowId } from "../ids.ts";
import type { IntentOf } from "../intents.ts";
import type { HallState, PaperKind, Ticket } from "../state.ts";
import type { ReadyHall } from "./at-window.ts";
import { type Decision, refuse } from "./decision.ts";

/** Ids of jobs asked for by the same intent differ by `offset`. */
function nextJobId(state: HallState, offset = 0): JobId {
  return `${(state.day ?? "").replaceAll("-", "")}-J${String(state.jobCount + 1 + offset).padStart(4, "0")}`;
}

export interface PrintWish {
  ticket: TicketId;
  dispenser: DispenserId;
  paper?: PaperKind;
  copy?: boolean;
}

export function printJob(state: HallState, wish: PrintWish): HallEvent {
  const { ticket, dispenser, paper = "ticket", copy = false } = wish;
  return event("print-requested", { job: nextJobId(state), ticket, dispenser, paper, copy });
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
    return [event("job-ended", { job: job.id, outcome: "given-up", ...reason })];
  const ended = event("job-ended", { job: job.id, outcome: "unconfirmed", ...reason });
  // What may have come out is never printed again silently: the second paper says that it is one. A copy
  // whose fate is unknown as well is left to a person, or a silent printer would be fed copies for ever.
  if (job.kind !== "print" || job.copy || !hall.rules.printing.copyAfterUnconfirmed) return [ended];
  const { ticket, dispenser, paper } = job;
  return [ended, printJob(hall.state, { ticket, dispenser, paper, copy: true })];
}

export function reprint(hall: ReadyHall, intent: IntentOf<"reprint">): Decision {
  if (!hall.state.tickets.has(intent.ticket)) return refuse("unknown-ticket");
  const dispenser = hall.rules.dispensers.find((each) => each.id === intent.dispenser);
  if (!dispenser?.prints) return refuse("unknown-dispenser", { dispenser: intent.dispenser });
  return [printJob(hall.state, { ticket: intent.ticket, dispenser: dispenser.id, copy: true })];
}

/** A paper that comes out long after its holder went away would only confuse: the ticket is void instead. */
export function voidUnprinted({ state }: ReadyHall, intent: IntentOf<"void-unprinted">): Decision {
  const job = state.jobs.get(intent.job);
  if (job?.kind !== "print") return refuse("unknown-job");
  if (job.started) return refuse("wrong-state", { job: job.id });
  const ended = event("job-ended", { job: job.id, outcome: "given-up", reason: "not printed in time" });
  const ticket = state.tickets.get(job.ticket);
  const isLate = job.paper === "ticket" && !job.copy && ticket?.state === "waiting";
  return isLate
    ? [ended, event("ticket-voided", { ticket: ticket.id, reason: "not printed in time" })]
    : [ended];
}
