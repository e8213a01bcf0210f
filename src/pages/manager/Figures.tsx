import { Statistic } from "antd";
import type { Hall } from "../shared/contract.ts";
import { heatOf } from "../shared/heat.ts";
import { useStaffText } from "../shared/staff-text.ts";

/** Is anyone waiting too long, where is it hot or cold, what is broken: six figures. */
export function Figures({ hall }: { hall: Hall }) {
  const staffText = useStaffText();
  const { queues, windows, devices } = hall;
  const longest = Math.max(0, ...queues.map(({ longestWaitMinutes }) => longestWaitMinutes ?? 0));
  const figures = [
    [staffText("manager.waitingTotal"), queues.reduce((sum, { waiting }) => sum + waiting, 0)],
    [staffText("manager.longest"), staffText("manager.minutes", { count: Math.round(longest) })],
    [staffText("manager.hotQueues"), queues.filter((queue) => heatOf(queue) === "hot").length],
    [staffText("manager.coldWindows"), windows.filter(({ state }) => state === "idle").length],
    [
      staffText("manager.openWindows"),
      `${windows.filter(({ state }) => state !== "closed").length} / ${windows.length}`,
    ],
    [staffText("manager.broken"), devices.filter(({ health }) => health === "bad").length],
  ] as const;
  return (
    <div className="figures">
      {figures.map(([title, value]) => (
        <Statistic key={title} className="card" title={title} value={value} />
      ))}
    </div>
  );
}
