import type { Hall, HallWindow } from "../shared/contract.ts";
import { heatOf } from "../shared/heat.ts";
import { useName, useText } from "../shared/language.tsx";

/** A window's colour on the plan: how hot the hottest queue is that it serves; a free window is cold. */
function planHeat(hall: Hall, window: HallWindow): string {
  if (window.state === "closed" || window.state === "paused") return window.state;
  const heats = hall.queues.filter(({ id }) => window.sign.includes(id)).map(heatOf);
  if (heats.includes("hot")) return "hot";
  return window.state === "idle" ? "cold" : "normal";
}

/** The windows as they stand, one beside the other, coloured by heat, with what each serves now. */
export function HallPlan({ hall }: { hall: Hall }) {
  const text = useText();
  const nameOf = useName();
  const legend = [
    ["hot", text("index.heat.hot")],
    ["normal", text("index.heat.normal")],
    ["cold", text("windowState.idle")],
    ["closed", text("windowState.closed")],
  ] as const;
  return (
    <div>
      <ul className="plan-legend">
        {legend.map(([heat, name]) => (
          <li key={heat} className={`plan-${heat}`}>
            {name}
          </li>
        ))}
      </ul>
      <ul className="plan">
        {hall.windows.map((window) => (
          <li key={window.id} className={`plan-${planHeat(hall, window)}`}>
            <strong>{nameOf(window)}</strong>
            <span className="number">{window.ticket ?? "–"}</span>
            <span>{text(`windowState.${window.state}`)}</span>
            <span className="serves">
              {window.sign
                .map((queue) => nameOf(hall.queues.find(({ id }) => id === queue)))
                .join(text("common.separator"))}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
