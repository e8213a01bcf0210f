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

/** The windows as they stand, one beside the other, coloured by heat. */
export function HallPlan({ hall }: { hall: Hall }) {
  const text = useText();
  const nameOf = useName();
  return (
    <ul className="plan">
      {hall.windows.map((window) => (
        <li key={window.id} className={`plan-${planHeat(hall, window)}`}>
          <strong>{nameOf(window)}</strong>
          <span className="number">{window.ticket ?? "–"}</span>
          <span>{text(`windowState.${window.state}`)}</span>
        </li>
      ))}
    </ul>
  );
}
