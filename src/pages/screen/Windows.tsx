import { type Language, textIn } from "../../i18n/text.ts";
import type { Hall, HallWindow } from "../shared/contract.ts";
import { Heading } from "./Heading.tsx";
import { nameIn, queueName } from "./names.ts";

interface WindowLineProps {
  window: HallWindow;
  hall: Hall;
  language: Language;
}

function WindowLine({ window, hall, language }: WindowLineProps) {
  const text = textIn(language);
  const serves = window.sign.map((id) => queueName(hall, id, language));
  return (
    <li className={`window window-${window.state}`}>
      <span className="window-name">{nameIn(language, window)}</span>
      <span className="number">{window.ticket ?? ""}</span>
      <span className="sign">
        {window.state === "paused" ? text("windowState.paused") : serves.join(text("common.separator"))}
      </span>
    </li>
  );
}

/** As many columns as let every window's line be read; a full county hall needs three. */
function columnsFor(windows: number): 1 | 2 | 3 {
  if (windows > 14) return 3;
  return windows > 8 ? 2 : 1;
}

/** Each open window with its number and what it serves now. */
export function Windows({
  windows,
  hall,
  language,
}: Omit<WindowLineProps, "window"> & { windows: HallWindow[] }) {
  const open = windows.filter(({ state }) => state !== "closed");
  return (
    <section className="windows" aria-labelledby="windows">
      <Heading id="windows" text="screen.serves" />
      {open.length === 0 && <p className="no-calls">{textIn(language)("screen.hallClosed")}</p>}
      <ul lang={language} data-columns={columnsFor(open.length)} data-tight={open.length > 18}>
        {open.map((window) => (
          <WindowLine key={window.id} window={window} hall={hall} language={language} />
        ))}
      </ul>
    </section>
  );
}
