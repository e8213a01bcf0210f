import type { SchedulerView } from "../shared/scheduler.ts";
import { useStaffText } from "../shared/staff-text.ts";

/** How soon hot queues were helped today; nothing where none was. */
export function HotToHelped({ helped }: { helped: SchedulerView["helpedToday"] }) {
  const staffText = useStaffText();
  if (helped.length === 0) return null;
  const minutes = helped.map((each) => each.minutes);
  const mean = Math.round(minutes.reduce((sum, each) => sum + each, 0) / minutes.length);
  const longest = Math.round(Math.max(...minutes));
  return <p className="soft">{staffText("scheduler.helped", { count: helped.length, mean, longest })}</p>;
}
