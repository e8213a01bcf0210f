import { type Language, textIn } from "../../i18n/text.ts";
import type { Hall, HallWindow } from "../shared/contract.ts";
import { Heading } from "./Heading.tsx";
import { languagesOf, nameIn, queueName } from "./names.ts";
import { languageTurnMs, useTurn } from "./use-turning-language.ts";

/** More would be too small to be read from ten metres: they take turns. */
const windowsAtOnce = 10;
const inOneColumn = 6;
/** So few may be written larger. */
const few = 4;

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

/** Each open window with its number and what it serves now; in a large hall a page of them after the other. */
export function Windows({
  windows,
  hall,
  language,
}: Omit<WindowLineProps, "window"> & { windows: HallWindow[] }) {
  const open = windows.filter(({ state }) => state !== "closed");
  const pages = Math.max(1, Math.ceil(open.length / windowsAtOnce));
  // Each page is seen in every language.
  const page = useTurn(pages > 1 ? languageTurnMs * languagesOf(hall).length : null) % pages;
  const perPage = Math.ceil(open.length / pages);
  const shown = open.slice(page * perPage, (page + 1) * perPage);
  return (
    <section className="windows" aria-labelledby="windows">
      <Heading id="windows" text="screen.serves" hall={hall} />
      {pages > 1 && (
        <p className="page-of number">
          {page + 1}/{pages}
        </p>
      )}
      {open.length === 0 && <p className="no-calls">{textIn(language)("screen.hallClosed")}</p>}
      <ul lang={language} data-columns={perPage > inOneColumn ? 2 : 1} data-few={perPage <= few}>
        {shown.map((window) => (
          <WindowLine key={window.id} window={window} hall={hall} language={language} />
        ))}
      </ul>
    </section>
  );
}
