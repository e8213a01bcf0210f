/** What a thermal printer has put on its paper, in dots: 8 to the millimetre. */
export const DOTS_PER_MM = 8;

export type Align = "left" | "center" | "right";

export interface TextRun {
  readonly text: string;
  /** From the left edge of the print area. */
  readonly xDots: number;
  /** Of one narrow character; wide ones (Chinese) take twice as much. */
  readonly columnDots: number;
  readonly heightDots: number;
  readonly bold: boolean;
  readonly underline: boolean;
  readonly reverse: boolean;
}

export type PaperItem =
  | {
      readonly kind: "line";
      readonly runs: readonly TextRun[];
      readonly align: Align;
      readonly widthDots: number;
      readonly heightDots: number;
    }
  | { readonly kind: "feed"; readonly heightDots: number }
  | {
      readonly kind: "image";
      readonly align: Align;
      readonly widthDots: number;
      readonly heightDots: number;
      /** One byte for eight dots, the leftmost in the top bit; whole bytes in each row. */
      readonly rows: readonly Uint8Array[];
    }
  | {
      readonly kind: "qr";
      readonly align: Align;
      readonly text: string;
      readonly moduleDots: number;
      readonly modules: number;
      readonly heightDots: number;
      /** Row by row, not 0 for a dark module. */
      readonly dark: Uint8Array;
    }
  | { readonly kind: "barcode"; readonly align: Align; readonly text: string; readonly heightDots: number };

export interface PrintedPaper {
  readonly items: readonly PaperItem[];
  readonly paperWidthMm: 58 | 80;
}

/** The heads of both paper widths print less than the paper's width: 48 and 72 mm. */
export function printAreaDots(paperWidthMm: 58 | 80): number {
  return paperWidthMm === 58 ? 384 : 576;
}

export function lengthDots(items: readonly PaperItem[]): number {
  return items.reduce((total, item) => total + item.heightDots, 0);
}

/** One line for each printed line, without its alignment; columns of blank paper between runs as spaces. */
export function paperText(items: readonly PaperItem[]): string {
  return items
    .map(itemText)
    .filter((text) => text !== null)
    .join("\n");
}

function itemText(item: PaperItem): string | null {
  if (item.kind === "line") return lineText(item.runs);
  if (item.kind === "qr") return `[QR ${item.text}]`;
  if (item.kind === "image") return `[image ${item.widthDots}×${item.heightDots}]`;
  if (item.kind === "barcode") return `[barcode ${item.text}]`;
  return null;
}

function lineText(runs: readonly TextRun[]): string {
  let text = "";
  let endDots = 0;
  for (const run of runs) {
    text += " ".repeat(Math.max(0, Math.round((run.xDots - endDots) / run.columnDots))) + run.text;
    endDots = run.xDots + columns(run.text) * run.columnDots;
  }
  return text.trimEnd();
}

/** Width in narrow characters. */
function columns(text: string): number {
  let total = 0;
  for (const character of text) total += isWide(character) ? 2 : 1;
  return total;
}

/** In a printer every character from the Chinese font is two columns wide, every other one is one. */
export function isWide(character: string): boolean {
  return (character.codePointAt(0) ?? 0) >= 0x80;
}
