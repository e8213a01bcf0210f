import type { Hall, HallWindow } from "../shared/contract.ts";
import { heatOf } from "../shared/heat.ts";
import { useName, useText } from "../shared/language.tsx";
import { useStaffText } from "../shared/staff-text.ts";
import type { FoundAlarm } from "./alarms.ts";

/** A window's colour on the plan: how hot the hottest queue is that it serves; a free window is cold. */
function planHeat(hall: Hall, window: HallWindow): string {
  if (window.state === "closed" || window.state === "paused") return window.state;
  const heats = hall.queues.filter(({ id }) => window.sign.includes(id)).map((queue) => heatOf(queue, hall));
  if (heats.includes("hot")) return "hot";
  return window.state === "idle" ? "cold" : "normal";
}

const waitingAt = (hall: Hall, { sign }: HallWindow): number =>
  hall.queues.filter(({ id }) => sign.includes(id)).reduce((sum, { waiting }) => sum + waiting, 0);

/** The windows as they stand, one beside the other, coloured by heat, with who waits for each and what it serves now. */
export function HallPlan({ hall, found }: { hall: Hall; found: readonly FoundAlarm[] }) {
  const text = useText();
  const staffText = useStaffText();
  const nameOf = useName();
  const legend = [
    ["hot", text("index.heat.hot")],
    ["normal", text("index.heat.normal")],
    ["cold", text("windowState.idle")],
    ["closed", `${text("windowState.closed")} / ${text("windowState.paused")}`],
  ] as const;
  const marksOf = ({ id }: HallWindow) =>
    found.flatMap((alarm) => ("window" in alarm && alarm.window === id ? [alarm.kind] : []));
  return (
    <section aria-labelledby="plan">
      <div className="plan-head">
        <h2 id="plan">{staffText("manager.plan")}</h2>
        <ul className="plan-legend">
          {legend.map(([heat, name]) => (
            <li key={heat} className={`plan-${heat}`}>
              {name}
            </li>
          ))}
        </ul>
      </div>
      <ul className="plan">
        {hall.windows.map((window) => (
          <li key={window.id} className={`plan-${planHeat(hall, window)}`}>
            <span className="plan-top">
              <strong>{nameOf(window)}</strong>
              <span className="number">{window.ticket ?? "–"}</span>
            </span>
            <span className="plan-top">
              <span>{text(`windowState.${window.state}`)}</span>
              {waitingAt(hall, window) > 0 && (
                <span>{text("common.waiting", { count: waitingAt(hall, window) })}</span>
              )}
            </span>
            {marksOf(window).map((mark) => (
              <strong key={mark} className="plan-mark">
                {staffText(`manager.mark.${mark}`)}
              </strong>
            ))}
            <span className="serves">
              {window.sign
                .map((queue) => nameOf(hall.queues.find(({ id }) => id === queue)))
                .join(text("common.separator"))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
