import { lazy, Suspense } from "react";
import { useStaffText } from "../../shared/staff-text.ts";

/** Which of the day's figures a line is: strong or second, of the day or of the usual one. */
export type LineKind = "day" | "usual" | "other" | "otherUsual";

export interface Line {
  name: string;
  /** One for each time; null where there is none. */
  values: (number | null)[];
  kind: LineKind;
}

export interface CurveProps {
  title: string;
  /** HH:MM */
  times: readonly string[];
  lines: readonly Line[];
}

const retryMs = 3_000;

/**
 * The drawing library is heavy, and is fetched when the first curve is looked at. A curve says all it has to say
 * without its drawing, so while the daemon is away it stands without, and the fetch is tried again.
 */
async function fetchDrawing(): Promise<typeof import("./Drawing.tsx")> {
  try {
    return await import("./Drawing.tsx");
  } catch {
    await new Promise((resolve) => setTimeout(resolve, retryMs));
    return fetchDrawing();
  }
}

const Drawing = lazy(fetchDrawing);

/** A curve: its highest points in words, the drawing, and the same figures as a table. */
export function Curve({ title, times, lines }: CurveProps) {
  const staffText = useStaffText();
  /** The legend tells a line's highest point too: who sees no drawing knows what it shows. */
  const legendOf = ({ name, values }: Line): string => {
    const most = Math.max(0, ...values.map((value) => value ?? 0));
    const at = times[values.indexOf(most)];
    return at === undefined ? name : `${name} ${staffText("manager.day.most", { most, at })}`;
  };
  return (
    <figure className="card curve">
      <figcaption>
        <h3>{title}</h3>
        <ul className="lines">
          {lines.map((line) => (
            <li key={line.name} className={`line-${line.kind}`}>
              {legendOf(line)}
            </li>
          ))}
        </ul>
      </figcaption>
      <div className="drawing" aria-hidden="true">
        <Suspense fallback={null}>
          <Drawing times={times} lines={lines} />
        </Suspense>
      </div>
      <details>
        <summary>{staffText("manager.day.asTable")}</summary>
        <table className="curve-table" aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{staffText("manager.day.from")}</th>
              {lines.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {times.map((time, index) => (
              <tr key={time}>
                <th scope="row">{time}</th>
                {lines.map(({ name, values }) => (
                  <td key={name}>{values[index] ?? "–"}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
