import { isoTime } from "../core/time-zone.ts";
import type { ProvenReport } from "../reports/day-pass.ts";
import type { Quarter as CountedQuarter } from "../reports/quarters.ts";
import type { DayReportAnswer, Quarter } from "./report-schemas.ts";

/** @param timeZone the hall's own */
export function dayAnswer(report: ProvenReport, timeZone: string): DayReportAnswer {
  return { ...report, until: isoTime(report.until, timeZone), quarters: report.quarters.map(quarterAnswer) };
}

export function quarterAnswer({ quarter, ...figures }: CountedQuarter): Quarter {
  const hour = String(Math.floor(quarter / 4)).padStart(2, "0");
  return { from: `${hour}:${String((quarter % 4) * 15).padStart(2, "0")}`, ...figures };
}
