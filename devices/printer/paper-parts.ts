import { canSet, columnsOf, printable } from "./charset.ts";
import { COLUMNS } from "./layout.ts";
import type { PairLine, Paper, TextLine } from "./paper.ts";
import { wrap } from "./wrap.ts";

type Width = Paper["widthMm"];

/** Of GB 2312, so that every printer for Chinese has them: two columns each. */
const BOX = { across: "━", down: "┃", corners: ["┏", "┓", "┗", "┛"] } as const;

/**
 * A short text in a frame, centred, for the number that is looked for from afar. Larger than size 1 its lines
 * touch, so that the frame is closed.
 * @returns the text alone where the frame would not fit.
 */
export function boxed(text: string, widthMm: Width, size: 2 | 3 | 4 = 2): TextLine[] {
  const line = (content: string): TextLine => ({ kind: "text", text: content, align: "center", size });
  const shown = printable(text).replaceAll("\n", " ");
  const strokes = Math.ceil((columnsOf(shown) + 2) / 2);
  const columns = 2 * (strokes + 2);
  if (columns * size > COLUMNS[widthMm]) return [line(shown)];
  const spare = 2 * strokes - columnsOf(shown);
  const before = " ".repeat(Math.floor(spare / 2));
  const after = " ".repeat(spare - before.length);
  const [topLeft, topRight, bottomLeft, bottomRight] = BOX.corners;
  return [
    line(topLeft + BOX.across.repeat(strokes) + topRight),
    line(BOX.down + before + shown + after + BOX.down),
    line(bottomLeft + BOX.across.repeat(strokes) + bottomRight),
  ];
}

/** One meaning in several languages, each below the other; what is missing or said already is left out. */
export function inLanguages(
  texts: readonly (string | undefined)[],
  style: Omit<TextLine, "kind" | "text"> = {},
): TextLine[] {
  const said = new Set(texts.filter((text): text is string => text !== undefined && text.trim() !== ""));
  return [...said].map((text) => ({ kind: "text", text, ...style }));
}

/**
 * A numbered list whose further lines stand below the text of the first, not below its number. Of scripts that
 * are drawn only the drawing knows the widths: those are left to be wrapped there.
 */
export function numbered(items: readonly string[], widthMm: Width): TextLine[] {
  const indent = `${items.length}. `.length;
  return items.map((item, at) => {
    const head = `${at + 1}. `.padEnd(indent);
    const shown = printable(item);
    if (!canSet(shown, "all")) return { kind: "text", text: head + shown };
    const [first = "", ...more] = wrap(shown, COLUMNS[widthMm] - indent, columnsOf);
    return {
      kind: "text",
      text: [head + first, ...more.map((line) => " ".repeat(indent) + line)].join("\n"),
    };
  });
}

/** What is known, name at the left and value at the right; what is not known is left out. */
export function facts(known: readonly (readonly [name: string, value: string | null])[]): PairLine[] {
  return known.flatMap(([left, right]) => (right === null ? [] : [{ kind: "pair" as const, left, right }]));
}
