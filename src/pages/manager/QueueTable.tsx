import { Table } from "antd";
import type { Hall, HallQueue } from "../shared/contract.ts";
import { heatOf } from "../shared/heat.ts";
import { useName, useText } from "../shared/language.tsx";
import { useStaffText } from "../shared/staff-text.ts";

/** The queues, the hottest first. */
export function QueueTable({ hall }: { hall: Hall }) {
  const text = useText();
  const staffText = useStaffText();
  const nameOf = useName();
  const hottest = [...hall.queues].sort((a, b) => (b.heat ?? b.waiting) - (a.heat ?? a.waiting));
  return (
    <Table<HallQueue>
      size="small"
      rowKey="id"
      pagination={false}
      dataSource={hottest}
      columns={[
        { title: staffText("manager.queue"), render: (_, queue) => nameOf(queue) },
        {
          title: staffText("manager.waiting"),
          dataIndex: "waiting",
          align: "right",
          sorter: (a, b) => a.waiting - b.waiting,
        },
        {
          title: staffText("manager.longest"),
          align: "right",
          render: (_, queue) =>
            staffText("manager.minutes", { count: Math.round(queue.longestWaitMinutes ?? 0) }),
          sorter: (a, b) => (a.longestWaitMinutes ?? 0) - (b.longestWaitMinutes ?? 0),
        },
        {
          title: staffText("manager.heat"),
          align: "right",
          render: (_, queue) => (
            <>
              {queue.heat !== null &&
                staffText("manager.heatValue", { percent: Math.round(queue.heat * 100) })}{" "}
              <span className={`chip chip-${heatOf(queue, hall)}`}>
                {text(`index.heat.${heatOf(queue, hall)}`)}
              </span>
            </>
          ),
        },
      ]}
    />
  );
}
