import { parentPort } from "node:worker_threads";
import { passTime } from "../../scheduler/observe.ts";
import { decideRecall, decideSigns, type Session, startSession, tell } from "../../scheduler/session.ts";
import type { FromPlanner, ToPlanner } from "./planner.ts";

let session: Session | null = null;

parentPort?.on("message", (message: ToPlanner) => {
  const answer = hear(message);
  if (answer) parentPort?.postMessage(answer);
});

function hear(message: ToPlanner): FromPlanner | null {
  try {
    if (message.m === "begin") {
      session = startSession(message.facts, message.seed);
      for (const fact of message.told) tell(session, fact);
      return null;
    }
    if (message.m === "plan") {
      const decide = message.why === "tick" ? decideSigns : decideRecall;
      return { id: message.id, proposals: session ? decide(session, message.t) : [] };
    }
    if (!session) return null;
    if (message.m === "fact") tell(session, message.fact);
    else passTime(session.state, message.t);
    return null;
  } catch (error) {
    // A fault in one fact or plan must not end the thread: the hall goes on with the signs it has.
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { id: message.m === "plan" ? message.id : -1, fault };
  }
}
