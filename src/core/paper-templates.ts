import type { Language, Texts } from "./ids.ts";
import type { PaperKind } from "./jobs.ts";

/** What a hall puts on its papers instead of the built-in ones, line by line. */
export type PaperTemplates = { [kind in PaperKind]?: TemplateLine[] };

/**
 * One line of a paper. It has one of `text`, `pair`, `list`, `qr`, `rule` and `feed`; its texts may hold
 * `{placeholders}`, and it is left out when one of these has no value.
 */
export interface TemplateLine {
  text?: string | Texts;
  /** At the left margin and at the right one. */
  pair?: [left: string | Texts, right: string | Texts];
  /** A placeholder of several things, numbered one below the other. */
  list?: string;
  qr?: string;
  rule?: true;
  /** Blank lines. */
  feed?: number;
  align?: "left" | "center" | "right";
  size?: 1 | 2 | 3 | 4;
  bold?: boolean;
  /** In which languages it is said; the holder's and Chinese otherwise. */
  languages?: ("holder" | Language)[];
}

/** What each kind of paper can tell. */
export const PLACEHOLDERS = {
  ticket: [
    ...["hall", "copy", "number", "service", "lane", "ahead", "wait", "state", "goTo", "windows", "issued"],
    ...["missed", "papers", "fee", "timeLimit", "version", "validUntil", "expired", "link", "scan"],
  ],
  notice: [
    ...["hall", "title", "copy", "service", "papers", "fee", "timeLimit", "version", "validUntil"],
    ...["subject", "basis", "conditions", "procedure", "result", "feeBasis"],
    ...["expired", "complete", "printed"],
  ],
  "case-slip": [
    ...["hall", "title", "copy", "case", "number", "service", "otherCases", "window", "taken", "outcome"],
    ...["due", "papers", "printed", "link", "rate"],
  ],
  "promise-slip": [
    ...["hall", "title", "copy", "case", "number", "service", "window", "taken", "due", "papers", "handIn"],
    ...["allPapers", "printed", "link", "scan"],
  ],
  "day-slip": [
    ...[
      "hall",
      "title",
      "copy",
      "day",
      "tickets",
      "walkIns",
      "noShows",
      "gone",
      "visits",
      "done",
      "accepted",
    ],
    ...["papersMissing", "referred", "consultation", "unknown", "rated", "satisfied", "level5", "level4"],
    ...["level3", "level2", "level1", "events", "anchor", "anchorInGroups", "verify", "printed", "signature"],
  ],
} as const satisfies Record<PaperKind, readonly string[]>;

export type Placeholder<K extends PaperKind> = (typeof PLACEHOLDERS)[K][number];

/** What has a name in words, `{label.NAME}`. It has no value where `{NAME}` has none. */
export const LABELLED = [
  ...["number", "service", "lane", "ahead", "wait", "state", "windows", "issued", "papers", "fee"],
  ...["timeLimit", "version", "validUntil", "printed", "case", "otherCases", "window", "taken", "outcome"],
  ...["due", "subject", "basis", "conditions", "procedure", "result", "feeBasis"],
] as const;

/** The same, of the slip that is for the hall itself. */
export const LABELLED_ON_DAY_SLIP = [
  ...["day", "tickets", "walkIns", "noShows", "gone", "visits", "done", "accepted", "papersMissing"],
  ...["referred", "consultation", "unknown", "rated", "satisfied", "level5", "level4", "level3", "level2"],
  ...["level1", "events", "anchor", "printed", "signature"],
] as const;

/** What a `{placeholder}` looks like in a text. */
export const PLACEHOLDER = /\{([^{}]*)\}/g;

/** The placeholder that a label names; undefined for one that is not a label. */
export function namedBy(placeholder: string): string | undefined {
  return placeholder.startsWith("label.") ? placeholder.slice("label.".length) : undefined;
}

/** Whether a paper of this kind knows the placeholder. */
export function isKnown(kind: PaperKind, placeholder: string): boolean {
  const named = namedBy(placeholder);
  const labelled: readonly string[] = kind === "day-slip" ? LABELLED_ON_DAY_SLIP : LABELLED;
  const known: readonly string[] = PLACEHOLDERS[kind];
  return known.includes(named ?? placeholder) && (named === undefined || labelled.includes(named));
}
