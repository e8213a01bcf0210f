import { callCaption, callWords } from "../../i18n/call-words.ts";
import type { Language } from "../../i18n/text.ts";
import type { Hall } from "../shared/contract.ts";
import { useStaffText } from "../shared/staff-text.ts";
import type { Word } from "./script.ts";

interface TrialCallProps {
  hall: Hall;
  spoken: Language;
  words: readonly Word[];
  isBusy: boolean;
  listen(addresses: readonly string[]): void;
}

/** A call joined from what is recorded, as the hall will hear it; what it still lacks is named. */
export function TrialCall({ hall, spoken, words, isBusy, listen }: TrialCallProps) {
  const text = useStaffText();
  const window = hall.windows.at(-1);
  if (window === undefined) return null;
  const letter = words.find(({ words }) => /^[A-Z]$/.test(words))?.words ?? "";
  const call = {
    number: `${letter}012`,
    windowNames: window.names ?? { "zh-CN": window.name },
    recalled: false,
  };
  const joined = callWords(call, spoken).map((word) => words.find((each) => each.words === word));
  const addresses = joined.flatMap((word) => word?.address ?? []);
  const missing = [...new Set(joined.flatMap((word) => (word?.address === null ? [word.words] : [])))];
  return (
    <section className="trial">
      <p lang={spoken}>{callCaption(call, spoken)}</p>
      <button
        type="button"
        className="button"
        disabled={isBusy || missing.length > 0}
        onClick={() => listen(addresses)}
      >
        {text("voice.trial")}
      </button>
      {missing.length > 0 && (
        <p>
          {text("voice.missing")} <span lang={spoken}>{missing.join(" · ")}</span>
        </p>
      )}
    </section>
  );
}
