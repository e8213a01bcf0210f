import type { Hall } from "../shared/contract.ts";
import { useName } from "../shared/language.tsx";
import { useStaffText } from "../shared/staff-text.ts";
import { type Alarm, alarmsOf } from "./alarms.ts";
import { useTroubleWords } from "./use-trouble-words.ts";

function useAlarmWords(): (alarm: Alarm) => string {
  const staffText = useStaffText();
  const nameOf = useName();
  const troubleOf = useTroubleWords();
  return (alarm) => {
    switch (alarm.kind) {
      case "device": {
        const { device } = alarm;
        return staffText("manager.alarm.device", { device: device.id, reason: troubleOf(device) });
      }
      case "longWait":
        return staffText("manager.alarm.longWait", {
          queue: nameOf(alarm.queue),
          count: Math.round(alarm.queue.longestWaitMinutes ?? 0),
        });
      case "crowded":
        return staffText("manager.alarm.crowded", { queue: nameOf(alarm.queue), count: alarm.queue.waiting });
      case "uncovered":
        return staffText("manager.alarm.uncovered", { queue: nameOf(alarm.queue) });
    }
  };
}

/** What needs the manager now. */
export function Alarms({ hall }: { hall: Hall }) {
  const staffText = useStaffText();
  const wordsOf = useAlarmWords();
  const alarms = alarmsOf(hall).map(wordsOf);
  return (
    <section aria-labelledby="alarms">
      <h2 id="alarms">{staffText("manager.alarms")}</h2>
      <ul className="alarms" aria-live="polite">
        {alarms.map((words) => (
          <li key={words} className="notice notice-bad">
            {words}
          </li>
        ))}
      </ul>
      {alarms.length === 0 && <p className="notice notice-good">{staffText("manager.alarmsNone")}</p>}
    </section>
  );
}
