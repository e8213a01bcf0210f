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

  const row = (change: SignChange) => (
    <>
      <time dateTime={change.at}>{change.at.slice(11, 16)}</time>{" "}
      {staffText("scheduler.changed", {
        window: nameOf(hall.windows.find(({ id }) => id === change.window)) || change.window,
        sign: change.sign.map(nameOfQueue).join(text("common.separator")),
      })}{" "}
      <span className="soft">{whyOf(change)}</span>
    </>
  );
  const [latest, ...before] = changes;
  if (latest === undefined) return <p className="soft sign-changes">{staffText("scheduler.changesNone")}</p>;
  return (
    <div className="sign-changes">
      <h3>{staffText("scheduler.changes")}</h3>
      <p>{row(latest)}</p>
      {before.length > 0 && (
        <details>
          <summary>{staffText("scheduler.changesBefore", { count: before.length })}</summary>
          <ul>
            {before.map((change) => (
              <li key={`${change.at} ${change.window}`}>{row(change)}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
