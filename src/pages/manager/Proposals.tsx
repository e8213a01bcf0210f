import { Button } from "antd";
import { useCallback, useEffect, useState } from "react";
import { refusalText } from "../../i18n/text.ts";
import { codeOf, get, post } from "../shared/api.ts";
import type { Hall } from "../shared/contract.ts";
import { useLanguage, useName } from "../shared/language.tsx";
import { type SchedulerMode, type SchedulerView, schedulerModes } from "../shared/scheduler.ts";
import { useStaffText } from "../shared/staff-text.ts";
import { useProposalWords } from "../shared/use-proposal-words.ts";

/** What the scheduler proposes and why, with the manager's yes or no, its mode, and the way back. */
export function Proposals({ hall, changes }: { hall: Hall; changes: number }) {
  const staffText = useStaffText();
  const nameOf = useName();
  const { language } = useLanguage();
  const wordsOf = useProposalWords(hall.queues);
  const [view, setView] = useState<SchedulerView | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const ask = useCallback(async (asked: Promise<SchedulerView>) => {
    try {
      setView(await asked);
      setProblem(null);
    } catch (error) {
      setProblem(codeOf(error));
    }
  }, []);
  const lead = (path: string, body: object = {}) => ask(post<SchedulerView>(`/scheduler/${path}`, body));

  useEffect(() => {
    // Asked again whenever the manager's topic tells of something that the scheduler did.
    void changes;
    void ask(get<SchedulerView>("/scheduler"));
  }, [ask, changes]);

  return (
    <section aria-labelledby="proposals">
      <h2 id="proposals">{staffText("scheduler.title")}</h2>
      {problem !== null && (
        <p role="alert" className="notice">
          {refusalText(language, problem)}
        </p>
      )}
      {view !== null && (
        <>
          <div className="scheduler-mode">
            <label htmlFor="scheduler-mode">{staffText("scheduler.mode")}</label>
            <select
              id="scheduler-mode"
              value={view.mode}
              onChange={(event) => lead("mode", { mode: event.target.value as SchedulerMode })}
            >
              {schedulerModes.map((mode) => (
                <option key={mode} value={mode}>
                  {staffText(`scheduler.modes.${mode}`)}
                </option>
              ))}
            </select>
            <Button disabled={!view.canUndo} onClick={() => lead("undo")}>
              {staffText("scheduler.undo")}
            </Button>
          </div>
          {view.proposals.length === 0 && <p className="soft">{staffText("scheduler.none")}</p>}
          <ul className="proposals" aria-live="polite">
            {view.proposals.map((proposal) => {
              const { what, why } = wordsOf(proposal);
              const path = `proposals/${encodeURIComponent(proposal.id)}`;
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
            })}
          </ul>
        </>
      )}
    </section>
  );
}
