import type { Service } from "../shared/contract.ts";
import { useName, useText } from "../shared/language.tsx";
import { lineWords } from "../shared/wait-words.ts";
import { Pictogram } from "./pictograms.tsx";

function ServiceCard({ service, onChoose }: { service: Service; onChoose: () => void }) {
  const text = useText();
  const nameOf = useName();
  return (
    <button type="button" className="service" disabled={!service.openNow} onClick={onChoose}>
      <Pictogram name={service.pictogram} />
      <span className="service-name">{nameOf(service)}</span>
      <span className="service-wait">
        {(service.openNow ? lineWords(text, service) : [text("kiosk.closedNow")]).map((words) => (
          <span key={words}>{words}</span>
        ))}
      </span>
    </button>
  );
}

/** Every service as one thing to touch, with what waits. */
export function ServiceGrid({
  services,
  onChoose,
}: {
  services: readonly Service[];
  onChoose: (service: Service) => void;
}) {
  return (
    <ul className="services">
      {services.map((service) => (
        <li key={service.id}>
          <ServiceCard service={service} onChoose={() => onChoose(service)} />
        </li>
      ))}
    </ul>
  );
}
