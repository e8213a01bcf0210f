import { refusalText } from "../../../i18n/text.ts";
import type { Hall } from "../../shared/contract.ts";
import { useLanguage, useText } from "../../shared/language.tsx";
import { PrintButton } from "../../shared/PrintButton.tsx";
import { useStaffText } from "../../shared/staff-text.ts";
import { Curves } from "./Curves.tsx";
import { DayFigures } from "./DayFigures.tsx";
import { HeatMap } from "./HeatMap.tsx";
import { QueueFigures } from "./QueueFigures.tsx";
import { RatingFigures } from "./RatingFigures.tsx";
import type { DayReport, Usual } from "./report.ts";
import { ServiceFigures } from "./ServiceFigures.tsx";
import { useAnswer } from "./use-answer.ts";
import { useDayWords } from "./use-day-words.ts";

/** A day that goes on is looked at again this often. */
const todayEveryMs = 15_000;

interface DayViewProps {
  hall: Hall;
  day: string;
  today: boolean;
  /** Changes when what is shown may be old. */
  renew: unknown;
}

/** One day: its course against the usual one, its windows by the hour, its queues, services and ratings. */
export function DayView({ hall, day, today, renew }: DayViewProps) {
  const text = useText();
  const staffText = useStaffText();
  const words = useDayWords();
  const { language } = useLanguage();
  const path = `/reports/days/${encodeURIComponent(day)}`;
  const { answer: report, problem } = useAnswer<DayReport>(path, today ? todayEveryMs : null, renew);
  const { answer: usual } = useAnswer<Usual>(`${path}/usual`, null, renew);
  if (report === null)
    return (
      <p role="status">{problem === null ? text("common.connecting") : refusalText(language, problem)}</p>
    );
  return (
    <div className="day">
      <header>
        <h2>{words.day(day)}</h2>
        {today && (
          <span className="chip">
            {staffText("manager.day.goingOn", { time: report.until.slice(11, 16) })}
          </span>
        )}
        {problem !== null && <p className="notice">{refusalText(language, problem)}</p>}
      </header>
      <DayFigures total={report.total} />
      <Curves report={report} usual={usual} />
      <HeatMap windows={report.windows} hall={hall} />
      <QueueFigures report={report} hall={hall} />
      <div className="day-pair">
        <ServiceFigures report={report} queues={hall.queues} />
        <RatingFigures total={report.total} />
      </div>
      {today && (
        <PrintButton
          path="/day-slip"
          label={staffText("manager.day.slip")}
          dispensers={hall.dispensers}
          doneWords={(dispenser) => staffText("manager.day.slipDone", { dispenser })}
        />
      )}
      <footer className="soft">
        {!today && !report.final && <p>{staffText("manager.day.notFinal")}</p>}
        <p>{staffText("manager.day.proof", { seq: report.anchor.seq })}</p>
        <code>{report.anchor.hash}</code>
      </footer>
    </div>
  );
}
