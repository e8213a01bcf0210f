import { Table } from "antd";
import type { StaffKey } from "../../i18n/staff-text.ts";
import type { Device } from "../shared/contract.ts";
import { useStaffText } from "../shared/staff-text.ts";
import { useTroubleWords } from "./use-trouble-words.ts";

const roles = {
  "ticket-buttons": "deviceRole.ticket-buttons",
  "call-pad": "deviceRole.call-pad",
  "window-display": "deviceRole.window-display",
  "ticket-printer": "deviceRole.ticket-printer",
  "rating-pad": "deviceRole.rating-pad",
  reader: "deviceRole.reader",
} satisfies Record<string, StaffKey>;

const roleKey = (role: string): StaffKey | undefined =>
  Object.hasOwn(roles, role) ? roles[role as keyof typeof roles] : undefined;

const worst = { bad: 0, warning: 1, good: 2 } as const;

/** The devices on the hall's wires, those in trouble first. */
export function DeviceTable({ devices }: { devices: readonly Device[] }) {
  const staffText = useStaffText();
  const troubleOf = useTroubleWords();
  return (
    <Table<Device>
      size="small"
      rowKey="id"
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      dataSource={[...devices].sort((a, b) => worst[a.health] - worst[b.health])}
      columns={[
        { title: staffText("manager.device"), dataIndex: "id" },
        {
          title: staffText("manager.role"),
          responsive: ["sm"],
          render: (_, { role }) => {
            const key = roleKey(role);
            return key === undefined ? role : staffText(key);
          },
        },
        {
          title: staffText("manager.wire"),
          responsive: ["md"],
          render: (_, { link, address }) => (address === null ? link : `${link} · ${address}`),
        },
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
          title: staffText("manager.counters"),
          responsive: ["lg"],
          render: (_, { counters }) =>
            Object.entries(counters)
              .filter(([, count]) => count > 0)
              .map(([name, count]) => `${name} ${count}`)
              .join(", "),
        },
      ]}
    />
  );
}
