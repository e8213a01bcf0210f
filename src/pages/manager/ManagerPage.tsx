import { codeOf } from "../shared/api.ts";
import { LanguageButtons, useName, useText } from "../shared/language.tsx";
import { StaffName } from "../shared/StaffName.tsx";
import { StaffSignIn } from "../shared/StaffSignIn.tsx";
import { StaleMark } from "../shared/StaleMark.tsx";
import { useStaffText } from "../shared/staff-text.ts";
import { useStaffRead } from "../shared/use-staff-read.ts";
import { useTitle } from "../shared/use-title.ts";
import { Alarms } from "./Alarms.tsx";
import type { FoundAlarm } from "./alarms.ts";
import { Figures } from "./Figures.tsx";
import { ManagerViews } from "./ManagerViews.tsx";
import { useManager } from "./use-manager.ts";

/** Why the hall shows itself to nobody here: nobody has signed in, or their session is over. */
const signedOut = new Set(["not-signed-in", "not-allowed"]);

/** The manager's page: the hall at a glance, what is wrong, and a hand on the windows. */
export function ManagerPage() {
  const text = useText();
  const staffText = useStaffText();
  const nameOf = useName();
  const { view, freshness, error } = useManager();
  const { answer: alarms } = useStaffRead<FoundAlarm[]>("/alarms", String(view?.seq ?? ""));
  useTitle(staffText("manager.title"));
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
  const { hall } = view;
  const found = alarms ?? [];
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
      <Alarms hall={hall} found={found} />
      <ManagerViews view={view} found={found} freshness={freshness} />
      <StaleMark freshness={freshness} />
    </main>
  );
}
