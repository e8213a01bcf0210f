import type { Language, Texts } from "./ids.ts";
import type { PaperKind } from "./state.ts";

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

/** The placeholders of each kind of paper; `{label.NAME}` is the name of `{NAME}` in words. */
export const PLACEHOLDERS = {
  ticket: [
    ...["hall", "copy", "number", "service", "lane", "ahead", "wait", "state", "goTo", "windows", "issued"],
    ...["missed", "papers", "fee", "timeLimit", "version", "validUntil", "expired", "link", "scan"],
  ],
  notice: [
    ...["hall", "copy", "service", "papers", "fee", "timeLimit", "version", "validUntil", "expired"],
    ...["printed", "askOnce"],
  ],
  "case-slip": [
    ...["hall", "copy", "case", "number", "service", "otherCases", "window", "taken", "outcome", "due"],
    ...["onTheSpot", "papers", "printed", "link", "rate"],
  ],
  "promise-slip": [
    ...["hall", "copy", "case", "number", "service", "window", "taken", "due", "papers", "handIn"],
    ...["noPapers", "printed", "link", "scan"],
  ],
  "day-slip": [
    ...["hall", "copy", "day", "tickets", "walkIns", "noShows", "gone", "visits", "outcomeDone"],
    ...[
      "outcomeAccepted",
      "outcomePapersMissing",
      "outcomeReferred",
      "outcomeConsultation",
      "outcomeUnknown",
    ],
    ...["rated", "responseRate", "satisfied", "level5", "level4", "level3", "level2", "level1", "events"],
    ...["anchor", "verify", "printed", "signature"],
  ],
} as const satisfies Record<PaperKind, readonly string[]>;

/** What a `{placeholder}` looks like in a text. */
export const PLACEHOLDER = /\{([^{}]*)\}/g;
