import type { Reports } from "../../reports/reports.ts";
import type { Access } from "../access.ts";
import type { HallPort } from "../hall-port.ts";
import { HttpProblem, problemResponses } from "../problems.ts";
import { DayReportAnswer, dayParams, ReportedDays, UsualAnswer } from "../report-schemas.ts";
import { dayAnswer, quarterAnswer } from "../report-views.ts";
import type { AnyRequest, App } from "../typed.ts";

/** Whoever counts days. */
export type ReportsPort = Pick<Reports, "days" | "day" | "usual">;

/** The hall's days in figures, for staff. Nothing in them is about one person. */
export async function reportRoutes(
  app: App,
  { hall, access, reports }: { hall: HallPort; access: Access; reports: ReportsPort },
): Promise<void> {
  const tags = ["reports"];
  /** The hall's time zone, for those who may ask. */
  const zoneFor = (request: AnyRequest): string => {
    access.staff(request);
    return hall.loop.state.rules?.hall.timeZone ?? "UTC";
  };

  const daysSchema = {
    tags,
    summary: "Every day on which the hall opened, the newest first",
    response: { 200: ReportedDays, ...problemResponses },
  };
  app.get("/reports/days", { schema: daysSchema }, async (request) => {
    const days = await reports.days(zoneFor(request));
    const today = hall.loop.state.day;
    return days.toReversed().map((day) => ({ day, today: day === today }));
  });

  const daySchema = {
    params: dayParams,
    tags,
    summary: "One day in figures; of today, what has happened so far",
    response: { 200: DayReportAnswer, ...problemResponses },
  };
  app.get("/reports/days/:day", { schema: daySchema }, async (request) => {
    const timeZone = zoneFor(request);
    const report = await reports.day(timeZone, request.params.day);
    if (!report) throw new HttpProblem("not-found");
    return dayAnswer(report, timeZone);
  });

  const usualSchema = {
    params: dayParams,
    tags,
    summary:
      "What a day is usually like: the mean of the last ones of its weekday, or of the last ones of all",
    response: { 200: UsualAnswer, ...problemResponses },
  };
  app.get("/reports/days/:day/usual", { schema: usualSchema }, async (request) => {
    const { day, days, quarters } = await reports.usual(zoneFor(request), request.params.day);
    return { day, days, quarters: quarters.map(quarterAnswer) };
  });
}
