import { useState } from "react";
import { refusalText } from "../../../i18n/text.ts";
import type { Hall } from "../../shared/contract.ts";
import { useLanguage, useText } from "../../shared/language.tsx";
import { useStaffText } from "../../shared/staff-text.ts";
import { DayView } from "./DayView.tsx";
import type { ReportedDay } from "./report.ts";
import { useAnswer } from "./use-answer.ts";
import { useDayWords } from "./use-day-words.ts";

/** Any day that the hall remembers, the newest at first. */
export function PastDays({ hall, renew }: { hall: Hall; renew: unknown }) {
  const text = useText();
  const staffText = useStaffText();
  const words = useDayWords();
  const { language } = useLanguage();
  const { answer, problem } = useAnswer<ReportedDay[]>("/reports/days", null, `${hall.day} ${renew}`);
  const [chosen, setChosen] = useState<string | null>(null);
  if (answer === null)
    return (
      <p role="status">{problem === null ? text("common.connecting") : refusalText(language, problem)}</p>
    );
  const days = answer.filter(({ today }) => !today).map(({ day }) => day);
  const place = Math.max(0, days.indexOf(chosen ?? ""));
  const day = days[place];
  if (day === undefined) return <p className="notice">{staffText("manager.day.none")}</p>;
  const step = (by: number, key: "manager.day.before" | "manager.day.after") => {
    const to = days[place + by];
    return (
      <button
        type="button"
        className="button"
        disabled={to === undefined}
        onClick={() => setChosen(to ?? null)}
      >
        {staffText(key)}
      </button>
    );
  };
  return (
    <>
      <div className="choose-day">
        <label htmlFor="chosen-day">{staffText("manager.chooseDay")}</label>
        <select id="chosen-day" value={day} onChange={(event) => setChosen(event.target.value)}>
          {days.map((each) => (
            <option key={each} value={each}>
              {words.day(each)}
            </option>
          ))}
        </select>
        {step(1, "manager.day.before")}
        {step(-1, "manager.day.after")}
      </div>
      <DayView key={day} hall={hall} day={day} today={false} renew={renew} />
    </>
  );
}
