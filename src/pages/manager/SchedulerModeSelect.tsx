import { type SchedulerMode, schedulerModes } from "../shared/scheduler.ts";
import { useStaffText } from "../shared/staff-text.ts";

interface SchedulerModeSelectProps<Mode extends SchedulerMode | null> {
  /** Null: as the hall, for a window that nobody has set apart. */
  mode: Mode;
  onChange: (mode: Mode) => void;
  modes: readonly Mode[];
  /** What holds, where `mode` is null. */
  held?: SchedulerMode;
  /** For a label beside it, or the label itself. */
  id?: string;
  label?: string;
}

const asHallValue = "as-hall";

/** What a window may be set to. */
export const windowModes = [null, ...schedulerModes] as const;

/** How free the scheduler is: off, advice, by itself. */
export function SchedulerModeSelect<Mode extends SchedulerMode | null>({
  mode,
  onChange,
  modes,
  held,
  id,
  label,
}: SchedulerModeSelectProps<Mode>) {
  const staffText = useStaffText();
  const wordsOf = (each: SchedulerMode) => staffText(`scheduler.modes.${each}`);
  const asHall = staffText("scheduler.asHall");
  const inherited = mode === null && held !== undefined ? `${asHall} · ${wordsOf(held)}` : asHall;
  return (
    <select
      id={id}
      aria-label={label}
      className="mode-select"
      value={mode ?? asHallValue}
      onChange={({ target }) => {
        const chosen = modes.find((each) => (each ?? asHallValue) === target.value);
        if (chosen !== undefined) onChange(chosen);
      }}
    >
      {modes.map((each) => (
        <option key={each} value={each ?? asHallValue}>
          {each === null ? inherited : wordsOf(each)}
        </option>
      ))}
    </select>
  );
}
