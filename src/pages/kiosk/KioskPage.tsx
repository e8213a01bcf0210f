import { useCallback, useEffect, useState } from "react";
import { refusalText } from "../../i18n/text.ts";
import { codeOf } from "../shared/api.ts";
import type { Service } from "../shared/contract.ts";
import { LanguageButtons, useLanguage, useName, useText } from "../shared/language.tsx";
import { StaleMark } from "../shared/StaleMark.tsx";
import { useHall } from "../shared/use-hall.ts";
import { useServices } from "../shared/use-services.ts";
import { useTitle } from "../shared/use-title.ts";
import { inReach, type KioskStep, start, type TicketWish } from "./kiosk-state.ts";
import { SearchStep } from "./SearchStep.tsx";
import { ServiceGrid } from "./ServiceGrid.tsx";
import { ServiceStep } from "./ServiceStep.tsx";
import { TicketStep } from "./TicketStep.tsx";
import { dispenserOf, takeTicket } from "./take-ticket.ts";
import { useIdle } from "./use-idle.ts";
import { useVoice } from "./use-voice.ts";

const idleSeconds = 60;
const warnSeconds = 15;
/** A ticket is read and taken: the next citizen should not have to wait for the kiosk. */
const ticketSeconds = 30;
/** Fewer services than this are seen at one glance; searching would only be one more thing to read. */
const searchFrom = 9;

/** The kiosk: two touches from the question to the number. */
export function KioskPage() {
  const text = useText();
  const nameOf = useName();
  const { language, setLanguage } = useLanguage();
  const [step, setStep] = useState<KioskStep>(start);
  const [care, setCare] = useState(false);
  const [low, setLow] = useState(false);
  const { view: hall, freshness } = useHall();
  const services = useServices(hall?.queues);
  const speak = useVoice(language);
  const dispenser = dispenserOf(location.search);
  useTitle(text("kiosk.title"));

  useEffect(() => {
    document.documentElement.dataset.care = care ? "on" : "off";
  }, [care]);

  const forget = useCallback(() => {
    setStep(start);
    setCare(false);
    setLow(false);
    setLanguage("zh-CN");
  }, [setLanguage]);
  const onTicket = step.at === "ticket";
  const left = useIdle(
    onTicket ? ticketSeconds : idleSeconds,
    onTicket ? ticketSeconds : warnSeconds,
    forget,
  );
  const untouched = step.at === "services" && !care && !low && language === "zh-CN";

  async function take(wish: TicketWish, onPaper = dispenser !== null) {
    setStep({ at: "taking", service: wish.service });
    try {
      const ticket = await takeTicket(wish, language, onPaper ? dispenser : null);
      setStep({ at: "ticket", ticket, onPaper });
    } catch (error) {
      setStep({ at: "problem", service: wish.service, code: codeOf(error), lane: wish });
    }
  }

  const choose = (service: Service) => setStep({ at: "service", service: service.id, panel: "take" });
  const byId = (id: string) => services?.find((service) => service.id === id);
  const chosen = step.at === "service" ? byId(step.service) : undefined;

  const spoken = spokenWords();
  useEffect(() => {
    if (care && spoken !== null) speak(spoken);
  }, [care, spoken, speak]);

  /** What care mode reads aloud at this step; all of it stands on the page too. */
  function spokenWords(): string | null {
    if (step.at === "services") return `${text("kiosk.welcome")} ${text("kiosk.touch")}`;
    if (step.at === "ticket") return `${text("common.yourNumber")} ${[...step.ticket.number].join(" ")}`;
    return chosen === undefined ? null : nameOf(chosen);
  }

  return (
    <div className="kiosk" data-reach={low ? "low" : "full"}>
      <header className="kiosk-head">
        <p className="hall-name">{hall === null ? "" : nameOf({ ...hall, id: "hall" })}</p>
        <LanguageButtons />
        <button type="button" className="button" aria-pressed={care} onClick={() => setCare(!care)}>
          {text(care ? "kiosk.careOff" : "kiosk.careOn")}
        </button>
        <button type="button" className="button" aria-pressed={low} onClick={() => setLow(!low)}>
          {text(low ? "kiosk.reachFull" : "kiosk.reachLow")}
        </button>
      </header>
      <main className="kiosk-main">
        {services === null && <p className="big">{text("common.connecting")}</p>}
        {services !== null && step.at === "services" && (
          <>
            <div className="kiosk-ask">
              <div>
                <h1>{text("kiosk.welcome")}</h1>
                <p className="soft">{text("kiosk.touch")}</p>
              </div>
              {services.length >= searchFrom && (
                <button type="button" className="button" onClick={() => setStep({ at: "search" })}>
                  {text("kiosk.search")}
                </button>
              )}
            </div>
            <ServiceGrid services={inReach(services)} onChoose={choose} />
          </>
        )}
        {step.at === "search" && <SearchStep services={inReach(services ?? [])} onChoose={choose} />}
        {step.at === "service" && chosen !== undefined && (
          <ServiceStep
            service={chosen}
            windows={hall?.windows ?? []}
            panel={step.panel}
            onPanel={(panel) => setStep({ ...step, panel })}
            onTake={take}
          />
        )}
        {step.at === "taking" && <p className="big">{text("kiosk.taking")}</p>}
        {step.at === "ticket" && (
          <TicketStep
            ticket={step.ticket}
            service={byId(step.ticket.service)}
            windows={hall?.windows ?? []}
            onPaper={step.onPaper}
          />
        )}
        {step.at === "problem" && (
          <section className="problem" role="alert">
            <h1>{text("kiosk.problem")}</h1>
            <p className="notice notice-bad">{refusalText(language, step.code)}</p>
            <p>{text("kiosk.askGuide")}</p>
            <div className="take">
              {step.code === "printer-out" ? (
                <button type="button" className="button button-main" onClick={() => take(step.lane, false)}>
                  {text("kiosk.takeWithoutPaper")}
                </button>
              ) : (
                <button type="button" className="button button-main" onClick={() => take(step.lane)}>
                  {text("kiosk.tryAgain")}
                </button>
              )}
            </div>
          </section>
        )}
      </main>
      <footer className="kiosk-foot">
        {step.at !== "services" && step.at !== "taking" && (
          <button
            type="button"
            className="button"
            onClick={() =>
              step.at === "service" && step.panel !== "take"
                ? setStep({ ...step, panel: "take" })
                : setStep(start)
            }
          >
            {text(step.at === "ticket" ? "common.done" : "common.back")}
          </button>
        )}
        {left !== null && !untouched && (
          <p role="timer" className="idle">
            {!onTicket && <strong>{text("kiosk.stillThere")} </strong>}
            {text("kiosk.returning", { count: left })}
          </p>
        )}
      </footer>
      <StaleMark freshness={freshness} />
    </div>
  );
}
