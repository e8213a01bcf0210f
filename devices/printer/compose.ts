import { PrinterTypes, ThermalPrinter } from "node-thermal-printer";
import { encodeText } from "./charset.ts";
import { COLUMNS, type DrawnBlock, layOut, type Row, type Style } from "./layout.ts";
import type { Paper } from "./paper.ts";
import type { PrinterProfile } from "./profile.ts";
import { type Raster, rasterCommand } from "./raster.ts";

const CHINESE_ON = Buffer.from("1c26", "hex");
const FEED = Buffer.from("1b64", "hex");
const CHARACTER_DOTS = 24;
/** Lines stand this far apart unless their characters are taller. */
const LINE_DOTS = 30;
const QR_CELL_DOTS = 6;
/** A link of a hundred letters takes a symbol of 41 modules: more is not expected on a ticket. */
const QR_DOTS = 45 * QR_CELL_DOTS;
/** From the head to the knife. */
const CUT_DOTS = 120;

/** A paper in the printer's language. */
export interface ComposedPaper {
  bytes: Buffer;
  /** Where the bytes of the last cut begin; the length where there is none. All before it is what one reads. */
  lastCutAt: number;
  /** How long a paper it is, at least about; for reckoning how long it prints. */
  heightMm: number;
}

/** Draws what a printer's own font lacks, one list of rasters for each block. */
export type Draw = (blocks: DrawnBlock[]) => Promise<Raster[][]>;

/**
 * Turns a paper into ESC/POS bytes.
 * @throws what `draw` throws; a paper for which nothing has to be drawn never does.
 */
export async function composePaper(
  paper: Paper,
  profile: PrinterProfile,
  draw: Draw,
): Promise<ComposedPaper> {
  const rows = layOut(paper, profile.characters);
  const blocks = rows.flatMap((row) => (row.kind === "drawn" ? [row.block] : []));
  const rasters = blocks.length === 0 ? [] : await draw(blocks);
  const composer = new Composer(COLUMNS[paper.widthMm], profile);
  let nextBlock = 0;
  for (const row of rows) composer.add(row, row.kind === "drawn" ? (rasters[nextBlock++] ?? []) : []);
  const bytes = composer.bytes();
  const lastCutAt = composer.lastCutAt ?? bytes.length;
  return { bytes, lastCutAt, heightMm: composer.heightDots / profile.dotsPerMm };
}

/** node-thermal-printer with what it gets wrong for Chinese done by own bytes. It never sends. */
class Composer {
  heightDots = 0;
  lastCutAt: number | null = null;
  readonly #printer: ThermalPrinter;
  readonly #cut: Buffer;

  constructor(columns: number, profile: PrinterProfile) {
    this.#printer = new ThermalPrinter({ type: PrinterTypes.EPSON, interface: "", width: columns });
    this.#cut = Buffer.from(profile.cut, "hex");
    this.#printer.append(CHINESE_ON);
  }

  bytes(): Buffer {
    return this.#printer.getBuffer();
  }

  add(row: Row, rasters: Raster[]): void {
    if (row.kind === "set") this.#set(row.text, row.style);
    else if (row.kind === "drawn") this.#drawn(rasters);
    else if (row.kind === "rule") this.#rule();
    else if (row.kind === "feed") this.#feed(row.lines);
    else if (row.kind === "qr") this.#qr(row.text);
    else this.#cutOff();
  }

  #set(text: string, style: Style): void {
    const printer = this.#printer;
    if (style.align === "center") printer.alignCenter();
    if (style.align === "right") printer.alignRight();
    if (style.bold) printer.bold(true);
    if (style.size > 1) printer.setTextSize(style.size - 1, style.size - 1);
    printer.append(encodeText(text));
    printer.newLine();
    if (style.size > 1) printer.setTextSize(0, 0);
    if (style.bold) printer.bold(false);
    if (style.align !== "left") printer.alignLeft();
    this.heightDots += Math.max(LINE_DOTS, CHARACTER_DOTS * style.size);
  }

  #drawn(rasters: Raster[]): void {
    for (const raster of rasters) {
      this.#printer.append(rasterCommand(raster));
      this.heightDots += raster.heightDots;
    }
  }

  #rule(): void {
    this.#printer.drawLine();
    this.heightDots += LINE_DOTS;
  }

  #cutOff(): void {
    this.lastCutAt = this.bytes().length;
    this.#printer.append(this.#cut);
    this.heightDots += CUT_DOTS;
  }

  #feed(lines: number): void {
    const count = Math.min(255, Math.max(0, Math.round(lines)));
    this.#printer.append(Buffer.concat([FEED, Buffer.from([count])]));
    this.heightDots += count * LINE_DOTS;
  }

  /** The package takes the text's length for its length in bytes, which holds for ASCII only. */
  #qr(text: string): void {
    const link = /^[\x20-\x7e]*$/.test(text) ? text : encodeURI(text);
    this.#printer.alignCenter();
    this.#printer.printQR(link, { cellSize: QR_CELL_DOTS, correction: "M" });
    this.#printer.newLine();
    this.#printer.alignLeft();
    this.heightDots += QR_DOTS;
  }
}
