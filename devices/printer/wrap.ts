const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

const HAN = /[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/u;
/** A line does not begin with one of these, nor end with an opening one. */
const CLOSING = /^[,.:;!?%)\]}，。、：；！？）】》〉」』”’％·…—་།]/u;
const OPENING = /[([{（【《〈「『“‘]$/u;
/** A Tibetan syllable ends with a tsheg or shad; Latin words with a space or hyphen. */
const AFTER = /[\s\-་།༎༏]$/u;

function mayBreakBetween(left: string, right: string): boolean {
  if (CLOSING.test(right) || OPENING.test(left)) return false;
  return AFTER.test(left) || HAN.test(left) || HAN.test(right);
}

/**
 * Breaks `text` into lines no wider than `width`, between words, syllables or Chinese characters, and inside
 * a word only where it alone is too wide.
 * @param width in whatever unit `measure` answers: columns or dots.
 * @returns at least one line; spaces at a break are dropped.
 */
export function wrap(text: string, width: number, measure: (text: string) => number): string[] {
  return text.split("\n").flatMap((paragraph) => wrapParagraph(paragraph, width, measure));
}

function wrapParagraph(text: string, width: number, measure: (text: string) => number): string[] {
  if (measure(text) <= width) return [text];
  const lines: string[] = [];
  let line = "";
  let breakAt = 0;
  for (const { segment } of graphemes.segment(text)) {
    if (line !== "" && mayBreakBetween(line, segment)) breakAt = line.length;
    if (line !== "" && measure((line + segment).trimEnd()) > width) {
      const end = breakAt > 0 ? breakAt : line.length;
      lines.push(line.slice(0, end).trimEnd());
      line = line.slice(end).trimStart();
      breakAt = 0;
    }
    line += line === "" && /^\s/u.test(segment) ? "" : segment;
  }
  const last = line.trimEnd();
  if (last !== "" || lines.length === 0) lines.push(last);
  return lines;
}
