import { Statistic } from "antd";
import type { Hall } from "../shared/contract.ts";
import { heatOf } from "../shared/heat.ts";
import { useStaffText } from "../shared/staff-text.ts";

/** Is anyone waiting too long, where is it hot or cold, what is broken: six figures. */
export function Figures({ hall }: { hall: Hall }) {
  const staffText = useStaffText();
  const { queues, windows, devices } = hall;
  const longest = Math.max(0, ...queues.map(({ longestWaitMinutes }) => longestWaitMinutes ?? 0));
  const hot = queues.filter((queue) => heatOf(queue, hall) === "hot").length;
  const broken = devices.filter(({ health }) => health === "bad").length;
  const open = windows.filter(({ state }) => state !== "closed").length;
  const figures = [
    { title: "waitingTotal", value: queues.reduce((sum, { waiting }) => sum + waiting, 0) },
    {
      title: "longest",
      value: staffText("manager.minutes", { count: Math.round(longest) }),
      isBad: longest > hall.hot.waitMinutes,
    },
    { title: "hotQueues", value: hot, isBad: hot > 0 },
    { title: "coldWindows", value: windows.filter(({ state }) => state === "idle").length },
    { title: "openWindows", value: `${open} / ${windows.length}` },
    { title: "broken", value: broken, isBad: broken > 0 },
  ] as const;
  return (
    <div className="figures">
      {figures.map(({ title, value, ...rest }) => (
        <Statistic
          key={title}
          className={"isBad" in rest && rest.isBad ? "card figure-bad" : "card"}
          title={staffText(`manager.${title}`)}
          value={value}
        />
      ))}
    </div>
  );
}
