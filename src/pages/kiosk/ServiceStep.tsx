import type { ReactNode } from "react";
import type { HallWindow, Service } from "../shared/contract.ts";
import { useName, useText } from "../shared/language.tsx";
import { WindowNames } from "../shared/WindowNames.tsx";
import { lineWords } from "../shared/wait-words.ts";
import { FactsPanel } from "./FactsPanel.tsx";
import type { ServicePanel, TicketWish } from "./kiosk-state.ts";
import { PapersCheck } from "./PapersCheck.tsx";
import { PriorityReasons } from "./PriorityReasons.tsx";
import { Pictogram } from "./pictograms.tsx";
import { TakeButtons } from "./TakeButtons.tsx";

export interface ServiceStepProps {
  service: Service;
  windows: readonly HallWindow[];
  panel: ServicePanel;
  dispenser: string | null;
  onPanel: (panel: ServicePanel) => void;
  onTake: (wish: TicketWish) => void;
}

function ServiceHead({ service, children }: { service: Service; children: ReactNode }) {
  const nameOf = useName();
  return (
    <div className="service-head">
      <Pictogram name={service.pictogram} />
      <div>
        <h1>{nameOf(service)}</h1>
        {children}
      </div>
    </div>
  );
}

/** How long it takes, when it is usually short, and where. */
function ServiceNow({ service, windows }: Pick<ServiceStepProps, "service" | "windows">) {
  const text = useText();
  const { quietHours } = service;
  const now = lineWords(text, service);
  if (service.waitHighMinutes === null) now.push(text("common.waitUnknown"));
  return (
    <dl className="facts-short">
      <dt>{text("kiosk.waitNow")}</dt>
      <dd>{now.join(" · ")}</dd>
      {quietHours.length > 0 && (
        <>
          <dt>{text("kiosk.quiet")}</dt>
          <dd>{quietHours.map(({ from, to }) => `${from}–${to}`).join(text("common.separator"))}</dd>
        </>
      )}
      <dt>{text("kiosk.norm")}</dt>
      <dd>{text("kiosk.normMinutes", { count: Math.round(service.normMinutes) })}</dd>
      {service.windows.length > 0 && (
        <>
          <dt>{text("kiosk.windows")}</dt>
          <dd>
            <WindowNames windows={windows} ids={service.windows} />
          </dd>
        </>
      )}
    </dl>
  );
}

/** What a citizen should know of a service before the number, and the buttons that take one. */
export function ServiceStep({ service, windows, panel, dispenser, onPanel, onTake }: ServiceStepProps) {
  const { id, notice } = service;
  return (
    <div className={`service-step service-step-${panel}`}>
      <div className="service-about">
        <ServiceHead service={service}>
          {panel === "take" && <ServiceNow service={service} windows={windows} />}
        </ServiceHead>
        {panel === "take" && notice !== null && <PapersCheck notice={notice} />}
      </div>
      {panel === "take" && (
        <TakeButtons service={service} dispenser={dispenser} onPanel={onPanel} onTake={onTake} />
      )}
      {panel === "reasons" && (
        <PriorityReasons onReason={(reason) => onTake({ service: id, lane: "priority", reason })} />
      )}
      {panel === "facts" && notice !== null && <FactsPanel notice={notice} />}
    </div>
  );
}
