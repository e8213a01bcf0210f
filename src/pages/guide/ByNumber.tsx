import { useState } from "react";
import { refusalText } from "../../i18n/text.ts";
import { codeOf, post } from "../shared/api.ts";
import type { Hall } from "../shared/contract.ts";
import { useLanguage, useName, useText } from "../shared/language.tsx";
import { useStaffText } from "../shared/staff-text.ts";

/** What a guide can do for somebody whose number they know. */
const acts = [
  { path: "return", label: "guide.comeBack" },
  { path: "escort/take", label: "guide.escortTake" },
  { path: "escort/done", label: "guide.escortDone" },
] as const;
type Act = (typeof acts)[number];

/** Finds the window where a number is, brings a no-show back, and goes along with those who need it. */
export function ByNumber({ hall }: { hall: Hall }) {
  const text = useText();
  const staffText = useStaffText();
  const nameOf = useName();
  const { language } = useLanguage();
  const [typed, setTyped] = useState("");
  const [told, setTold] = useState<{ good: boolean; words: string } | null>(null);
  const number = typed.trim().toUpperCase();
  const window = hall.windows.find(({ ticket }) => ticket !== null && ticket === number);

  async function perform({ path, label }: Act) {
    try {
      await post(`/tickets/${encodeURIComponent(number)}/${path}`, {});
      setTold({ good: true, words: staffText("guide.done", { number, what: staffText(label) }) });
    } catch (error) {
      setTold({ good: false, words: refusalText(language, codeOf(error)) });
    }
  }

  function type(words: string) {
    setTyped(words);
    setTold(null);
  }

  return (
    <section className="card by-number" aria-labelledby="find">
      <h2 id="find">{staffText("guide.find")}</h2>
      <label>
        {staffText("guide.findLead")}
        <input
          className="number"
          value={typed}
          autoComplete="off"
          onChange={(event) => type(event.target.value)}
        />
      </label>
      <div role="status">
        {window !== undefined && (
          <p>
            <strong>
              {staffText("guide.at", { window: nameOf(window) })} · {text(`windowState.${window.state}`)}
            </strong>
          </p>
        )}
        {window === undefined && number !== "" && <p>{staffText("guide.findNone")}</p>}
        {told !== null && (
          <p className={told.good ? "notice notice-good" : "notice notice-bad"}>{told.words}</p>
        )}
      </div>
      <div className="guide-acts">
        {acts.map((act) => (
          <button
            key={act.path}
            type="button"
            className="button"
            disabled={number === ""}
            onClick={() => perform(act)}
          >
            {staffText(act.label)}
          </button>
        ))}
      </div>
    </section>
  );
}
