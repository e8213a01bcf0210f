import { useText } from "../../shared/language.tsx";
import { useStaffText } from "../../shared/staff-text.ts";
import { Curve } from "./Curve.tsx";
import type { DayReport, Quarter, Usual } from "./report.ts";
import { useDayWords } from "./use-day-words.ts";

interface CurvesProps {
  report: DayReport;
  /** Null until known. */
  usual: Usual | null;
}

/** The course of a day by quarters of an hour, each curve with what is usual behind it. */
export function Curves({ report, usual }: CurvesProps) {
  const text = useText();
  const staffText = useStaffText();
  const words = useDayWords();
  const day = new Map(report.quarters.map((quarter) => [quarter.from, quarter]));
  const others = new Map(usual?.quarters.map((quarter) => [quarter.from, quarter]));
  const times = [...new Set([...others.keys(), ...day.keys()])].toSorted();
  const comparedDays = usual?.days ?? [];
  const isCompared = comparedDays.length > 0;
  const line = (quarters: ReadonlyMap<string, Quarter>, of: (quarter: Quarter) => number | null) =>
    times.map((from) => {
      const quarter = quarters.get(from);
      return quarter === undefined ? null : of(quarter);
    });
  /** One figure of the day and, where there is one, of the usual day. */
  const pair = (name: string, of: (quarter: Quarter) => number | null, strong = true) => [
    { name, values: line(day, of), kind: strong ? ("day" as const) : ("other" as const) },
    ...(isCompared
      ? [
          {
            name: staffText("manager.day.usually", { what: name }),
            values: line(others, of),
            kind: strong ? ("usual" as const) : ("otherUsual" as const),
          },
        ]
      : []),
  ];
  if (times.length === 0) return <p className="notice">{staffText("manager.noData")}</p>;
  return (
    <section aria-label={staffText("manager.today")}>
      <p className="soft">
        {isCompared
          ? `${staffText("manager.day.usualOf")} ${comparedDays.map(words.day).join(text("common.separator"))}`
          : staffText("manager.day.usualNone")}
      </p>
      <div className="curves">
        <Curve
          title={staffText("manager.day.waiting")}
          times={times}
          lines={pair(staffText("manager.waiting"), ({ waiting }) => waiting)}
        />
        <Curve
          title={staffText("manager.day.wait")}
          times={times}
          lines={pair(staffText("manager.day.meanWait"), ({ meanWaitMinutes }) => meanWaitMinutes)}
        />
        <Curve
          title={staffText("manager.day.flow")}
          times={times}
          lines={[
            ...pair(staffText("daySlip.label.tickets"), ({ issued }) => issued),
            ...pair(staffText("daySlip.label.visits"), ({ served }) => served, false),
          ]}
        />
      </div>
    </section>
  );
}
