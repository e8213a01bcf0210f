import { useState } from "react";
import type { Freshness } from "../shared/live.ts";
import { useStaffText } from "../shared/staff-text.ts";
import type { FoundAlarm } from "./alarms.ts";
import { DeviceTable } from "./DeviceTable.tsx";
import { DayView } from "./days/DayView.tsx";
import { PastDays } from "./days/PastDays.tsx";
import { HallPlan } from "./HallPlan.tsx";
import { OverrideNotice } from "./OverrideNotice.tsx";
import { Proposals } from "./Proposals.tsx";
import { QueueTable } from "./QueueTable.tsx";
import { TranslationTable } from "./TranslationTable.tsx";
import type { ManagedHall } from "./use-manager.ts";
import { type Overrides, useOverrides } from "./use-overrides.ts";
import { WindowTable } from "./WindowTable.tsx";

const views = ["now", "windows", "today", "past", "devices", "translations"] as const;

/** Characters of a reason that the journal takes. */
const mostReason = 200;

interface ManagerViewsProps {
  view: ManagedHall;
  found: readonly FoundAlarm[];
  freshness: Freshness;
}

/** What a manager looks at more closely, one at a time. What was overridden can be taken back from all of them. */
export function ManagerViews({ view, found, freshness }: ManagerViewsProps) {
  const staffText = useStaffText();
  const overrides = useOverrides();
  const [shown, setShown] = useState<(typeof views)[number]>("now");
  const { hall, devices } = view;
  return (
    <>
      <div>
        <OverrideNotice overrides={overrides} />
        <nav className="views" aria-label={staffText("manager.title")}>
          {views.map((each) => (
            <button
              key={each}
              type="button"
              className="button"
              aria-pressed={shown === each}
              onClick={() => setShown(each)}
            >
              {staffText(`manager.${each}`)}
            </button>
          ))}
        </nav>
      </div>
      {(shown === "now" || shown === "windows") && <Proposals hall={hall} changes={view.changes} />}
      {shown === "now" && (
        <div className="manager-now">
          <HallPlan hall={hall} found={found} />
          <QueueTable hall={hall} />
        </div>
      )}
      {shown === "windows" && <WindowRows view={view} overrides={overrides} />}
      {shown === "today" && hall.day != null && (
        <DayView key={hall.day} hall={hall} day={hall.day} today renew={freshness} />
      )}
      {shown === "past" && <PastDays hall={hall} renew={freshness} />}
      {shown === "devices" && <DeviceTable devices={devices} hall={hall} />}
      {shown === "translations" && <TranslationTable />}
    </>
  );
}

/** The windows, and the reason for whatever is done to them. */
function WindowRows({ view, overrides }: { view: ManagedHall; overrides: Overrides }) {
  const staffText = useStaffText();
  const { hall, changes } = view;
  return (
    <div className="window-rows">
      <label className="override-reason">
        {staffText("manager.reason")}
        <input
          value={overrides.reason}
          maxLength={mostReason}
          placeholder={staffText("manager.reasonManager")}
          onChange={(event) => overrides.setReason(event.target.value)}
        />
      </label>
      <WindowTable
        windows={hall.windows}
        queues={hall.queues}
        changes={changes}
        onOverride={overrides.override}
      />
    </div>
  );
}
