import { bareWord, signWords, spokenNumber } from "../../i18n/spoken-number.ts";
import { inLanguage, type Language, refusalText, type Text } from "../../i18n/text.ts";
import type { Named, Service, Ticket } from "../shared/contract.ts";
import { priorityReasons } from "../shared/priority-reasons.ts";
import { aheadWords, lineWords, waitWords } from "../shared/wait-words.ts";
import { factNames, type KioskStep, type ServicePanel } from "./kiosk-state.ts";

export interface Speaker {
  text: Text;
  language: Language;
  nameOf: (thing: Named | undefined) => string;
}

/** What is read aloud in one breath. */
export interface Sentence {
  /** For a voice that reads texts. */
  text: string;
  /** What its clips are recorded from, one by one. What names a service, a paper or a count, no hall has recorded. */
  words: readonly string[];
}

const whole = (text: string): Sentence => ({ text, words: [text] });

/** What care mode reads aloud at a step; all of it stands on the page too. Empty where there is nothing to say. */
export function spokenSentences(step: KioskStep, chosen: Service | undefined, speaker: Speaker): Sentence[] {
  const { text, language } = speaker;
  switch (step.at) {
    case "services":
      return [text("kiosk.welcome"), text("kiosk.touch")].map(whole);
    case "search":
      return [text("kiosk.search"), text("kiosk.searchLead")].map(whole);
    case "check-in":
      return [text("kiosk.checkIn"), text("kiosk.checkInLead")].map(whole);
    case "service":
      return chosen === undefined ? [] : serviceTexts(step.panel, chosen, speaker).map(whole);
    case "ticket":
      return ticketSentences(step.ticket, step.onPaper, speaker);
    case "problem":
      return [text("kiosk.problem"), refusalText(language, step.code), text("kiosk.askGuide")].map(whole);
    default:
      return [];
  }
}

function ticketSentences(ticket: Ticket, onPaper: boolean, { text, language }: Speaker): Sentence[] {
  const label = text("common.yourNumber");
  const wait = waitWords(text, ticket);
  return [
    {
      text: `${label} ${spokenNumber(ticket.number, language)}`,
      words: [label, ...signWords(ticket.number, language).map(bareWord)],
    },
    ...(typeof ticket.ahead === "number" ? [whole(aheadWords(text, ticket.ahead))] : []),
    ...(wait === null ? [] : [whole(wait)]),
    whole(text(onPaper ? "kiosk.printing" : "kiosk.notPrinted")),
  ];
}

function serviceTexts(panel: ServicePanel, service: Service, { text, language, nameOf }: Speaker): string[] {
  const { notice } = service;
  if (panel === "reasons")
    return [text("kiosk.chooseReason"), ...priorityReasons.map((reason) => text(`reason.${reason}`))];
  if (panel === "facts")
    return factNames.flatMap((name) => {
      const fact = notice?.[name];
      return fact === undefined ? [] : [`${text(`kiosk.fact.${name}`)}: ${inLanguage(fact, language)}`];
    });
  const papers = notice?.papers ?? [];
  return [
    nameOf(service),
    ...lineWords(text, service),
    ...(papers.length > 0 ? [text("kiosk.papers")] : []),
    ...papers.map((paper) => inLanguage(paper, language)),
  ];
}
