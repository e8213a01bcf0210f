import type { Happenings } from "./changes.ts";

export const jobHappenings: Happenings<
  | "print-requested"
  | "slip-requested"
  | "print-moved"
  | "announcement-requested"
  | "job-started"
  | "job-put-back"
  | "job-ended"
> = {
  "print-requested"(state, { job: id, ticket, dispenser, paper, copy, visit = null }, askedAt) {
    state.jobCount += 1;
    const order = { kind: "print", id, dispenser, copy, askedAt, started: false } as const;
    state.jobs.set(id, { ...order, paper, ticket, visit });
    state.lostPapers.delete(ticket);
  },
  "slip-requested"(state, { job: id, dispenser, slip, copy }, askedAt) {
    state.jobCount += 1;
    state.jobs.set(id, { kind: "print", id, dispenser, copy, askedAt, started: false, ...slip });
  },
  "print-moved"(state, { job: id, dispenser }) {
    const job = state.jobs.get(id);
    if (job?.kind === "print") job.dispenser = dispenser;
  },
  "announcement-requested"(state, { job: id, ticket, number, window }, askedAt) {
    state.jobCount += 1;
    state.jobs.set(id, { kind: "announcement", id, ticket, number, window, askedAt, started: false });
  },
  "job-started"(state, { job: id }) {
    const job = state.jobs.get(id);
    if (job) job.started = true;
  },
  "job-put-back"(state, { job: id }) {
    const job = state.jobs.get(id);
    if (job) job.started = false;
  },
  "job-ended"(state, { job: id, lost = false }, at) {
    const job = state.jobs.get(id);
    state.jobs.delete(id);
    if (lost && job?.kind === "print" && "ticket" in job)
      state.lostPapers.set(job.ticket, { paper: job.paper, dispenser: job.dispenser, at });
  },
};
