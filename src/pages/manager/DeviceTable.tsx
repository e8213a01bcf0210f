import { Table } from "antd";
import type { Device, Hall } from "../shared/contract.ts";
import { useText } from "../shared/language.tsx";
import { useStaffText } from "../shared/staff-text.ts";
import { useDeviceWords } from "./use-device-words.ts";

const worst = { bad: 0, warning: 1, good: 2 } as const;

/** A device's counters in the order in which they tell something, with their words' keys. */
const counters = ["framesIn", "framesOut", "timeouts", "retries", "discardedBytes", "reconnects"] as const;

/** The devices on the hall's wires, those in trouble first. */
export function DeviceTable({ devices, hall }: { devices: readonly Device[]; hall: Hall }) {
  const text = useText();
  const staffText = useStaffText();
  const { nameOf, troubleOf } = useDeviceWords(hall);
  return (
    <Table<Device>
      size="small"
      rowKey="id"
      pagination={{ pageSize: 24, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={[...devices].sort((a, b) => worst[a.health] - worst[b.health])}
      columns={[
        { title: staffText("manager.device"), render: (_, device) => nameOf(device) },
        {
          title: staffText("manager.health"),
          render: (_, device) => (
            <>
              <span className={`chip health-${device.health}`}>
                {staffText(`deviceState.${device.state}`)}
              </span>{" "}
              {troubleOf(device)}
            </>
          ),
        },
        {
          title: staffText("manager.lastSeen"),
          // By the clock on the hall's wall, wherever the manager is.
          responsive: ["md"],
          render: (_, { lastSeen }) => lastSeen?.slice(11, 19) ?? "–",
        },
        {
          // What a technician finds in the hall's file and log.
          title: staffText("manager.wire"),
          responsive: ["md"],
          render: (_, { id, link, address, detail }) => (
            <code>{[link, address, id, detail].filter((part) => part !== null).join(" · ")}</code>
          ),
        },
        {
          title: staffText("manager.counters"),
          responsive: ["lg"],
          render: (_, device) =>
            counters
              .filter((name) => (device.counters[name] ?? 0) > 0)
              .map((name) => staffText(`manager.counter.${name}`, { count: device.counters[name] ?? 0 }))
              .join(text("common.separator")),
        },
      ]}
    />
  );
}
