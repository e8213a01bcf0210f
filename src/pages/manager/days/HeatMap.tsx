import { useState } from "react";
import type { Hall } from "../../shared/contract.ts";
import { useName } from "../../shared/language.tsx";
import { useStaffText } from "../../shared/staff-text.ts";
import type { WindowFigures } from "./report.ts";

const measures = ["visits", "busy"] as const;
type Measure = (typeof measures)[number];

type Hour = WindowFigures["hours"][number];

/** Shades, from nothing to the most; each step is seen beside the next, also in grey. */
const shades = 5;

const busyPercent = ({ busyMinutes }: Hour): number => Math.round((busyMinutes / 60) * 100);

/** What each window did in each hour, as a table that is its own picture. Every window of the hall has its row. */
export function HeatMap({ windows, hall }: { windows: readonly WindowFigures[]; hall: Hall }) {
  const staffText = useStaffText();
  const nameOf = useName();
  const [measure, setMeasure] = useState<Measure>("visits");
  const figureOf = (hour: Hour) => (measure === "visits" ? hour.visits : busyPercent(hour));
  const hours = hoursIn(windows);
  const most = measure === "busy" ? 100 : Math.max(1, ...windows.flatMap((each) => each.hours).map(figureOf));
  const shadeOf = (value: number) => Math.ceil((Math.min(value, most) / most) * shades);
  const gone = windows.filter(({ window }) => hall.windows.every(({ id }) => id !== window));
  const rows = [...hall.windows, ...gone.map(({ window }) => ({ id: window, name: window }))];
  return (
    <section aria-labelledby="heat-map">
      <h3 id="heat-map">{staffText("manager.heatMap")}</h3>
      <div className="heat-map">
        <p className="heat-map-head">
          {measures.map((each) => (
            <button
              key={each}
              type="button"
              className="button"
              aria-pressed={measure === each}
              onClick={() => setMeasure(each)}
            >
              {staffText(`manager.day.heat.${each}`)}
            </button>
          ))}
        </p>
        <table aria-labelledby="heat-map">
          <thead>
            <tr>
              <th scope="col">{staffText("manager.window")}</th>
              {hours.map((hour) => (
                <th key={hour} scope="col">
                  {hour}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((window) => (
              <tr key={window.id}>
                <th scope="row">{nameOf(window)}</th>
                {hours.map((hour) => {
                  const found = windows
                    .find((each) => each.window === window.id)
                    ?.hours.find((each) => each.hour === hour);
                  const value = found === undefined ? 0 : figureOf(found);
                  return (
                    <td key={hour} className={`shade-${shadeOf(value)}`}>
                      {value === 0 ? "" : value}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Without a gap from the first hour in which any window had somebody to the last. */
function hoursIn(windows: readonly WindowFigures[]): number[] {
  const found = windows.flatMap((window) => window.hours.map(({ hour }) => hour));
  if (found.length === 0) return [];
  const first = Math.min(...found);
  return Array.from({ length: Math.max(...found) - first + 1 }, (_, index) => first + index);
}
