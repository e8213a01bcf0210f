import { localTime } from "../core/calendar.ts";
import type { Language } from "../core/ids.ts";
import type { HallRules } from "../core/rules.ts";
import type { TicketView } from "../core/views.ts";
import { inLanguage, type Text, textIn } from "../i18n/text.ts";
import type { Values } from "./fill.ts";
import { minuteOf, noticeFacts, serviceOf, textOf, ticketLink } from "./wording.ts";

export interface TicketPaperFacts {
  rules: HallRules;
  ticket: TicketView;
  /** The window that has it, in the language asked for; null while none has. */
  atWindow: ((language: Language) => string) | null;
  copy: boolean;
  printedAt: number;
}

/** What a ticket tells: the number, the line before it, and honestly how long it may take. */
export function ticketValues(facts: TicketPaperFacts, language: Language): Values<"ticket"> {
  const { rules, ticket, atWindow, copy, printedAt } = facts;
  const { timeZone, name } = rules.hall;
  const text = textIn(language);
  const service = serviceOf(rules, ticket.service);
  const link = ticketLink(rules, ticket.id);
  const waits = ticket.state === "waiting";
  const isCalled = ticket.state === "called";
  return {
    hall: inLanguage(name, language),
    copy: copy ? text("paper.reprint") : null,
    number: ticket.number,
    service: inLanguage(service?.name, language),
    lane: ticket.lane === "ordinary" ? null : textOf(text, "lane", ticket.lane),
    ahead: waits ? String(ticket.ahead) : null,
    wait: waitRange(ticket, text),
    state: waits || isCalled ? null : textOf(text, "ticketState", ticket.state),
    goTo: isCalled && atWindow ? text("ticket.goTo", { window: atWindow(language) }) : null,
    windows: waits && ticket.windows.length > 0 ? ticket.windows.join(", ") : null,
    issued: minuteOf(ticket.issuedAt, timeZone),
    missed: waits || isCalled ? missed(rules, text) : null,
    ...noticeFacts(service?.notice, text, language, localTime(printedAt, timeZone).day),
    link,
    scan: link && text("paper.scan"),
  };
}

/** A range of minutes, one number where its ends meet, and nothing where nothing is known. */
function waitRange({ waitLowMinutes: low, waitHighMinutes: high }: TicketView, text: Text): string | null {
  if (low === null || high === null) return null;
  if (high === 0) return text("common.waitNone");
  return low === high ? text("paper.waitOf", { count: high }) : text("paper.waitRange", { low, high });
}

/** What becomes of who does not hear the call, by the hall's own rules. */
function missed({ calling }: HallRules, text: Text): string {
  const { noShowReturnMinutes: count, noShowReturnPlaces: places } = calling;
  return count > 0 ? text("paper.missedReturn", { count, places }) : text("paper.missedOver");
}
