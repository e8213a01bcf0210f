import { useState } from "react";
import { refusalText } from "../../i18n/text.ts";
import { codeOf } from "../shared/api.ts";
import type { Ticket } from "../shared/contract.ts";
import { Faces, type Level } from "../shared/Faces.tsx";
import { useLanguage, useText } from "../shared/language.tsx";
import { OwnWords } from "../shared/OwnWords.tsx";
import { isBad, nothingSaid, sendRating } from "../shared/opinion.ts";
import { WhyBad } from "../shared/WhyBad.tsx";

type Step = { at: "faces" } | { at: "why"; level: Level } | { at: "done" };

/** Asks the holder how it was; once it is told, thanks. */
export function Rate({ ticket, visit }: { ticket: Ticket; visit: string }) {
  const text = useText();
  const { language } = useLanguage();
  const [step, setStep] = useState<Step>({ at: "faces" });
  const [why, setWhy] = useState(nothingSaid);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  async function rate(level: Level) {
    setSending(true);
    setProblem(null);
    try {
      await sendRating(visit, level, why, { ticket: ticket.id });
      setStep({ at: "done" });
    } catch (error) {
      setProblem(codeOf(error));
    }
    setSending(false);
  }
  const choose = (level: Level) => (isBad(level) ? setStep({ at: "why", level }) : void rate(level));
  if (step.at === "done") return <p className="notice notice-good">{text("ticket.rated")}</p>;
  return (
    <section className="phone-rate" aria-labelledby="rate">
      <h2 id="rate">{text("rating.ask")}</h2>
      <p className="soft">{text("rating.lead")}</p>
      {problem !== null && (
        <p role="alert" className="notice notice-bad">
          {text("rating.failed")} {refusalText(language, problem)}
        </p>
      )}
      {step.at === "faces" && (
        <>
          <Faces disabled={sending} onLevel={choose} />
          <OwnWords words={why.text} onWords={(words) => setWhy({ ...why, text: words })} />
        </>
      )}
      {step.at === "why" && (
        <WhyBad why={why} disabled={sending} onWhy={setWhy} onSend={() => rate(step.level)} />
      )}
    </section>
  );
}
