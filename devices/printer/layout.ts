import { type Characters, canSet, columnsOf, printable, settable } from "./charset.ts";
import type { PairLine, Paper, TextLine } from "./paper.ts";
import { wrap } from "./wrap.ts";

/** Columns of font A, 12 dots each, on a roll of this width. */
export const COLUMNS: Record<Paper["widthMm"], number> = { 58: 32, 80: 48 };
export const DOTS_PER_COLUMN = 12;

export interface Style {
  align: "left" | "center" | "right";
  size: 1 | 2 | 3 | 4;
  bold: boolean;
}

/** A line as it goes to the printer: set in the printer's own font, or drawn as dots. */
export type Row =
  | { kind: "set"; text: string; style: Style }
  | { kind: "drawn"; block: DrawnBlock }
  | { kind: "rule" }
  | { kind: "feed"; lines: number }
  | { kind: "qr"; text: string }
  | { kind: "cut" };

/** Text to be drawn. It is wrapped where it is drawn, because only there its width in dots is known. */
export interface DrawnBlock {
  left: string;
  /** Stands at the right margin of the same line where it fits, else of the next. Empty for plain text. */
  right: string;
  style: Style;
  widthDots: number;
}

const PLAIN: Style = { align: "left", size: 1, bold: false };

/** Lays a paper out for a printer that has `characters` in its own font. */
export function layOut(paper: Paper, characters: Characters): Row[] {
  const columns = COLUMNS[paper.widthMm];
  return paper.lines.flatMap((line): Row[] => {
    if (line.kind === "text") return textRows(line, columns, characters);
    if (line.kind === "pair") return pairRows(line, columns, characters);
    return [line];
  });
}

/** The paper without what would have to be drawn: a ticket with gaps is better than none. */
export function undrawn(paper: Paper, characters: Characters): Paper {
  const set = (text: string) => settable(printable(text), characters);
  const lines = paper.lines.map((line) => {
    if (line.kind === "text") return { ...line, text: set(line.text) };
    return line.kind === "pair" ? { ...line, left: set(line.left), right: set(line.right) } : line;
  });
  return { ...paper, lines };
}

function textRows(line: TextLine, columns: number, characters: Characters): Row[] {
  const style: Style = { align: line.align ?? "left", size: line.size ?? 1, bold: line.bold ?? false };
  const text = printable(line.text);
  if (!canSet(text, characters)) return [drawn(text, "", style, columns)];
  const width = Math.floor(columns / style.size);
  return wrap(text, width, columnsOf).map((part) => ({ kind: "set", text: part, style }));
}

function pairRows(line: PairLine, columns: number, characters: Characters): Row[] {
  const left = printable(line.left).replaceAll("\n", " ");
  const right = printable(line.right).replaceAll("\n", " ");
  if (!canSet(left + right, characters)) return [drawn(left, right, PLAIN, columns)];
  return pairUp(left, right, columns, columnsOf).map(({ left, right }) => ({
    kind: "set",
    text: left + " ".repeat(Math.max(0, columns - columnsOf(left) - columnsOf(right))) + right,
    style: PLAIN,
  }));
}

/**
 * Wraps a left and a right text so that the right one ends at the right margin: on the last line of the left
 * one where a gap of two columns remains between them, else on lines of its own.
 * @param gap the unit of `width` and `measure` for one column; 1 for columns, 12 for dots.
 */
export function pairUp(
  left: string,
  right: string,
  width: number,
  measure: (text: string) => number,
  gap = 1,
): { left: string; right: string }[] {
  const lefts = wrap(left, width, measure);
  const rights = wrap(right, width, measure);
  const last = lefts.at(-1) ?? "";
  const first = rights[0] ?? "";
  const room = last === "" || first === "" ? 0 : 2 * gap;
  if (rights.length === 1 && measure(last) + room + measure(first) <= width)
    return [...lefts.slice(0, -1).map((text) => ({ left: text, right: "" })), { left: last, right: first }];
  return [
    ...lefts.map((text) => ({ left: text, right: "" })),
    ...rights.map((text) => ({ left: "", right: text })),
  ];
}

function drawn(left: string, right: string, style: Style, columns: number): Row {
  return { kind: "drawn", block: { left, right, style, widthDots: columns * DOTS_PER_COLUMN } };
}
