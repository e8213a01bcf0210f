import type { SimulatedPaper } from "../../world/handles.ts";
import { drawAside } from "./drawing.ts";
import { DOTS_PER_MM, lengthDots, type PaperItem, type PrintedPaper, paperText } from "./paper.ts";

/** One paper that has come out of a printer. */
export class CutPaper implements SimulatedPaper {
  readonly index: number;
  readonly atMs: number;
  readonly torn: boolean;
  readonly text: string;
  readonly qr: readonly string[];
  readonly widthMm: number;
  readonly lengthMm: number;
  readonly #paper: PrintedPaper;

  constructor(index: number, atMs: number, torn: boolean, paper: PrintedPaper) {
    this.index = index;
    this.atMs = atMs;
    this.torn = torn;
    this.text = paperText(paper.items);
    this.qr = paper.items.filter((item): item is QrItem => item.kind === "qr").map((item) => item.text);
    this.widthMm = paper.paperWidthMm;
    this.lengthMm = lengthDots(paper.items) / DOTS_PER_MM;
    this.#paper = paper;
  }

  png(): Promise<Buffer> {
    return drawAside(this.#paper);
  }
}

type QrItem = Extract<PaperItem, { kind: "qr" }>;
