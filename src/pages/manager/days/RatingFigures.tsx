import { useStaffText } from "../../shared/staff-text.ts";
import { type Figures, levels } from "./report.ts";
import { useDayWords } from "./use-day-words.ts";

/** What people thought of the day. Whoever did not say is a class of their own. */
export function RatingFigures({ total }: { total: Figures }) {
  const staffText = useStaffText();
  const words = useDayWords();
  const rows = [
    ...levels.map((level) => [staffText(`daySlip.label.level${level}`), total.ratings[level]] as const),
    [staffText("manager.day.unrated"), total.unrated] as const,
  ];
  return (
    <section aria-labelledby="day-ratings">
      <h3 id="day-ratings">{staffText("manager.ratings")}</h3>
      <table className="ratings">
        <tbody>
          {rows.map(([name, count]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <meter min={0} max={Math.max(1, total.visits)} value={count} aria-hidden="true" />
              </td>
              <td>{words.share(count, total.visits)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
