import { Button } from "antd";
import { refusalText } from "../../i18n/text.ts";
import type { Hall } from "../shared/contract.ts";
import { useLanguage, useName } from "../shared/language.tsx";
import { schedulerModes } from "../shared/scheduler.ts";
import { useStaffText } from "../shared/staff-text.ts";
import { useProposalWords } from "../shared/use-proposal-words.ts";
import { FoldedList } from "./FoldedList.tsx";
import { HotToHelped } from "./HotToHelped.tsx";
import { HourAdvice } from "./HourAdvice.tsx";
import { SchedulerModeSelect } from "./SchedulerModeSelect.tsx";
import { SignChanges } from "./SignChanges.tsx";
import { useScheduler } from "./use-scheduler.ts";

/** One row of cards on a desk, proposals before advice: the plan of the hall stays on the first screen. */
const mostCardsShown = 2;

/** What the scheduler proposes, advises and did, and why; its mode, the manager's yes or no, and the way back. */
export function Proposals({ hall, changes }: { hall: Hall; changes: number }) {
  const staffText = useStaffText();
  const nameOf = useName();
  const { language } = useLanguage();
  const wordsOf = useProposalWords(hall.queues);
  const { view, problem, lead } = useScheduler(changes);
  return (
    <section aria-labelledby="proposals">
      {problem !== null && (
        <p role="alert" className="notice">
          {refusalText(language, problem)}
        </p>
      )}
      {view !== null && (
        <>
          <div className="scheduler-mode">
            <h2 id="proposals">{staffText("scheduler.title")}</h2>
            <label htmlFor="scheduler-mode">{staffText("scheduler.mode")}</label>
            <SchedulerModeSelect
              id="scheduler-mode"
              modes={schedulerModes}
              mode={view.mode}
              onChange={(mode) => lead("/scheduler/mode", { mode })}
            />
            <Button disabled={view.mode === "off"} onClick={() => lead("/scheduler/mode", { mode: "off" })}>
              {staffText("scheduler.freeze")}
            </Button>
            <Button disabled={!view.canUndo} onClick={() => lead("/scheduler/undo")}>
              {staffText("scheduler.undo")}
            </Button>
          </div>
          {view.proposals.length === 0 && (
            <p className="soft">{staffText(view.mode === "off" ? "scheduler.frozen" : "scheduler.none")}</p>
          )}
          <FoldedList
            className="proposals"
            items={view.proposals}
            mostShown={mostCardsShown}
            moreWords={(count) => staffText("scheduler.more", { count })}
            row={(proposal) => {
              const { what, why } = wordsOf(proposal);
              const path = `/scheduler/proposals/${encodeURIComponent(proposal.id)}`;
              return (
                <li key={proposal.id} className="card">
                  <strong>{nameOf(hall.windows.find(({ id }) => id === proposal.window))}</strong>
                  <span>{what}</span>
                  <span className="soft">{why}</span>
                  <Button type="primary" onClick={() => lead(`${path}/accept`)}>
                    {staffText("scheduler.accept")}
                  </Button>
                  <Button onClick={() => lead(`${path}/decline`)}>{staffText("scheduler.decline")}</Button>
                </li>
              );
            }}
          />
          <HourAdvice
            hall={hall}
            advice={view.advice}
            mostShown={Math.max(0, mostCardsShown - view.proposals.length)}
            lead={lead}
          />
          <SignChanges hall={hall} changes={view.changes} />
          <HotToHelped helped={view.helpedToday} />
        </>
      )}
    </section>
  );
}
