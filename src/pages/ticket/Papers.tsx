import { inLanguage } from "../../i18n/text.ts";
import type { Service } from "../shared/contract.ts";
import { FactList } from "../shared/FactList.tsx";
import { useLanguage, useText } from "../shared/language.tsx";

/** What to have at hand when the number is called, and what to expect. */
export function Papers({ service }: { service: Service | undefined }) {
  const text = useText();
  const { language } = useLanguage();
  const notice = service?.notice ?? null;
  if (notice === null || notice.papers.length === 0) return null;
  return (
    <section className="card" aria-labelledby="bring">
      <h2 id="bring">{text("ticket.bring")}</h2>
      {notice.expired && <p className="notice">{text("kiosk.factsExpired")}</p>}
      <ul className="phone-papers">
        {notice.papers.map((paper) => (
          <li key={inLanguage(paper, "zh-CN")}>{inLanguage(paper, language)}</li>
        ))}
      </ul>
      <FactList notice={notice} names={["timeLimit", "fee"]} className="phone-facts" />
    </section>
  );
}
