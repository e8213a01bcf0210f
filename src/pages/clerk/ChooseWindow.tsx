import { LanguageButtons, useName, useText } from "../shared/language.tsx";
import { StaleMark } from "../shared/StaleMark.tsx";
import { useStaffText } from "../shared/staff-text.ts";
import { useHall } from "../shared/use-hall.ts";
import { useTitle } from "../shared/use-title.ts";

/** Which window a clerk sits at; the browser remembers it by its address. */
export function ChooseWindow() {
  const text = useText();
  const staffText = useStaffText();
  const nameOf = useName();
  const { view, freshness } = useHall();
  useTitle(staffText("clerk.title"));
  return (
    <main className="choose">
      <LanguageButtons offered={["zh-CN", "en"]} />
      <h1>{staffText("clerk.choose")}</h1>
      {view === null && <p>{text("common.connecting")}</p>}
      <ul>
        {view?.windows.map((window) => (
          <li key={window.id}>
            <a className="button" href={`/clerk/${encodeURIComponent(window.id)}`}>
              {nameOf(window)} · {text(`windowState.${window.state}`)}
            </a>
          </li>
        ))}
      </ul>
      <StaleMark freshness={freshness} />
    </main>
  );
}
