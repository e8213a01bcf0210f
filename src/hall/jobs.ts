import { realClock } from "../../devices/clock.ts";
import type { DispenserId } from "../core/ids.ts";
import type { Job } from "../core/jobs.ts";
import type { HallState } from "../core/state.ts";
import type { DeviceSide } from "../runtime/device-side.ts";
import { type JobResult, Outbox, type OutboxPorts } from "../runtime/outbox.ts";

const VOICE_LANE = "voice";
const PRINT_LANE = "print ";

/** The lane of what comes out of a dispenser's printer. */
export const printLane = (dispenser: DispenserId): string => PRINT_LANE + dispenser;

const dispenserOf = (lane: string): DispenserId => lane.slice(PRINT_LANE.length);

/** The jobs of a hall, done by its devices: a lane for each printer and one for all announcements. */
export function outboxOf(hall: Pick<OutboxPorts, "state" | "submit" | "onBug">, devices: DeviceSide): Outbox {
  return new Outbox({
    ...hall,
    laneOf: (job) => (job.kind === "print" ? printLane(job.dispenser) : VOICE_LANE),
    ready: (lane) => lane === VOICE_LANE || devices.printerReady(dispenserOf(lane)),
    stuck: (lane) => devices.printerStuck(dispenserOf(lane), realClock.nowMs()),
    after: (delayMs, run) => realClock.after(delayMs, run),
    perform: (job) => performJob(job, hall.state(), devices),
  });
}

/** A call's caption on the screens is its announcement; the screens speak it if they can. */
async function performJob(job: Job, state: HallState, devices: DeviceSide): Promise<JobResult> {
  if (job.kind === "print") return devices.print(state, job);
  const ticket = state.tickets.get(job.ticket);
  if (ticket?.state !== "called" || ticket.window !== job.window)
    return { result: "give-up", reason: "the call is over" };
  return { result: "done" };
}

/** A paper that was on its way when the daemon ended hangs in the printer still. */
export function tellTornPapers(state: HallState, devices: DeviceSide): void {
  for (const job of state.jobs.values())
    if (job.kind === "print" && job.started) devices.paperWasTorn(job.dispenser);
}
