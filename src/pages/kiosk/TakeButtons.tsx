import { useState } from "react";
import { refusalText } from "../../i18n/text.ts";
import { codeOf } from "../shared/api.ts";
import type { Service } from "../shared/contract.ts";
import { useLanguage, useText } from "../shared/language.tsx";
import type { ServicePanel, TicketWish } from "./kiosk-state.ts";
import { Pictogram } from "./pictograms.tsx";
import { printNotice } from "./take-ticket.ts";

interface TakeButtonsProps {
  service: Service;
  /** Whose printer can print the notice; null where nothing can. */
  dispenser: string | null;
  onPanel: (panel: ServicePanel) => void;
  onTake: (wish: TicketWish) => void;
}

/** Prints what to bring, for who has to come again. */
function PrintNotice({ service, dispenser }: { service: Service; dispenser: string }) {
  const text = useText();
  const { language } = useLanguage();
  const [told, setTold] = useState<string | null>(null);
  const print = () =>
    printNotice(service.id, language, dispenser).then(
      () => setTold(text("kiosk.noticePrinting")),
      (error: unknown) => setTold(refusalText(language, codeOf(error))),
    );
  if (told !== null)
    return (
      <p className="notice" role="status">
        {told}
      </p>
    );
  return (
    <button type="button" className="button" onClick={print}>
      <Pictogram name="printer" />
      {text("kiosk.printNotice")}
    </button>
  );
}

/** The ways to a number of the service, and to more about it. */
export function TakeButtons({ service, dispenser, onPanel, onTake }: TakeButtonsProps) {
  const text = useText();
  return (
    <div className="take">
      <button
        type="button"
        className="button button-main take-ordinary"
        onClick={() => onTake({ service: service.id, lane: "ordinary" })}
      >
        <Pictogram name="ticket" />
        {text("kiosk.take")}
      </button>
      <button type="button" className="button button-green" onClick={() => onPanel("reasons")}>
        <Pictogram name="elder-care" />
        <span>
          {text("kiosk.takePriority")}
          <small>{text("kiosk.takePriorityLead")}</small>
        </span>
      </button>
      {service.notice !== null && (
        <button type="button" className="button facts-button" onClick={() => onPanel("facts")}>
          <Pictogram name="document" />
          {text("kiosk.facts")}
        </button>
      )}
      {service.notice !== null && dispenser !== null && (
        <PrintNotice service={service} dispenser={dispenser} />
      )}
    </div>
  );
}
