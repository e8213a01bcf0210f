import type { Hall } from "../shared/contract.ts";
import { useStaffText } from "../shared/staff-text.ts";
import { type Alarm, alarmsOf, type FoundAlarm, isUrgent } from "./alarms.ts";
import { FoldedList } from "./FoldedList.tsx";
import { useAlarmWords } from "./use-alarm-words.ts";

const mostShown = 6;

/** What needs the manager now. */
export function Alarms({ hall, found }: { hall: Hall; found: readonly FoundAlarm[] }) {
  const staffText = useStaffText();
  const wordsOf = useAlarmWords(hall);
  const alarms = alarmsOf(hall, found);
  const row = (alarm: Alarm) => {
    const words = wordsOf(alarm);
    return (
      <li key={words} className={isUrgent(alarm) ? "notice notice-bad" : "notice"}>
        {words}
      </li>
    );
  };
  return (
    <section aria-labelledby="alarms">
      <h2 id="alarms">{staffText("manager.alarms")}</h2>
      <FoldedList
        className="alarms"
        items={alarms}
        mostShown={mostShown}
        moreWords={(count) => staffText("manager.alarm.more", { count })}
        row={row}
      />
      {alarms.length === 0 && <p className="notice notice-good">{staffText("manager.alarmsNone")}</p>}
    </section>
  );
}
