import type { Hall } from "../shared/contract.ts";
import { useName, useText } from "../shared/language.tsx";
import type { SignChange } from "../shared/scheduler.ts";
import { useStaffText } from "../shared/staff-text.ts";
import { useProposalWords } from "../shared/use-proposal-words.ts";

/** Today's latest changes of signs, each with why: in the scheduler's figures, or in a person's words. */
export function SignChanges({ hall, changes }: { hall: Hall; changes: readonly SignChange[] }) {
  const text = useText();
  const staffText = useStaffText();
  const nameOf = useName();
  const wordsOf = useProposalWords(hall.queues);
  const nameOfQueue = (id: string) => nameOf(hall.queues.find((queue) => queue.id === id)) || id;

  function whyOf({ sign, reason, note, undo, session, by }: SignChange): string {
    if (session) return staffText("scheduler.bySession");
    if (undo) return staffText("scheduler.byUndo");
    if (note !== undefined) return staffText("scheduler.byNote", { note });
    const who = staffText(by === "scheduler" ? "scheduler.by.scheduler" : "scheduler.by.person");
    return reason ? `${wordsOf({ sign, reason }).why} (${who})` : who;
  }

  return (
    <details className="sign-changes" open={changes.length > 0}>
      <summary>{staffText("scheduler.changes")}</summary>
      {changes.length === 0 && <p className="soft">{staffText("scheduler.changesNone")}</p>}
      <ul>
        {changes.map((change) => (
          <li key={`${change.at} ${change.window}`}>
            <time dateTime={change.at}>{change.at.slice(11, 16)}</time>{" "}
            {staffText("scheduler.changed", {
              window: nameOf(hall.windows.find(({ id }) => id === change.window)) || change.window,
              sign: change.sign.map(nameOfQueue).join(text("common.separator")),
            })}{" "}
            <span className="soft">{whyOf(change)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
