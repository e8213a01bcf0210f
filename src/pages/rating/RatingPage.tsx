import { useEffect, useState } from "react";
import { refusalText } from "../../i18n/text.ts";
import { codeOf, post } from "../shared/api.ts";
import { Faces, type Level } from "../shared/Faces.tsx";
import { LanguageButtons, useLanguage, useText } from "../shared/language.tsx";
import type { LiveMessage } from "../shared/live.ts";
import { StaleMark } from "../shared/StaleMark.tsx";
import { useLive } from "../shared/use-live.ts";
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

/** The visit that a message says is over, if it does. */
function finishedVisit({ event, visit }: LiveMessage): string | null {
  if (event !== "visit-finished" && event !== "rating-invited") return null;
  if (typeof visit === "string") return visit;
  if (typeof visit === "object" && visit !== null && "id" in visit && typeof visit.id === "string")
    return visit.id;
  return null;
}

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
  const [sending, setSending] = useState(false);
  useTitle(text("rating.title"));
  useEffect(() => {
    void findTabletToken(window, location.hash).then(setToken);
  }, [window]);

  const { freshness } = useLive<null>({
    topic: `window:${window}`,
    read: async () => null,
    viewOf: () => null,
    onEvent(message) {
      const visit = finishedVisit(message);
      if (visit !== null) setStep({ at: "asking", visit });
      // The next citizen stands here: what was asked before is not theirs to answer.
      else if (message.event === "ticket-called" || message.event === "visit-started")
        setStep({ at: "idle" });
    },
  });
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
