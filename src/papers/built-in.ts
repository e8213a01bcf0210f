import type { PaperKind } from "../core/jobs.ts";
import type { TemplateLine } from "../core/paper-templates.ts";

const centred = (text: string, size: 1 | 2 | 4 = 1): TemplateLine => ({ text, align: "center", size });
const fact = (name: string): TemplateLine => ({ pair: [`{label.${name}}`, `{${name}}`] });
const rule: TemplateLine = { rule: true };

const head: TemplateLine[] = [{ text: "{hall}", align: "center", bold: true }, centred("{copy}", 2)];
const titled: TemplateLine[] = [...head, centred("{title}", 2), rule];
const notice: TemplateLine[] = [
  { text: "{label.papers}", bold: true },
  { list: "{papers}" },
  fact("fee"),
  fact("timeLimit"),
  fact("version"),
  fact("validUntil"),
  { text: "{expired}", bold: true },
];
const followed: TemplateLine[] = [{ qr: "{link}" }, centred("{scan}")];

/**
 * The papers of a hall that has no templates of its own. The number stands alone on its line: it is what people
 * look for.
 */
export const BUILT_IN: { readonly [kind in PaperKind]: readonly TemplateLine[] } = {
  ticket: [
    ...head,
    rule,
    centred("{label.number}"),
    centred("{number}", 4),
    centred("{service}", 2),
    rule,
    fact("lane"),
    fact("ahead"),
    fact("wait"),
    fact("windows"),
    fact("state"),
    { text: "{goTo}", align: "center", size: 2, bold: true },
    fact("issued"),
    rule,
    { text: "{missed}" },
    rule,
    ...notice,
    rule,
    ...followed,
  ],
  notice: [
    ...titled,
    centred("{service}", 2),
    { feed: 1 },
    ...notice,
    rule,
    { text: "{complete}" },
    rule,
    ...["subject", "basis", "conditions", "procedure", "result", "feeBasis"].map(fact),
    rule,
    fact("printed"),
  ],
  "case-slip": [
    ...titled,
    fact("case"),
    fact("number"),
    fact("service"),
    fact("otherCases"),
    fact("window"),
    fact("taken"),
    fact("outcome"),
    fact("due"),
    rule,
    { qr: "{link}" },
    centred("{rate}"),
    fact("printed"),
  ],
  "promise-slip": [
    ...titled,
    fact("case"),
    fact("number"),
    fact("service"),
    fact("window"),
    fact("taken"),
    centred("{label.due}"),
    centred("{due}", 2),
    rule,
    { text: "{handIn}", bold: true },
    { list: "{papers}" },
    { text: "{allPapers}" },
    rule,
    ...followed,
    fact("printed"),
  ],
  "day-slip": [
    ...titled,
    ...["day", "tickets", "walkIns", "noShows", "gone"].map(fact),
    rule,
    ...["visits", "done", "accepted", "papersMissing", "referred", "consultation", "unknown"].map(fact),
    rule,
    ...["rated", "satisfied", "level5", "level4", "level3", "level2", "level1"].map(fact),
    rule,
    fact("events"),
    { text: "{label.anchor}" },
    { text: "{anchorInGroups}", align: "center" },
    { qr: "{anchor}" },
    { text: "{verify}", align: "center" },
    rule,
    fact("printed"),
    { feed: 1 },
    fact("signature"),
  ],
};
