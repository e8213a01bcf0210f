import { parentPort } from "node:worker_threads";
import { passTime } from "../../scheduler/observe.ts";
import { rank } from "../../scheduler/order.ts";
import {
  decideRecall,
  decideSigns,
  decideWait,
  type Session,
  startSession,
} from "../../scheduler/session.ts";
import type { SimulatedWait } from "./announced-waits.ts";
import { tellSession } from "./day-facts.ts";
import type { FromPlanner, ToPlanner } from "./planner.ts";

/** As long as waits may be simulated for at a time. */
const WAITS_MS = 60;

let session: Session | null = null;
let turn = 0;

parentPort?.on("message", (message: ToPlanner) => {
  const answer = hear(message);
  if (answer) parentPort?.postMessage(answer);
});

function hear(message: ToPlanner): FromPlanner | null {
  try {
    if (message.m === "begin") {
      session = startSession(message.facts, message.seed);
      for (const fact of message.told) tellSession(session, fact);
      return null;
    }
    if (message.m === "plan") {
      const decide = message.why === "tick" ? decideSigns : decideRecall;
      return { id: message.id, proposals: session ? decide(session, message.t) : [] };
    }
    if (message.m === "waits") return { id: message.id, waits: session ? waitsOf(session, message.t) : [] };
    if (!session) return null;
    if (message.m === "fact") tellSession(session, message.fact);
    else passTime(session.state, message.t);
    return null;
  } catch (error) {
    // A fault in one fact or plan must not end the thread: the hall goes on with the signs it has.
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { id: "id" in message ? message.id : -1, fault };
  }
}

/** The first and the last of each queue, until the time is over; another queue begins each time. */
function waitsOf(session: Session, t: number): SimulatedWait[] {
  const { queues, facts } = session.state;
  const endsAt = performance.now() + WAITS_MS;
  const waits: SimulatedWait[] = [];
  for (let n = 0; n < queues.length && performance.now() < endsAt; n += 1) {
    const group = (turn + n) % queues.length;
    const line = [...(queues[group] ?? [])].sort(
      (a, b) => rank(a, t, facts.rules.apptLeadMs) - rank(b, t, facts.rules.apptLeadMs),
    );
    for (const ahead of new Set([0, line.length - 1])) {
      const ticket = line[ahead]?.ticket;
      const wait = ticket === undefined ? null : decideWait(session, t, ticket);
      if (wait) waits.push({ group, ahead, loMs: wait.lo, hiMs: wait.hi });
    }
  }
  turn += 1;
  return waits;
}
