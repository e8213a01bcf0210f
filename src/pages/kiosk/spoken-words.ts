import { inLanguage, type Language, type Text } from "../../i18n/text.ts";
import type { Named, Service } from "../shared/contract.ts";
import { aheadWords, lineWords } from "../shared/wait-words.ts";
import type { KioskStep } from "./kiosk-state.ts";

interface Speaker {
  text: Text;
  language: Language;
  nameOf: (thing: Named | undefined) => string;
}

/** What care mode reads aloud at a step; all of it stands on the page too. Empty where there is nothing to say. */
export function spokenWords(step: KioskStep, chosen: Service | undefined, speaker: Speaker): string {
  const { text } = speaker;
  switch (step.at) {
    case "services":
      return `${text("kiosk.welcome")} ${text("kiosk.touch")}`;
    case "check-in":
      return `${text("kiosk.checkIn")} ${text("kiosk.checkInLead")}`;
    case "service":
      return chosen === undefined ? "" : serviceWords(step.panel, chosen, speaker);
    case "ticket": {
      const { number, ahead } = step.ticket;
      const line = typeof ahead === "number" ? aheadWords(text, ahead) : "";
      return `${text("common.yourNumber")} ${[...number].join(" ")} ${line}`;
    }
    default:
      return "";
  }
}

function serviceWords(panel: string, service: Service, { text, language, nameOf }: Speaker): string {
  if (panel === "reasons") return text("kiosk.chooseReason");
  if (panel === "facts") return text("kiosk.facts");
  const papers = service.notice?.papers ?? [];
  return [
    nameOf(service),
    ...lineWords(text, service),
    ...(papers.length > 0 ? [text("kiosk.papers")] : []),
    ...papers.map((paper) => inLanguage(paper, language)),
  ].join("; ");
}
