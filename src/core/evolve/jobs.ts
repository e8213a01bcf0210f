import type { Happenings } from "./changes.ts";

export const jobHappenings: Happenings<
  "print-requested" | "announcement-requested" | "job-started" | "job-put-back" | "job-ended"
> = {
  "print-requested"(state, { job: id, ticket, dispenser, paper, copy }, askedAt) {
    state.jobCount += 1;
    state.jobs.set(id, { kind: "print", id, ticket, dispenser, paper, copy, askedAt, started: false });
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
  "job-ended"(state, { job }) {
    state.jobs.delete(job);
  },
};
