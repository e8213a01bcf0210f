import { type SchedulerMode, schedulerModes } from "../shared/scheduler.ts";
import { useStaffText } from "../shared/staff-text.ts";

interface SchedulerModeSelectProps {
  mode: SchedulerMode;
  onChange: (mode: SchedulerMode) => void;
  /** For a label beside it, or the label itself. */
  id?: string;
  label?: string;
}

/** How free the scheduler is: off, advice, by itself. */
export function SchedulerModeSelect({ mode, onChange, id, label }: SchedulerModeSelectProps) {
  const staffText = useStaffText();
  return (
    <select
      id={id}
      aria-label={label}
      className="mode-select"
      value={mode}
      onChange={(event) => onChange(event.target.value as SchedulerMode)}
    >
      {schedulerModes.map((each) => (
        <option key={each} value={each}>
          {staffText(`scheduler.modes.${each}`)}
        </option>
      ))}
    </select>
  );
}
