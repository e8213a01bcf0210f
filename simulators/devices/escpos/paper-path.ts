import { CutPaper } from "./cut-paper.ts";
import { type Align, DOTS_PER_MM, type PaperItem } from "./paper.ts";

/** The paper under the head, and those that have come out. */
export class PaperPath {
  readonly papers: CutPaper[] = [];
  readonly #paperWidthMm: 58 | 80;
  /** What is left on the roll. */
  remainingMm = Number.POSITIVE_INFINITY;
  #items: PaperItem[] = [];
  #image: { rows: Uint8Array[]; align: Align } | null = null;

  constructor(paperWidthMm: 58 | 80) {
    this.#paperWidthMm = paperWidthMm;
  }

  put(item: PaperItem): void {
    this.#finishImage();
    this.#items.push(item);
    this.remainingMm -= item.heightDots / DOTS_PER_MM;
  }

  putRow(row: Uint8Array, align: Align): void {
    if (this.#image?.align !== align || this.#image.rows[0]?.length !== row.length) this.#finishImage();
    this.#image ??= { rows: [], align };
    this.#image.rows.push(row);
    this.remainingMm -= 1 / DOTS_PER_MM;
  }

  /** The paper so far comes off, by the cutter or `torn`; without anything on it nothing happens. */
  separate(atMs: number, torn: boolean): boolean {
    this.#finishImage();
    if (this.#items.length === 0) return false;
    const paper = { items: this.#items, paperWidthMm: this.#paperWidthMm };
    this.papers.push(new CutPaper(this.papers.length, atMs, torn, paper));
    this.#items = [];
    return true;
  }

  #finishImage(): void {
    if (this.#image === null) return;
    const { rows, align } = this.#image;
    const widthDots = (rows[0]?.length ?? 0) * 8;
    this.#items.push({ kind: "image", align, widthDots, heightDots: rows.length, rows });
    this.#image = null;
  }
}
