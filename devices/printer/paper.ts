/**
 * What is on a paper, line by line, whatever printer prints it.
 *
 * Lines longer than the paper are wrapped by the printer's driver. Characters that a printer lacks, and scripts that
 * no receipt printer sets (Tibetan), are drawn by the driver: whoever writes a paper need not know.
 */
export interface Paper {
  /** Width of the roll. 58 mm holds 32 columns, 80 mm holds 48; a Chinese character takes two. */
  widthMm: 58 | 80;
  lines: PaperLine[];
}

export type PaperLine = TextLine | PairLine | RuleLine | FeedLine | QrLine | CutLine;

export interface TextLine {
  kind: "text";
  text: string;
  /** Default left. */
  align?: "left" | "center" | "right";
  /** Times the ordinary height and width. Default 1. */
  size?: 1 | 2 | 3 | 4;
  bold?: boolean;
}

/** Left text at the left margin, right text at the right one, on one line where they fit. */
export interface PairLine {
  kind: "pair";
  left: string;
  right: string;
}

/** A line across the paper. */
export interface RuleLine {
  kind: "rule";
}

/** Blank paper, in ordinary line heights, 1 to 255. */
export interface FeedLine {
  kind: "feed";
  lines: number;
}

/** A QR code, centred. Its text is ASCII: a link; other text is a bug of whoever wrote the paper. */
export interface QrLine {
  kind: "qr";
  text: string;
}

/** Feeds the text past the knife and cuts. */
export interface CutLine {
  kind: "cut";
}
