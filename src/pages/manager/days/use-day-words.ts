import type { StaffKey } from "../../../i18n/staff-text.ts";
import { useStaffText } from "../../shared/staff-text.ts";
import type { ReportedOutcome } from "./report.ts";

export const outcomeKeys = {
  done: "daySlip.label.done",
  accepted: "daySlip.label.accepted",
  "papers-missing": "daySlip.label.papersMissing",
  referred: "daySlip.label.referred",
  consultation: "daySlip.label.consultation",
  unknown: "daySlip.label.unknown",
} satisfies Record<ReportedOutcome, StaffKey>;

/** How figures of days are written. */
export function useDayWords() {
  const staffText = useStaffText();
  return {
    /** `2026-03-02 周一` */
    day(day: string): string {
      const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() as 0 | 1 | 2 | 3 | 4 | 5 | 6;
      return `${day} ${staffText(`manager.day.weekday.${weekday}`)}`;
    },
    minutes(minutes: number | null): string {
      return minutes === null ? "–" : staffText("manager.minutes", { count: minutes });
    },
    /** Both counts beside the share, so that nobody has to believe it. */
    share(part: number, whole: number): string {
      if (whole === 0) return "–";
      return staffText("daySlip.share", { part, whole, percent: Math.round((part / whole) * 100) });
    },
  };
}
