import { inLanguage } from "../../i18n/text.ts";
import type { Service } from "../shared/contract.ts";
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
      <dl className="phone-facts">
        {(["timeLimit", "fee"] as const).map((name) => {
          const fact = notice[name];
          return fact === undefined ? null : (
            <div key={name}>
              <dt>{text(`kiosk.fact.${name}`)}</dt>
              <dd>{inLanguage(fact, language)}</dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
