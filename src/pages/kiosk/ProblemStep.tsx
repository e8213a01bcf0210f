import { refusalText } from "../../i18n/text.ts";
import { useLanguage, useText } from "../shared/language.tsx";

/** No number was taken: why, and what can be done now. */
export function ProblemStep({ code, onAgain }: { code: string; onAgain: (onPaper: boolean) => void }) {
  const text = useText();
  const { language } = useLanguage();
  const withoutPaper = code === "printer-out" || code === "unknown-dispenser";
  return (
    <section className="problem" role="alert">
      <h1>{text("kiosk.problem")}</h1>
      <p className="notice notice-bad">{refusalText(language, code)}</p>
      <p>{text("kiosk.askGuide")}</p>
      <div className="take">
        <button type="button" className="button button-main" onClick={() => onAgain(!withoutPaper)}>
          {text(withoutPaper ? "kiosk.takeWithoutPaper" : "kiosk.tryAgain")}
        </button>
      </div>
    </section>
  );
}
