import { useCallback, useEffect, useState } from "react";
import { codeOf } from "../shared/api.ts";
import type { Service } from "../shared/contract.ts";
import { useLanguage, useName, useText } from "../shared/language.tsx";
import { StaleMark } from "../shared/StaleMark.tsx";
import { useHall } from "../shared/use-hall.ts";
import { useServices } from "../shared/use-services.ts";
import { useTitle } from "../shared/use-title.ts";
import { CheckInStep } from "./CheckInStep.tsx";
import { type Ease, KioskHead } from "./KioskHead.tsx";
import { inReach, type KioskStep, start, type TicketWish } from "./kiosk-state.ts";
import { ProblemStep } from "./ProblemStep.tsx";
import { Pictogram } from "./pictograms.tsx";
import { SearchStep } from "./SearchStep.tsx";
import { ServiceStep } from "./ServiceStep.tsx";
import { ServicesStep } from "./ServicesStep.tsx";
import { TicketStep } from "./TicketStep.tsx";
import { dispenserOf, paperIsOut, takeTicket } from "./take-ticket.ts";
import { useIdle } from "./use-idle.ts";
import { useReadingAloud } from "./use-reading-aloud.ts";

const idleSeconds = 60;
const warnSeconds = 15;
/** A ticket is read and taken: the next citizen should not have to wait for the kiosk. */
const ticketSeconds = 30;
/** Who asked for care mode reads and decides more slowly. */
const carePatience = 2;
const standard: Ease = { care: false, low: false };

/** The kiosk: two touches from the question to the number. */
export function KioskPage() {
  const text = useText();
  const nameOf = useName();
  const { language, setLanguage } = useLanguage();
  const [step, setStep] = useState<KioskStep>(start);
  const [ease, setEase] = useState(standard);
  const { view: hall, freshness } = useHall();
  const services = useServices(hall?.queues);
  const dispenser = dispenserOf(location.search);
  const paperOut = paperIsOut(hall, dispenser);
  const printer = paperOut ? null : dispenser;
  const { care, low } = ease;
  const firstLanguage = hall?.languages?.[0] ?? "zh-CN";
  useTitle(text("kiosk.title"));

  useEffect(() => {
    document.documentElement.dataset.care = care ? "on" : "off";
  }, [care]);

  const forget = useCallback(() => {
    setStep(start);
    setEase(standard);
    setLanguage(firstLanguage);
  }, [setLanguage, firstLanguage]);
  const onTicket = step.at === "ticket";
  const patience = care ? carePatience : 1;
  const left = useIdle(
    (onTicket ? ticketSeconds : idleSeconds) * patience,
    onTicket ? ticketSeconds * patience : warnSeconds,
    forget,
  );
  const untouched = step.at === "services" && !care && !low && language === firstLanguage;

  async function take(wish: TicketWish, onPaper = printer !== null) {
    setStep({ at: "taking" });
    try {
      const ticket = await takeTicket(wish, language, onPaper ? printer : null);
      setStep({ at: "ticket", ticket, onPaper });
    } catch (error) {
      setStep({ at: "problem", code: codeOf(error), wish });
    }
  }

  const choose = (service: Service) => setStep({ at: "service", service: service.id, panel: "take" });
  const byId = (id: string) => services?.find((service) => service.id === id);
  const chosen = step.at === "service" ? byId(step.service) : undefined;
  const goBack = () =>
    setStep(step.at === "service" && step.panel !== "take" ? { ...step, panel: "take" } : start);

  useReadingAloud(care, step, chosen, { text, language, nameOf });

  return (
    <div className="kiosk" data-reach={low ? "low" : "full"}>
      <KioskHead
        languages={hall?.languages}
        hallName={hall === null ? "" : nameOf({ ...hall, id: "hall" })}
        ease={ease}
        onEase={setEase}
      />
      <main className="kiosk-main">
        {services === null && <p className="big">{text("common.connecting")}</p>}
        {services !== null && step.at === "services" && (
          <ServicesStep
            services={services}
            paperOut={paperOut}
            onChoose={choose}
            onSearch={() => setStep({ at: "search" })}
            onCheckIn={() => setStep({ at: "check-in" })}
          />
        )}
        {step.at === "search" && <SearchStep services={inReach(services ?? [])} onChoose={choose} />}
        {step.at === "check-in" && <CheckInStep onCode={(appointmentCode) => take({ appointmentCode })} />}
        {step.at === "service" && chosen !== undefined && (
          <ServiceStep
            service={chosen}
            windows={hall?.windows ?? []}
            panel={step.panel}
            dispenser={printer}
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
          <ProblemStep code={step.code} onAgain={(onPaper) => take(step.wish, onPaper && printer !== null)} />
        )}
      </main>
      <footer className="kiosk-foot">
        {step.at !== "services" && step.at !== "taking" && (
          <button type="button" className="button" onClick={goBack}>
            <Pictogram name={onTicket ? "check" : "back"} />
            {text(onTicket ? "common.done" : "common.back")}
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
