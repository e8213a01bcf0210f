import type { Paper } from "../../devices/printer/paper.ts";
import type { Language, WindowId } from "../core/ids.ts";
import type { PrintJob } from "../core/jobs.ts";
import type { LABELLED, LABELLED_ON_DAY_SLIP } from "../core/paper-templates.ts";
import type { HallRules } from "../core/rules.ts";
import type { HallState, Ticket } from "../core/state.ts";
import { ticketView, windowView } from "../core/views.ts";
import type { WaitEstimator } from "../core/waits.ts";
import { staffTextIn } from "../i18n/staff-text.ts";
import { inLanguage, textIn } from "../i18n/text.ts";
import { BUILT_IN } from "./built-in.ts";
import { daySlipValues } from "./day-slip.ts";
import { fill, type Telling } from "./fill.ts";
import { noticeValues } from "./notice.ts";
import { ticketValues } from "./ticket.ts";
import { caseSlipValues, promiseSlipValues } from "./visit-slips.ts";

/**
 * The paper of a print job, as the hall is now: in its holder's language with Chinese beside it, by the hall's
 * template or the built-in one.
 * @returns null when what it is about is no more
 */
export function paperOf(
  state: HallState,
  job: PrintJob,
  { widthMm, estimate }: { widthMm: Paper["widthMm"]; estimate: WaitEstimator },
): Paper | null {
  const { rules } = state;
  const telling = rules && tellingOf(state, rules, job, estimate);
  return telling && fill(rules.papers?.[job.paper] ?? BUILT_IN[job.paper], telling, widthMm);
}

function tellingOf(
  state: HallState,
  rules: HallRules,
  job: PrintJob,
  estimate: WaitEstimator,
): Telling | null {
  const facts = { rules, copy: job.copy, printedAt: job.askedAt };
  if (job.paper === "day-slip") {
    const valuesIn = (language: Language) => daySlipValues({ ...facts, slip: job }, language);
    return { language: "zh-CN", labelIn: dayLabel, valuesIn };
  }
  if (job.paper === "notice") {
    const { language, service } = job;
    return { language, labelIn: label, valuesIn: (each) => noticeValues({ ...facts, service }, each) };
  }
  const ticket = state.tickets.get(job.ticket);
  if (!ticket) return null;
  const { language } = ticket;
  if (job.paper === "ticket")
    return { language, labelIn: label, valuesIn: ticketTelling(state, ticket, facts, estimate) };
  const visit = state.visits.get(job.visit ?? ticket.visit ?? "");
  if (!visit) return null;
  const about = { ...facts, visit, window: windowNames(state, visit.window) };
  const valuesOf = job.paper === "case-slip" ? caseSlipValues : promiseSlipValues;
  return { language, labelIn: label, valuesIn: (each) => valuesOf(about, each) };
}

function ticketTelling(
  state: HallState,
  ticket: Ticket,
  facts: { rules: HallRules; copy: boolean; printedAt: number },
  estimate: WaitEstimator,
): Telling["valuesIn"] {
  const view = ticketView(state, ticket, estimate);
  const names = view.window === null ? null : windowNames(state, view.window);
  const atWindow = names && ((language: Language) => inLanguage(names, language));
  return (language) => ticketValues({ ...facts, ticket: view, atWindow }, language);
}

function windowNames(state: HallState, id: WindowId) {
  const window = state.windows.get(id);
  return window ? windowView(state, window).names : { "zh-CN": id };
}

// Templates are checked when a config is adopted: a name that is no label cannot come here.
function label(language: Language, name: string): string {
  return textIn(language)(`paper.label.${name as (typeof LABELLED)[number]}`);
}

function dayLabel(language: Language, name: string): string {
  return staffTextIn(language)(`daySlip.label.${name as (typeof LABELLED_ON_DAY_SLIP)[number]}`);
}
