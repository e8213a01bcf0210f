import { localTime } from "../core/calendar.ts";
import type { Language, ServiceId } from "../core/ids.ts";
import { inLanguage, textIn } from "../i18n/text.ts";
import type { Values } from "./fill.ts";
import { noticeFacts, publicFacts, type SlipFacts, serviceOf, slipFacts } from "./wording.ts";

/** 一次性告知单: what to bring for a service, all of it and at once. */
export function noticeValues(
  facts: SlipFacts & { service: ServiceId },
  language: Language,
): Values<"notice"> {
  const { rules, printedAt } = facts;
  const text = textIn(language);
  const service = serviceOf(rules, facts.service);
  return {
    ...slipFacts(facts, text, language),
    title: text("paper.titles.notice"),
    service: inLanguage(service?.name, language),
    ...noticeFacts(service?.notice, text, language, localTime(printedAt, rules.hall.timeZone).day),
    ...publicFacts(service?.notice, language),
    complete: text("paper.complete"),
  };
}
