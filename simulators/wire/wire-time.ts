/** Real time on the wires: never scaled, whatever the speed of the hall's clock. */
export interface WireTime {
  /** Milliseconds of the Unix epoch, with fractions, never going back. */
  nowMs(): number;
  /** Runs once at `dueMs` or as soon after as the machine manages, never before. Returns its cancelling. */
  at(dueMs: number, run: () => void): () => void;
}

interface Appointment {
  readonly dueMs: number;
  readonly run: () => void;
}

/** One timer serves all wires and devices of a process: dozens of wires would drown in timers of their own. */
export function realWireTime(): WireTime & { stop(): void } {
  const appointments: Appointment[] = [];
  let timer: NodeJS.Timeout | undefined;
  let armedForMs = Number.POSITIVE_INFINITY;
  let stopped = false;

  const nowMs = () => performance.timeOrigin + performance.now();

  function arm(): void {
    const first = appointments[0];
    if (stopped || first === undefined || first.dueMs === armedForMs) return;
    clearTimeout(timer);
    armedForMs = first.dueMs;
    timer = setTimeout(ring, Math.max(1, Math.ceil(first.dueMs - nowMs())));
  }

  function ring(): void {
    armedForMs = Number.POSITIVE_INFINITY;
    const now = nowMs();
    for (let first = appointments[0]; first !== undefined && first.dueMs <= now; first = appointments[0]) {
      appointments.shift();
      first.run();
    }
    arm();
  }

  function at(dueMs: number, run: () => void): () => void {
    const appointment = { dueMs, run };
    appointments.splice(placeFor(appointments, dueMs), 0, appointment);
    arm();
    return () => {
      const index = appointments.indexOf(appointment);
      if (index >= 0) appointments.splice(index, 1);
    };
  }

  function stop(): void {
    stopped = true;
    clearTimeout(timer);
  }

  return { nowMs, at, stop };
}

/** After all that are due at the same time or earlier, so that equal times run in the order of asking. */
function placeFor(appointments: readonly Appointment[], dueMs: number): number {
  let low = 0;
  let high = appointments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((appointments[middle]?.dueMs ?? 0) <= dueMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
