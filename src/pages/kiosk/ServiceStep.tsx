import { inLanguage } from "../../i18n/text.ts";
import type { HallWindow, Service } from "../shared/contract.ts";
import { useLanguage, useName, useText } from "../shared/language.tsx";
import { priorityReasons } from "../shared/priority-reasons.ts";
import { waitingWords, waitWords } from "../shared/wait-words.ts";
import { FactsPanel } from "./FactsPanel.tsx";
import type { TicketWish } from "./kiosk-state.ts";
import { Pictogram } from "./pictograms.tsx";

export interface ServiceStepProps {
  service: Service;
  windows: readonly HallWindow[];
  panel: "take" | "reasons" | "facts";
  onPanel: (panel: "take" | "reasons" | "facts") => void;
  onTake: (wish: TicketWish) => void;
}

function Papers({ service }: { service: Service }) {
  const text = useText();
  const { language } = useLanguage();
  const papers = service.notice?.papers ?? [];
  if (papers.length === 0) return null;
  return (
    <section className="papers" aria-labelledby="papers">
      <h2 id="papers">{text("kiosk.papers")}</h2>
      <ul>
        {papers.map((paper) => (
          <li key={inLanguage(paper, "zh-CN")}>{inLanguage(paper, language)}</li>
        ))}
      </ul>
      <p className="soft">{text("kiosk.papersAsk")}</p>
    </section>
  );
}

function Reasons({ service, onTake }: { service: Service; onTake: (wish: TicketWish) => void }) {
  const text = useText();
  return (
    <section aria-labelledby="reasons">
      <h2 id="reasons">{text("kiosk.chooseReason")}</h2>
      <div className="reasons">
        {priorityReasons.map((reason) => (
          <button
            key={reason}
            type="button"
            className="button button-green"
            onClick={() => onTake({ service: service.id, lane: "priority", reason })}
          >
            {text(`reason.${reason}`)}
          </button>
        ))}
      </div>
    </section>
  );
}

function TakeButtons({ service, onPanel, onTake }: Omit<ServiceStepProps, "windows" | "panel">) {
  const text = useText();
  return (
    <div className="take">
      <button
        type="button"
        className="button button-main take-ordinary"
        onClick={() => onTake({ service: service.id, lane: "ordinary" })}
      >
        {text("kiosk.take")}
      </button>
      <button type="button" className="button button-green" onClick={() => onPanel("reasons")}>
        <span>
          {text("kiosk.takePriority")}
          <small>{text("kiosk.takePriorityLead")}</small>
        </span>
      </button>
      {service.notice !== undefined && (
        <button type="button" className="button" onClick={() => onPanel("facts")}>
          {text("kiosk.facts")}
        </button>
      )}
    </div>
  );
}

/** What a citizen should know of a service before the number, and the buttons that take one. */
export function ServiceStep({ service, windows, panel, onPanel, onTake }: ServiceStepProps) {
  const text = useText();
  const nameOf = useName();
  const servedAt = windows.filter(({ id }) => service.windows.includes(id)).map(nameOf);
  return (
    <div className="service-step">
      <div className="service-head">
        <Pictogram name={service.pictogram ?? service.id} />
        <div>
          <h1>{nameOf(service)}</h1>
          <dl className="facts-short">
            <dt>{text("kiosk.waitNow")}</dt>
            <dd>
              {[
                service.waiting === undefined ? null : waitingWords(text, service.waiting),
                waitWords(text, service),
              ]
                .filter((words) => words !== null)
                .join(" · ") || text("common.waitUnknown")}
            </dd>
            {service.quietHours !== undefined && service.quietHours.length > 0 && (
              <>
                <dt>{text("kiosk.quiet")}</dt>
                <dd>{service.quietHours.join(text("common.separator"))}</dd>
              </>
            )}
            {servedAt.length > 0 && (
              <>
                <dt>{text("kiosk.windows")}</dt>
                <dd>{servedAt.join(text("common.separator"))}</dd>
              </>
            )}
          </dl>
        </div>
      </div>
      {panel === "take" && (
        <>
          <Papers service={service} />
          <TakeButtons service={service} onPanel={onPanel} onTake={onTake} />
        </>
      )}
      {panel === "reasons" && <Reasons service={service} onTake={onTake} />}
      {panel === "facts" && service.notice !== undefined && <FactsPanel notice={service.notice} />}
    </div>
  );
}
