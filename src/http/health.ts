import Type from "typebox";
import type { HallPort } from "./hall-port.ts";
import { problem, problemResponses, sendProblem } from "./problems.ts";
import type { App } from "./typed.ts";

/** For whoever watches the process: `/health` is about the program, `/ready` about the hall. */
export async function healthRoutes(app: App, { hall }: { hall: HallPort }): Promise<void> {
  const alive = {
    tags: ["operation"],
    summary: "The program runs",
    response: { 200: Type.Object({ status: Type.String() }) },
  };
  app.get("/health", { schema: alive }, async () => ({ status: "ok" }));

  const ready = {
    tags: ["operation"],
    summary: "Citizens can be served",
    response: { 200: Type.Object({ status: Type.String() }), ...problemResponses },
  };
  app.get("/ready", { schema: ready }, async (_request, reply) => {
    const reasons = whyNotReady(hall);
    if (reasons.length > 0) return sendProblem(reply, problem("not-ready", { reasons }));
    return { status: "ready" };
  });
}

function whyNotReady({ loop }: HallPort): string[] {
  const reasons = [];
  if (loop.fault)
    reasons.push(`journal: ${loop.fault instanceof Error ? loop.fault.message : String(loop.fault)}`);
  if (!loop.state.rules) reasons.push("the hall has no configuration yet");
  else if (loop.state.day === null) reasons.push("the hall's day is not open yet");
  return reasons;
}
