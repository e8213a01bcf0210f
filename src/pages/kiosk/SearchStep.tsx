import { useState } from "react";
import type { Service } from "../shared/contract.ts";
import { useText } from "../shared/language.tsx";
import { ServiceGrid } from "./ServiceGrid.tsx";

const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** Finds services by the initials of their pinyin, on a keyboard that is drawn: the kiosk has no other. */
export function SearchStep({
  services,
  onChoose,
}: {
  services: readonly Service[];
  onChoose: (service: Service) => void;
}) {
  const text = useText();
  const [typed, setTyped] = useState("");
  const found = services.filter(({ initials }) => initials.includes(typed.toLowerCase()));
  return (
    <section className="search" aria-labelledby="search">
      <h1 id="search">{text("kiosk.search")}</h1>
      <p className="soft">{text("kiosk.searchLead")}</p>
      <div className="search-typed">
        <output className="number typed">{typed || "…"}</output>
        <button type="button" className="button" onClick={() => setTyped(typed.slice(0, -1))}>
          {text("kiosk.searchErase")}
        </button>
      </div>
      <div className="letters">
        {letters.map((letter) => (
          <button key={letter} type="button" className="button" onClick={() => setTyped(typed + letter)}>
            {letter}
          </button>
        ))}
      </div>
      <div aria-live="polite">
        {found.length === 0 ? (
          <p className="notice">{text("kiosk.searchNone")}</p>
        ) : (
          <ServiceGrid services={found} onChoose={onChoose} />
        )}
      </div>
    </section>
  );
}
