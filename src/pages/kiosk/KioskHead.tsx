import type { Language } from "../../i18n/text.ts";
import { LanguageButtons, useText } from "../shared/language.tsx";
import { Pictogram } from "./pictograms.tsx";

/** How the kiosk is used: by whom it is read, and from which height. */
export interface Ease {
  care: boolean;
  low: boolean;
}

/** The hall's name, and the ways to read and reach: found by their drawings, too. */
export function KioskHead({
  hallName,
  languages,
  ease,
  onEase,
}: {
  hallName: string;
  languages: readonly Language[] | undefined;
  ease: Ease;
  onEase: (ease: Ease) => void;
}) {
  const text = useText();
  const { care, low } = ease;
  return (
    <header className="kiosk-head">
      <p className="hall-name">{hallName}</p>
      <LanguageButtons offered={languages} />
      <div className="ease">
        <button
          type="button"
          className="button care-button"
          aria-pressed={care}
          onClick={() => onEase({ care: !care, low })}
        >
          <Pictogram name="care" />
          {text(care ? "kiosk.careOff" : "kiosk.careOn")}
        </button>
        <button
          type="button"
          className="button reach-button"
          aria-pressed={low}
          onClick={() => onEase({ care, low: !low })}
        >
          <Pictogram name="wheelchair" />
          {text(low ? "kiosk.reachFull" : "kiosk.reachLow")}
        </button>
      </div>
    </header>
  );
}
