import { Button, Space, Table } from "antd";
import type { HallQueue, HallWindow } from "../shared/contract.ts";
import { useName, useText } from "../shared/language.tsx";
import { useStaffText } from "../shared/staff-text.ts";

export type Override = "open" | "close" | "pause" | "resume";

/** What takes an override back. */
export const inverse: Record<Override, Override> = {
  open: "close",
  close: "open",
  pause: "resume",
  resume: "pause",
};

function overridesOf({ state }: HallWindow): readonly Override[] {
  if (state === "closed") return ["open"];
  if (state === "paused") return ["resume", "close"];
  return ["pause", "close"];
}

interface WindowTableProps {
  windows: readonly HallWindow[];
  queues: readonly HallQueue[];
  onOverride: (window: HallWindow, override: Override) => void;
}

/** Every window with what it serves, and the manager's hand on it. */
export function WindowTable({ windows, queues, onOverride }: WindowTableProps) {
  const text = useText();
  const staffText = useStaffText();
  const nameOf = useName();
  const names = (ids: readonly string[]) =>
    ids.map((id) => nameOf(queues.find((queue) => queue.id === id))).join(text("common.separator"));
  return (
    <Table<HallWindow>
      size="small"
      rowKey="id"
      pagination={false}
      dataSource={[...windows]}
      columns={[
        { title: staffText("manager.window"), render: (_, window) => nameOf(window) },
        {
          title: staffText("manager.state"),
          render: (_, { state }) => (
            <span className={`chip state-${state}`}>{text(`windowState.${state}`)}</span>
          ),
        },
        { title: staffText("manager.number"), dataIndex: "ticket", className: "number", responsive: ["sm"] },
        { title: staffText("manager.sign"), responsive: ["md"], render: (_, { sign }) => names(sign) },
        {
          title: staffText("manager.home"),
          responsive: ["lg"],
          render: (_, { sign, home }) => (sign.join() === home.join() ? "" : names(home)),
        },
        {
          title: staffText("manager.override"),
          render: (_, window) => (
            <Space wrap>
              {overridesOf(window).map((override) => (
                <Button key={override} onClick={() => onOverride(window, override)}>
                  {staffText(`manager.${override}`)}
                </Button>
              ))}
            </Space>
          ),
        },
      ]}
    />
  );
}
