import { type Align, isWide, type PaperItem, printAreaDots, type TextRun } from "./paper.ts";

const FONT_A = { columnDots: 12, heightDots: 24 };
const FONT_B = { columnDots: 9, heightDots: 17 };
const DEFAULT_SPACING_DOTS = 30;

/** How the next characters will look. */
export interface TextStyle {
  fontB: boolean;
  widthTimes: number;
  heightTimes: number;
  bold: boolean;
  underline: boolean;
  reverse: boolean;
  align: Align;
  spacingDots: number;
  leftMarginDots: number;
  areaDots: number;
}

export function defaultStyle(paperWidthMm: 58 | 80): TextStyle {
  return {
    fontB: false,
    widthTimes: 1,
    heightTimes: 1,
    bold: false,
    underline: false,
    reverse: false,
    align: "left",
    spacingDots: DEFAULT_SPACING_DOTS,
    leftMarginDots: 0,
    areaDots: printAreaDots(paperWidthMm),
  };
}

/** The line being filled: characters wait here until the line is printed. */
export class LineBuffer {
  #runs: TextRun[] = [];
  #xDots = 0;

  get empty(): boolean {
    return this.#runs.length === 0;
  }

  /** False if the character does not fit any more: print the line, then put it again. */
  put(character: string, style: TextStyle): boolean {
    const font = style.fontB ? FONT_B : FONT_A;
    const columnDots = font.columnDots * style.widthTimes;
    const widthDots = columnDots * (isWide(character) ? 2 : 1);
    if (this.#xDots + widthDots > style.areaDots - style.leftMarginDots && !this.empty) return false;
    const run: TextRun = {
      text: character,
      xDots: this.#xDots,
      columnDots,
      heightDots: font.heightDots * style.heightTimes,
      bold: style.bold,
      underline: style.underline,
      reverse: style.reverse,
    };
    this.#xDots += widthDots;
    const last = this.#runs.at(-1);
    if (last !== undefined && continues(last, run)) {
      this.#runs[this.#runs.length - 1] = { ...last, text: last.text + character };
    } else this.#runs.push(run);
    return true;
  }

  /** To a tab stop: every eight characters of the plain font. */
  tab(): void {
    const stop = FONT_A.columnDots * 8;
    this.#xDots = (Math.floor(this.#xDots / stop) + 1) * stop;
  }

  moveTo(xDots: number): void {
    this.#xDots = Math.max(0, xDots);
  }

  moveBy(dots: number): void {
    this.moveTo(this.#xDots + dots);
  }

  /** The line as it goes to paper; the buffer is empty afterwards. */
  take(style: TextStyle): PaperItem {
    const runs = this.#runs.map((run) => ({ ...run, xDots: run.xDots + style.leftMarginDots }));
    const widthDots = this.#xDots + style.leftMarginDots;
    const tallest = Math.max(0, ...runs.map((run) => run.heightDots));
    this.clear();
    if (runs.length === 0) return { kind: "feed", heightDots: style.spacingDots };
    return {
      kind: "line",
      runs,
      align: style.align,
      widthDots,
      heightDots: Math.max(tallest, style.spacingDots),
    };
  }

  clear(): void {
    this.#runs = [];
    this.#xDots = 0;
  }
}

function continues(last: TextRun, next: TextRun): boolean {
  const endDots = last.xDots + Array.from(last.text).length * last.columnDots * (isWide(last.text) ? 2 : 1);
  return (
    isWide(last.text) === isWide(next.text) &&
    endDots === next.xDots &&
    last.columnDots === next.columnDots &&
    last.heightDots === next.heightDots &&
    last.bold === next.bold &&
    last.underline === next.underline &&
    last.reverse === next.reverse
  );
}
