import { Button } from "antd";
import { useState } from "react";
import { refusalText } from "../../i18n/text.ts";
import { codeOf, post } from "../shared/api.ts";
import type { HallWindow } from "../shared/contract.ts";
import { LanguageButtons, useLanguage, useName, useText } from "../shared/language.tsx";
import { StaffName } from "../shared/StaffName.tsx";
import { StaffSignIn } from "../shared/StaffSignIn.tsx";
import { StaleMark } from "../shared/StaleMark.tsx";
import { useStaffText } from "../shared/staff-text.ts";
import { useTitle } from "../shared/use-title.ts";
import { Alarms } from "./Alarms.tsx";
import { DeviceTable } from "./DeviceTable.tsx";
import { DayView } from "./days/DayView.tsx";
import { PastDays } from "./days/PastDays.tsx";
import { Figures } from "./Figures.tsx";
import { HallPlan } from "./HallPlan.tsx";
import { Proposals } from "./Proposals.tsx";
import { QueueTable } from "./QueueTable.tsx";
import { TranslationTable } from "./TranslationTable.tsx";
import { useManager } from "./use-manager.ts";
import { inverse, type Override, WindowTable } from "./WindowTable.tsx";

const views = ["plan", "windows", "today", "past", "devices", "translations"] as const;

/** Why the hall shows itself to nobody here: nobody has signed in, or their session is over. */
const signedOut = new Set(["not-signed-in", "not-allowed"]);

/** Characters of a reason that the journal takes. */
const mostReason = 200;

/** The manager's page: the hall at a glance, what is wrong, and a hand on the windows. */
export function ManagerPage() {
  const text = useText();
  const staffText = useStaffText();
  const nameOf = useName();
  const { language } = useLanguage();
  const { view, freshness, error } = useManager();
  const [last, setLast] = useState<{ window: HallWindow; override: Override } | null>(null);
  const [shown, setShown] = useState<(typeof views)[number]>("plan");
  const [problem, setProblem] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  useTitle(staffText("manager.title"));

  async function setWindow(window: HallWindow, override: Override) {
    setProblem(null);
    try {
      await post(`/windows/${encodeURIComponent(window.id)}/${override}`, {
        reason: reason.trim() || staffText("manager.reasonManager"),
      });
      setLast({ window, override });
    } catch (error) {
      setProblem(codeOf(error));
    }
  }

  const mustSignIn = signedOut.has(codeOf(error));
  if (view === null || mustSignIn)
    return (
      <main className="manager">
        <header>
          <h1>{staffText("manager.title")}</h1>
          <LanguageButtons offered={["zh-CN", "en"]} />
        </header>
        {mustSignIn && <StaffSignIn onSignedIn={() => location.reload()} />}
        {!mustSignIn && <p>{text("common.connecting")}</p>}
        {!mustSignIn && <StaleMark freshness={freshness} />}
      </main>
    );
  const { hall, devices, changes } = view;
  return (
    <main className="manager">
      <header>
        <div>
          <p className="soft">{nameOf({ ...hall, id: "hall" })}</p>
          <h1>{staffText("manager.title")}</h1>
        </div>
        <StaffName />
        <LanguageButtons offered={["zh-CN", "en"]} />
      </header>
      <Figures hall={hall} />
      <Alarms hall={hall} />
      <Proposals hall={hall} changes={changes} />
      <div>
        <div role="status" className="did">
          {problem !== null && <p className="notice notice-bad">{refusalText(language, problem)}</p>}
          {problem === null && last !== null && (
            <p className="notice notice-good">
              {nameOf(last.window)}: {staffText(`manager.${last.override}`)}{" "}
              <Button onClick={() => setWindow(last.window, inverse[last.override])}>
                {staffText("manager.undo")}
              </Button>
            </p>
          )}
        </div>
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
      {shown === "plan" && (
        <div className="manager-now">
          <HallPlan hall={hall} />
          <QueueTable queues={hall.queues} />
        </div>
      )}
      {shown === "windows" && (
        <div className="window-rows">
          <label className="override-reason">
            {staffText("manager.reason")}
            <input
              value={reason}
              maxLength={mostReason}
              placeholder={staffText("manager.reasonManager")}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
          <WindowTable windows={hall.windows} queues={hall.queues} changes={changes} onOverride={setWindow} />
        </div>
      )}
      {shown === "today" && hall.day != null && (
        <DayView key={hall.day} hall={hall} day={hall.day} today renew={freshness} />
      )}
      {shown === "past" && <PastDays hall={hall} renew={freshness} />}
      {shown === "devices" && <DeviceTable devices={devices} />}
      {shown === "translations" && <TranslationTable />}
      <StaleMark freshness={freshness} />
    </main>
  );
}
