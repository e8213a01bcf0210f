import { useState } from "react";
import { inLanguage } from "../../i18n/text.ts";
import type { ServiceNotice } from "../shared/contract.ts";
import { useLanguage, useText } from "../shared/language.tsx";

/**
 * "Have you these papers?", to be ticked before the number is taken and not at the window. Nobody has to: who ticks
 * nothing takes a number all the same.
 */
export function PapersCheck({ notice }: { notice: ServiceNotice }) {
  const text = useText();
  const { language } = useLanguage();
  const [here, setHere] = useState<readonly number[]>([]);
  const { papers } = notice;
  if (papers.length === 0) return null;
  const toggle = (paper: number) =>
    setHere(here.includes(paper) ? here.filter((each) => each !== paper) : [...here, paper]);
  const complete = here.length === papers.length;
  return (
    <section className="papers" aria-labelledby="papers">
      <h2 id="papers">{text("kiosk.papers")}</h2>
      <ul>
        {papers.map((paper, index) => (
          <li key={inLanguage(paper, "zh-CN")}>
            <label>
              <input type="checkbox" checked={here.includes(index)} onChange={() => toggle(index)} />
              <span>{inLanguage(paper, language)}</span>
            </label>
          </li>
        ))}
      </ul>
      <p className={complete ? "notice notice-good" : "soft"} role="status">
        {text(complete ? "kiosk.papersHere" : "kiosk.papersAsk")}
      </p>
    </section>
  );
}
