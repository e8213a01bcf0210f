import type { Service } from "../shared/contract.ts";
import { useText } from "../shared/language.tsx";
import { onFirstPage } from "./kiosk-state.ts";
import { Pictogram } from "./pictograms.tsx";
import { ServiceGrid } from "./ServiceGrid.tsx";

/** Fewer services than this are seen at one glance; searching would only be one more thing to read. */
const searchFrom = 9;

interface ServicesStepProps {
  services: readonly Service[];
  paperOut: boolean;
  onChoose: (service: Service) => void;
  onSearch: () => void;
  onCheckIn: () => void;
}

/** The first page: what a citizen may have come for. */
export function ServicesStep({ services, paperOut, onChoose, onSearch, onCheckIn }: ServicesStepProps) {
  const text = useText();
  const shown = onFirstPage(services);
  const more = shown.length < services.length;
  return (
    <>
      {paperOut && <p className="notice kiosk-notice">{text("kiosk.paperOut")}</p>}
      <div className="kiosk-ask">
        <div>
          <h1>{text("kiosk.welcome")}</h1>
          <p className="soft">{text("kiosk.touch")}</p>
        </div>
        {services.some(({ bookable }) => bookable) && (
          <button type="button" className="button check-in-button" onClick={onCheckIn}>
            <Pictogram name="appointment" />
            {text("kiosk.checkIn")}
          </button>
        )}
        {(more || services.length >= searchFrom) && (
          <button type="button" className="button search-button" onClick={onSearch}>
            <Pictogram name="search" />
            {text(more ? "kiosk.allServices" : "kiosk.search")}
          </button>
        )}
      </div>
      <ServiceGrid services={shown} onChoose={onChoose} />
    </>
  );
}
