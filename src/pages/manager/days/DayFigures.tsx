import { Statistic } from "antd";
import { useStaffText } from "../../shared/staff-text.ts";
import { type Figures, ratedIn, satisfiedIn } from "./report.ts";
import { useDayWords } from "./use-day-words.ts";

interface Figure {
  value: string | number;
  /** What a share is a share of. */
  of?: string;
}

/** A share and, smaller, what it is a share of; nothing of nothing is no share. */
function shareOf(part: number, whole: number): Figure {
  if (whole === 0) return { value: "–" };
  return { value: `${Math.round((part / whole) * 100)}%`, of: `${part}/${whole}` };
}

/** A day in ten figures. The response rate stands beside the satisfaction. */
export function DayFigures({ total }: { total: Figures }) {
  const staffText = useStaffText();
  const words = useDayWords();
  const rated = ratedIn(total);
  const figures: [string, Figure][] = [
    [staffText("daySlip.label.tickets"), { value: total.tickets }],
    [staffText("daySlip.label.visits"), { value: total.visits }],
    [staffText("manager.day.meanWait"), { value: words.minutes(total.waitMinutes.mean) }],
    [staffText("manager.day.p95Wait"), { value: words.minutes(total.waitMinutes.p95) }],
    [staffText("manager.day.meanService"), { value: words.minutes(total.serviceMinutes.mean) }],
    [staffText("daySlip.label.noShows"), { value: total.noShows }],
    [staffText("daySlip.label.gone"), { value: total.gone }],
    [staffText("manager.bypassed"), shareOf(total.walkIns, total.tickets + total.walkIns)],
    [staffText("daySlip.label.rated"), shareOf(rated, total.visits)],
    [staffText("daySlip.label.satisfied"), shareOf(satisfiedIn(total), rated)],
  ];
  return (
    <div className="figures">
      {figures.map(([title, { value, of }]) => (
        <Statistic
          key={title}
          className="card"
          title={title}
          value={value}
          suffix={of && <small className="soft">{of}</small>}
        />
      ))}
    </div>
  );
}
