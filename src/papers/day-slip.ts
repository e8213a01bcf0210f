import type { Language } from "../core/ids.ts";
import type { DaySlip } from "../core/jobs.ts";
import { type StaffText, staffTextIn } from "../i18n/staff-text.ts";
import { inLanguage } from "../i18n/text.ts";
import type { Values } from "./fill.ts";
import { minuteOf, type SlipFacts } from "./wording.ts";

/** So many digits of a hash `halld verify` takes for the whole. */
const SHORT_HASH_DIGITS = 16;

/** The day in figures, and the hash that the journal had when they were counted. */
export function daySlipValues(facts: SlipFacts & { slip: DaySlip }, language: Language): Values<"day-slip"> {
  const { rules, copy, printedAt, slip } = facts;
  const { figures, anchor, day } = slip;
  const text = staffTextIn(language);
  const { outcomes, ratings, visits } = figures;
  const ratingCount = Object.values(ratings).reduce((sum, count) => sum + count, 0);
  const rated = share(ratingCount, visits, text);
  return {
    hall: inLanguage(rules.hall.name, language),
    title: text("daySlip.title"),
    copy: copy ? text("daySlip.copy") : null,
    day,
    tickets: String(figures.tickets),
    walkIns: String(figures.walkIns),
    noShows: String(figures.noShows),
    gone: String(figures.gone),
    visits: String(visits),
    done: String(outcomes.done),
    accepted: String(outcomes.accepted),
    papersMissing: String(outcomes["papers-missing"]),
    referred: String(outcomes.referred),
    consultation: String(outcomes.consultation),
    unknown: String(outcomes.unknown),
    rated,
    satisfied: satisfied(ratings[5] + ratings[4] + ratings[3], ratingCount, rated, text),
    level5: String(ratings[5]),
    level4: String(ratings[4]),
    level3: String(ratings[3]),
    level2: String(ratings[2]),
    level1: String(ratings[1]),
    events: String(anchor.seq),
    anchor: anchor.hash,
    anchorInGroups: inGroups(anchor.hash),
    verify: `halld verify --anchor ${anchor.hash.slice(0, SHORT_HASH_DIGITS)}`,
    printed: minuteOf(printedAt, rules.hall.timeZone),
    signature: "_".repeat(16),
  };
}

/** A satisfaction rate never stands without the share of visits that it rests on. */
function satisfied(count: number, ratings: number, rated: string | null, text: StaffText): string | null {
  const part = share(count, ratings, text);
  return part && rated && text("daySlip.satisfiedOf", { share: part, rated });
}

/** Rounded down: only what is whole is called 100 %. Nothing of nothing. */
function share(part: number, whole: number, text: StaffText): string | null {
  if (whole === 0) return null;
  return text("daySlip.share", { part, whole, percent: Math.floor((part * 1000) / whole) / 10 });
}

/** Sixteen digits a line in groups of four, as people compare them. */
function inGroups(hash: string): string[] {
  const fours = hash.match(/.{1,4}/g) ?? [];
  return Array.from({ length: Math.ceil(fours.length / 4) }, (_, i) =>
    fours.slice(i * 4, i * 4 + 4).join(" "),
  );
}
