import type { Language, Texts } from "../core/ids.ts";
import type { HallRules } from "../core/rules.ts";
import type { Visit } from "../core/state.ts";
import { inLanguage, type Text, textIn } from "../i18n/text.ts";
import type { Values } from "./fill.ts";
import { minuteOf, type SlipFacts, serviceOf, slipFacts, ticketLink } from "./wording.ts";

export interface VisitSlipFacts extends SlipFacts {
  visit: Visit;
  /** Names of the visit's window. */
  window: Texts;
}

/** What was taken in and what came of it: 受理回执. */
export function caseSlipValues(facts: VisitSlipFacts, language: Language): Values<"case-slip"> {
  const { rules, visit } = facts;
  const text = textIn(language);
  const link = ticketLink(rules, visit.ticket);
  const others = visit.cases.map((id) => nameOf(rules, id, language));
  return {
    ...visitFacts(facts, text, language),
    title: text("paper.titles.case-slip"),
    otherCases: others.join(text("common.separator")) || null,
    outcome: visit.outcome && text(`paper.outcome.${visit.outcome}`),
    due: visit.promise?.due ?? null,
    link,
    rate: link && text("paper.rate"),
  };
}

/** When the result is promised for, and what is to be handed in until then: 承诺件回执. */
export function promiseSlipValues(facts: VisitSlipFacts, language: Language): Values<"promise-slip"> {
  const { rules, visit } = facts;
  const text = textIn(language);
  const link = ticketLink(rules, visit.ticket);
  const lacksPapers = (visit.promise?.papers.length ?? 0) > 0;
  return {
    ...visitFacts(facts, text, language),
    title: text("paper.titles.promise-slip"),
    due: visit.promise?.due ?? null,
    handIn: lacksPapers ? text("paper.handIn") : null,
    allPapers: lacksPapers ? null : text("paper.allPapers"),
    link,
    scan: link && text("paper.scan"),
  };
}

function visitFacts(facts: VisitSlipFacts, text: Text, language: Language) {
  const { rules, visit, window } = facts;
  return {
    ...slipFacts(facts, text, language),
    case: visit.id,
    number: visit.number,
    service: nameOf(rules, visit.service, language),
    window: inLanguage(window, language),
    taken: minuteOf(visit.startedAt ?? visit.calledAt, rules.hall.timeZone),
    papers: visit.promise?.papers ?? null,
  };
}

function nameOf(rules: HallRules, service: string, language: Language): string {
  return inLanguage(serviceOf(rules, service)?.name, language);
}
