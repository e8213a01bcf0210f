import { useState } from "react";
import { refusalText } from "../../i18n/text.ts";
import { codeOf, post } from "../shared/api.ts";
import type { Ticket } from "../shared/contract.ts";
import { Faces, type Level } from "../shared/Faces.tsx";
import { useLanguage, useText } from "../shared/language.tsx";

/** Asks the holder how it was; once it is told, thanks. */
export function Rate({ ticket, visit }: { ticket: Ticket; visit: string }) {
  const text = useText();
  const { language } = useLanguage();
  const [done, setDone] = useState<"no" | "sending" | "yes">("no");
  const [problem, setProblem] = useState<string | null>(null);
  async function rate(level: Level) {
    setDone("sending");
    setProblem(null);
    try {
      await post(`/visits/${encodeURIComponent(visit)}/rating`, {
        level,
        channel: "phone",
        ticket: ticket.id,
      });
      setDone("yes");
    } catch (error) {
      setProblem(codeOf(error));
      setDone("no");
    }
  }
  if (done === "yes") return <p className="notice notice-good">{text("ticket.rated")}</p>;
  return (
    <section aria-labelledby="rate">
      <h2 id="rate">{text("rating.ask")}</h2>
      <p className="soft">{text("rating.lead")}</p>
      {problem !== null && (
        <p role="alert" className="notice notice-bad">
          {text("rating.failed")} {refusalText(language, problem)}
        </p>
      )}
      <Faces disabled={done === "sending"} onLevel={rate} />
    </section>
  );
}
