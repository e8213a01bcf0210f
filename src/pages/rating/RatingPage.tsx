import { useEffect, useState } from "react";
import { refusalText } from "../../i18n/text.ts";
import { codeOf } from "../shared/api.ts";
import { Faces, type Level } from "../shared/Faces.tsx";
import { LanguageButtons, useLanguage, useText } from "../shared/language.tsx";
import { OwnWords } from "../shared/OwnWords.tsx";
import { isBad, nothingSaid, sendRating, type Why } from "../shared/opinion.ts";
import { StaleMark } from "../shared/StaleMark.tsx";
import { useDesk } from "../shared/use-desk.ts";
import { useHallLanguages } from "../shared/use-hall-languages.ts";
import { useTitle } from "../shared/use-title.ts";
import { WhyBad } from "../shared/WhyBad.tsx";
import { findTabletToken } from "./tablet-token.ts";
import { useCountdown } from "./use-countdown.ts";

type Step =
  | { at: "idle" }
  | { at: "asking"; visit: string }
  | { at: "why"; visit: string; level: Level }
  | { at: "thanks" }
  | { at: "failed"; visit: string; code: string };

const idle: Step = { at: "idle" };
/** Long enough to read five words, short enough that the next citizen does not rate the last one's visit. */
const askSeconds = 45;
/** From the last touch: reasons are thought over, words are typed. */
const whySeconds = 60;
const thanksSeconds = 6;

function secondsOf({ at }: Step): number | null {
  if (at === "idle") return null;
  if (at === "thanks") return thanksSeconds;
  return at === "why" ? whySeconds : askSeconds;
}

/** The tablet at a window: asks after each visit, and never insists. */
export function RatingPage({ window }: { window: string }) {
  const text = useText();
  const { language } = useLanguage();
  const [step, setStep] = useState<Step>(idle);
  const [why, setWhy] = useState(nothingSaid);
  const [token, setToken] = useState<string | null | undefined>(undefined);
  const [invited, setInvited] = useState(0);
  const [sending, setSending] = useState(false);
  useTitle(text("rating.title"));
  const languages = useHallLanguages();
  useEffect(() => {
    void findTabletToken(window, location.hash).then(setToken);
  }, [window]);

  const { view: desk, freshness } = useDesk(window, ({ event }) => {
    if (event === "ticket-called" || event === "visit-started") makeWayForNext();
    if (event === "visit-rated") setStep(idle);
    if (event === "visit-finished" || event === "rating-invited") setInvited((times) => times + 1);
  });
  const last = desk?.lastVisit;
  const toRate = last?.rated === false ? last.id : null;
  useEffect(() => {
    if (invited === 0 || toRate === null) return;
    setWhy(nothingSaid);
    setStep({ at: "asking", visit: toRate });
  }, [invited, toRate]);
  const [left, beginAnew] = useCountdown(secondsOf(step), onTimeOver);

  /** A face that was touched counts, whether or not the reasons were sent off. */
  function onTimeOver() {
    if (step.at === "why") void rate(step.visit, step.level);
    else setStep(idle);
  }

  /** The next citizen stands here: what was asked before is not theirs to answer. */
  function makeWayForNext() {
    // Should it fail there is nobody left to tell.
    if (step.at === "why")
      sendRating(step.visit, step.level, why, { token: token ?? undefined }).catch(() => {});
    setStep(idle);
  }

  async function rate(visit: string, level: Level) {
    setSending(true);
    try {
      await sendRating(visit, level, why, { token: token ?? undefined });
      setStep({ at: "thanks" });
    } catch (error) {
      setStep({ at: "failed", visit, code: codeOf(error) });
    }
    setSending(false);
  }

  function say(more: Why) {
    setWhy(more);
    beginAnew();
  }

  const choose = (visit: string) => (level: Level) =>
    isBad(level) ? setStep({ at: "why", visit, level }) : void rate(visit, level);

  return (
    <div className="rating">
      <header>
        <LanguageButtons offered={languages} />
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
            <Faces disabled={sending} onLevel={choose(step.visit)} />
          </>
        )}
        {step.at === "why" && (
          <WhyBad why={why} disabled={sending} onWhy={say} onSend={() => rate(step.visit, step.level)} />
        )}
        {(step.at === "asking" || step.at === "failed" || step.at === "why") && (
          <footer>
            {step.at !== "why" && (
              <>
                <button type="button" className="button" onClick={() => setStep(idle)}>
                  {text("rating.skip")}
                </button>
                <OwnWords words={why.text} onWords={(words) => say({ ...why, text: words })} />
              </>
            )}
            <p className="soft" role="timer" aria-live="off">
              {left !== null &&
                text(step.at === "why" ? "rating.sentIn" : "rating.timeLeft", { count: Math.max(0, left) })}
            </p>
          </footer>
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
