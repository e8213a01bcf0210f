import { spokenNumber } from "../../i18n/spoken-number.ts";
import { inLanguage, type Language, refusalText, type Text } from "../../i18n/text.ts";
import type { Named, Service, Ticket } from "../shared/contract.ts";
import { priorityReasons } from "../shared/priority-reasons.ts";
import { aheadWords, lineWords, waitWords } from "../shared/wait-words.ts";
import { factNames, type KioskStep } from "./kiosk-state.ts";

export interface Speaker {
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
    case "search":
      return `${text("kiosk.search")} ${text("kiosk.searchLead")}`;
    case "check-in":
      return `${text("kiosk.checkIn")} ${text("kiosk.checkInLead")}`;
    case "service":
      return chosen === undefined ? "" : serviceWords(step.panel, chosen, speaker);
    case "ticket":
      return ticketWords(step.ticket, step.onPaper, speaker);
    case "problem":
      return `${text("kiosk.problem")}; ${refusalText(speaker.language, step.code)} ${text("kiosk.askGuide")}`;
    default:
      return "";
  }
}

function ticketWords(ticket: Ticket, onPaper: boolean, { text, language }: Speaker): string {
  return [
    `${text("common.yourNumber")} ${spokenNumber(ticket.number, language)}`,
    typeof ticket.ahead === "number" ? aheadWords(text, ticket.ahead) : null,
    waitWords(text, ticket),
    text(onPaper ? "kiosk.printing" : "kiosk.notPrinted"),
  ]
    .filter((words) => words !== null)
    .join("; ");
}

function serviceWords(panel: string, service: Service, { text, language, nameOf }: Speaker): string {
  const { notice } = service;
  if (panel === "reasons")
    return [text("kiosk.chooseReason"), ...priorityReasons.map((reason) => text(`reason.${reason}`))].join(
      "; ",
    );
  if (panel === "facts")
    return factNames
      .flatMap((name) => {
        const fact = notice?.[name];
        return fact === undefined ? [] : [`${text(`kiosk.fact.${name}`)}: ${inLanguage(fact, language)}`];
      })
      .join("; ");
  const papers = notice?.papers ?? [];
  return [
    nameOf(service),
    ...lineWords(text, service),
    ...(papers.length > 0 ? [text("kiosk.papers")] : []),
    ...papers.map((paper) => inLanguage(paper, language)),
  ].join("; ");
}
