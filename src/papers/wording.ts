import { localTime } from "../core/calendar.ts";
import type { Day, Instant, Language } from "../core/ids.ts";
import type { HallRules, NoticeRule, PublicFacts, ServiceRule } from "../core/rules.ts";
import { inLanguage, type Text, type TextKey } from "../i18n/text.ts";

/** `YYYY-MM-DD HH:MM` by the hall's clock, the same in every language. */
export function minuteOf(at: Instant, timeZone: string): string {
  const { day, minuteOfDay } = localTime(at, timeZone);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${day} ${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
}

export function serviceOf({ services }: HallRules, id: string): ServiceRule | undefined {
  return services.find((service) => service.id === id);
}

/** The holder's page of a ticket; null where the hall has no address to scan. */
export function ticketLink({ hall }: HallRules, ticket: string): string | null {
  return hall.publicAddress === undefined
    ? null
    : `${hall.publicAddress.replace(/\/+$/, "")}/ticket/${ticket}`;
}

/** What a notice says; nothing of a service without one. @param today by the hall's clock */
export function noticeFacts(notice: NoticeRule | undefined, text: Text, language: Language, today: Day) {
  const named = (texts: NoticeRule["fee"]) => inLanguage(texts, language) || null;
  return {
    papers: notice?.papers.map((paper) => inLanguage(paper, language)) ?? null,
    fee: named(notice?.fee),
    timeLimit: named(notice?.timeLimit),
    version: notice?.version ?? null,
    validUntil: notice?.validUntil ?? null,
    expired: notice && notice.validUntil < today ? text("kiosk.factsExpired") : null,
  };
}

/** The public facts that a notice has beside its fee and time limit. */
export function publicFacts(notice: NoticeRule | undefined, language: Language) {
  const said = (name: keyof PublicFacts) => inLanguage(notice?.[name], language) || null;
  return {
    subject: said("subject"),
    basis: said("basis"),
    conditions: said("conditions"),
    procedure: said("procedure"),
    result: said("result"),
    feeBasis: said("feeBasis"),
  };
}

/** The words for a lane or a state; those of a ticket view are plain strings. */
export function textOf(text: Text, group: "lane" | "ticketState", name: string): string {
  return text(`${group}.${name}` as TextKey);
}

/** What every paper but a ticket begins and ends with. */
export interface SlipFacts {
  rules: HallRules;
  copy: boolean;
  /** When it was asked for. */
  printedAt: Instant;
}

export function slipFacts({ rules, copy, printedAt }: SlipFacts, text: Text, language: Language) {
  return {
    hall: inLanguage(rules.hall.name, language),
    copy: copy ? text("paper.reprint") : null,
    printed: minuteOf(printedAt, rules.hall.timeZone),
  };
}
