import { useEffect, useState } from "react";
import { refusalText } from "../../i18n/text.ts";
import { codeOf, post } from "../shared/api.ts";
import { Faces, type Level } from "../shared/Faces.tsx";
import { LanguageButtons, useLanguage, useText } from "../shared/language.tsx";
import { StaleMark } from "../shared/StaleMark.tsx";
import { useDesk } from "../shared/use-desk.ts";
import { useTitle } from "../shared/use-title.ts";
import { findTabletToken } from "./tablet-token.ts";

type Step =
  | { at: "idle" }
  | { at: "asking"; visit: string }
  | { at: "thanks" }
  | { at: "failed"; visit: string; code: string };

/** Long enough to read five words, short enough that the next citizen does not rate the last one's visit. */
const askSeconds = 45;
const thanksSeconds = 6;

/** Calls back when the seconds of a step are over; gives how many are left. */
function useCountdown(seconds: number | null, onOver: () => void): number | null {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    setLeft(seconds);
    if (seconds === null) return;
    const timer = setInterval(() => setLeft((now) => (now === null ? null : now - 1)), 1_000);
    return () => clearInterval(timer);
  }, [seconds]);
  useEffect(() => {
    if (left !== null && left <= 0) onOver();
  }, [left, onOver]);
  return left;
}

/** The tablet at a window: asks after each visit, and never insists. */
export function RatingPage({ window }: { window: string }) {
  const text = useText();
  const { language } = useLanguage();
  const [step, setStep] = useState<Step>({ at: "idle" });
  const [token, setToken] = useState<string | null | undefined>(undefined);
  const [invited, setInvited] = useState(0);
  const [sending, setSending] = useState(false);
  useTitle(text("rating.title"));
  useEffect(() => {
    void findTabletToken(window, location.hash).then(setToken);
  }, [window]);

  const { view: desk, freshness } = useDesk(window, ({ event }) => {
    // The next citizen stands here: what was asked before is not theirs to answer.
    if (event === "ticket-called" || event === "visit-started" || event === "visit-rated")
      setStep({ at: "idle" });
    if (event === "visit-finished" || event === "rating-invited") setInvited((times) => times + 1);
  });
  const last = desk?.lastVisit;
  const toRate = last?.rated === false ? last.id : null;
  useEffect(() => {
    if (invited > 0 && toRate !== null) setStep({ at: "asking", visit: toRate });
  }, [invited, toRate]);
  const seconds = step.at === "idle" ? null : step.at === "thanks" ? thanksSeconds : askSeconds;
  const left = useCountdown(seconds, () => setStep({ at: "idle" }));

  async function rate(visit: string, level: Level) {
    setSending(true);
    try {
      await post(
        `/visits/${encodeURIComponent(visit)}/rating`,
        { level, channel: "tablet" },
        token ?? undefined,
      );
      setStep({ at: "thanks" });
    } catch (error) {
      setStep({ at: "failed", visit, code: codeOf(error) });
    }
    setSending(false);
  }

  return (
    <div className="rating">
      <header>
        <LanguageButtons />
      </header>
      <main aria-live="polite">
        {token === null && <p className="notice notice-bad">{text("rating.noToken")}</p>}
        {step.at === "idle" && (
          <div className="rating-idle">
            <h1>{text("rating.idle")}</h1>
            <p>{text("rating.idleLead")}</p>
          </div>
        )}
        {(step.at === "asking" || step.at === "failed") && (
          <>
            <h1>{text("rating.ask")}</h1>
            <p className="soft">{text("rating.lead")}</p>
            {step.at === "failed" && (
              <p role="alert" className="notice notice-bad">
                {text("rating.failed")} {refusalText(language, step.code)}
              </p>
            )}
            <Faces disabled={sending} onLevel={(level) => rate(step.visit, level)} />
            <footer>
              <button type="button" className="button" onClick={() => setStep({ at: "idle" })}>
                {text("rating.skip")}
              </button>
              <p className="soft" role="timer" aria-live="off">
                {left !== null && text("rating.timeLeft", { count: Math.max(0, left) })}
              </p>
            </footer>
          </>
        )}
        {step.at === "thanks" && (
          <div className="rating-idle">
            <h1>{text("rating.thanks")}</h1>
            <p>{text("rating.thanksLead")}</p>
          </div>
        )}
      </main>
      <StaleMark freshness={freshness} />
    </div>
  );
}
