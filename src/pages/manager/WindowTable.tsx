import { Button, Space, Table } from "antd";
import { useState } from "react";
import { refusalText } from "../../i18n/text.ts";
import type { HallQueue, HallWindow } from "../shared/contract.ts";
import { useLanguage, useName, useText } from "../shared/language.tsx";
import { useStaffText } from "../shared/staff-text.ts";
import { SchedulerModeSelect, windowModes } from "./SchedulerModeSelect.tsx";
import { SignEditor } from "./SignEditor.tsx";
import { useScheduler } from "./use-scheduler.ts";

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
  /** Grows with each thing that the scheduler did. */
  changes: number;
  onOverride: (window: HallWindow, override: Override) => void;
}

/** Every window with what it serves, and the manager's hand on it, its sign and the scheduler's part in it. */
export function WindowTable({ windows, queues, changes, onOverride }: WindowTableProps) {
  const text = useText();
  const staffText = useStaffText();
  const nameOf = useName();
  const { language } = useLanguage();
  const { view, problem, lead } = useScheduler(changes);
  const [edited, setEdited] = useState<string | null>(null);
  const names = (ids: readonly string[]) =>
    ids.map((id) => nameOf(queues.find((queue) => queue.id === id))).join(text("common.separator"));
  const scheduledOf = ({ id }: HallWindow) => view?.windows.find((each) => each.id === id);
  const signPath = (id: string) => `/windows/${encodeURIComponent(id)}/sign`;

  function editorOf(window: HallWindow) {
    const scheduled = scheduledOf(window);
    if (scheduled === undefined) return null;
    const onShow = async (sign: string[]) => {
      await lead(signPath(window.id), { sign, reason: staffText("manager.reasonManager") });
      setEdited(null);
    };
    return (
      <SignEditor
        key={scheduled.sign.join()}
        name={nameOf(window)}
        window={scheduled}
        queues={queues}
        onShow={onShow}
      />
    );
  }

  function schedulingOf(window: HallWindow) {
    const scheduled = scheduledOf(window);
    if (scheduled === undefined) return null;
    const verb = scheduled.pinned ? "unpin" : "pin";
    return (
      <Space wrap>
        <SchedulerModeSelect
          label={staffText("scheduler.modeAt", { window: nameOf(window) })}
          modes={windowModes}
          mode={scheduled.ownMode}
          held={scheduled.mode}
          onChange={(mode) => lead("/scheduler/mode", { mode, window: window.id })}
        />
        <Button onClick={() => lead(`${signPath(window.id)}/${verb}`)}>
          {staffText(`scheduler.${verb}`)}
        </Button>
        <Button
          aria-expanded={edited === window.id}
          onClick={() => setEdited(edited === window.id ? null : window.id)}
        >
          {staffText("scheduler.change")}
        </Button>
      </Space>
    );
  }

  return (
    <>
      {problem !== null && (
        <p role="alert" className="notice notice-bad">
          {refusalText(language, problem)}
        </p>
      )}
      <Table<HallWindow>
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={[...windows]}
        expandable={{
          expandedRowKeys: edited === null ? [] : [edited],
          expandedRowRender: editorOf,
          showExpandColumn: false,
        }}
        columns={[
          { title: staffText("manager.window"), render: (_, window) => nameOf(window) },
          {
            title: staffText("manager.state"),
            render: (_, { state }) => (
              <span className={`chip state-${state}`}>{text(`windowState.${state}`)}</span>
            ),
          },
          {
            title: staffText("manager.number"),
            dataIndex: "ticket",
            className: "number",
            responsive: ["sm"],
          },
          {
            title: staffText("manager.sign"),
            className: "window-sign",
            render: (_, window) => (
              <>
                {names(window.sign)}{" "}
                {scheduledOf(window)?.pinned && <span className="chip">{staffText("scheduler.pinned")}</span>}
              </>
            ),
          },
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
          { title: staffText("scheduler.mode"), render: (_, window) => schedulingOf(window) },
        ]}
      />
    </>
  );
}
