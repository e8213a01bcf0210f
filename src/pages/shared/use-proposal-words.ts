import type { HallQueue } from "./contract.ts";
import { useName, useText } from "./language.tsx";
import type { Proposal } from "./scheduler.ts";
import { useStaffText } from "./staff-text.ts";

/** What a sign would show, or shows, and why, in words. */
export function useProposalWords(
  queues: readonly HallQueue[],
): (proposal: Pick<Proposal, "sign" | "reason">) => { what: string; why: string } {
  const text = useText();
  const staffText = useStaffText();
  const nameOf = useName();
  const queueName = (id: string) => nameOf(queues.find((queue) => queue.id === id)) || id;
  return ({ sign, reason }) => ({
    what: staffText("scheduler.serve", { sign: sign.map(queueName).join(text("common.separator")) }),
    why: staffText(`scheduler.why.${reason.kind}`, {
      queue: queueName(reason.queue),
      waiting: reason.waiting,
      oldest: Math.round(reason.oldestMinutes),
      idle: Math.round(reason.idleMinutes),
      relief: Math.round(reason.kind === "show-help" ? reason.reliefMinutes : reason.reliefPersonMinutes),
    }),
  });
}
