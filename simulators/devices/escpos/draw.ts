import { createRequire } from "node:module";
import { type Canvas, createCanvas, GlobalFonts, type SKRSContext2D } from "@napi-rs/canvas";
import {
  DOTS_PER_MM,
  isWide,
  lengthDots,
  type PaperItem,
  type PrintedPaper,
  printAreaDots,
} from "./paper.ts";

const PAPER = "#fcfaf3";
const INK = "#22201e";
const MARGIN_DOTS = 16;
const FONTS = "PrinterSans, PrinterTibetan";
/** Cells of 24 dots; a face drawn at its full height would touch the next line. */
const FACE_DOTS = 22;

const fontFiles = {
  PrinterSans: "@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff2",
  PrinterTibetan: "@fontsource/noto-serif-tibetan/files/noto-serif-tibetan-tibetan-400-normal.woff2",
};
let fontsLoaded = false;

/** The paper as it would look in the hand, one pixel a dot (8 to the millimetre), as PNG. */
export function drawPaper(paper: PrintedPaper): Buffer {
  loadFonts();
  const widthDots = paper.paperWidthMm * DOTS_PER_MM;
  const areaDots = printAreaDots(paper.paperWidthMm);
  const canvas = createCanvas(widthDots, lengthDots(paper.items) + 2 * MARGIN_DOTS);
  const context = canvas.getContext("2d");
  context.fillStyle = PAPER;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.translate((widthDots - areaDots) / 2, MARGIN_DOTS);
  for (const item of paper.items) {
    context.fillStyle = INK;
    drawItem(context, item, areaDots);
    context.translate(0, item.heightDots);
  }
  return canvas.toBuffer("image/png");
}

function loadFonts(): void {
  if (fontsLoaded) return;
  const { resolve } = createRequire(import.meta.url);
  for (const [family, file] of Object.entries(fontFiles)) GlobalFonts.registerFromPath(resolve(file), family);
  fontsLoaded = true;
}

function drawItem(context: SKRSContext2D, item: PaperItem, areaDots: number): void {
  if (item.kind === "line") drawLine(context, item, areaDots);
  else if (item.kind === "image") drawImage(context, item, areaDots);
  else if (item.kind === "qr") drawQr(context, item, areaDots);
  else if (item.kind === "barcode") drawBarcode(context, item, areaDots);
}

function leftDots(align: "left" | "center" | "right", widthDots: number, areaDots: number): number {
  if (align === "left") return 0;
  return Math.floor((areaDots - widthDots) / (align === "center" ? 2 : 1));
}

function drawLine(
  context: SKRSContext2D,
  line: Extract<PaperItem, { kind: "line" }>,
  areaDots: number,
): void {
  const left = leftDots(line.align, line.widthDots, areaDots);
  const baseline = Math.max(...line.runs.map((run) => run.heightDots));
  for (const run of line.runs) {
    let x = left + run.xDots;
    for (const character of run.text) {
      const widthDots = run.columnDots * (isWide(character) ? 2 : 1);
      context.fillStyle = INK;
      if (run.reverse) context.fillRect(x, baseline - run.heightDots, widthDots, run.heightDots);
      else if (run.underline) context.fillRect(x, baseline - 1, widthDots, 2);
      context.fillStyle = run.reverse ? PAPER : INK;
      drawCharacter(context, character, x, baseline, widthDots, run.heightDots, run.bold);
      x += widthDots;
    }
  }
}

/** Stretches the face into its cell, as a printer stretches its dots. */
function drawCharacter(
  context: SKRSContext2D,
  character: string,
  x: number,
  baseline: number,
  widthDots: number,
  heightDots: number,
  bold: boolean,
): void {
  const cellDots = isWide(character) ? 24 : 12;
  context.save();
  context.translate(x, baseline - heightDots);
  context.scale(widthDots / cellDots, heightDots / 24);
  context.font = `${FACE_DOTS}px ${FONTS}`;
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  context.fillText(character, cellDots / 2, 20);
  if (bold) context.fillText(character, cellDots / 2 + 1, 20);
  context.restore();
}

function drawImage(
  context: SKRSContext2D,
  image: Extract<PaperItem, { kind: "image" }>,
  areaDots: number,
): void {
  const left = leftDots(image.align, image.widthDots, areaDots);
  context.drawImage(bitmap(image), left, 0);
}

function bitmap(image: Extract<PaperItem, { kind: "image" }>): Canvas {
  const canvas = createCanvas(Math.max(1, image.widthDots), Math.max(1, image.heightDots));
  const context = canvas.getContext("2d");
  const pixels = context.createImageData(canvas.width, canvas.height);
  image.rows.forEach((row, y) => {
    for (let x = 0; x < image.widthDots; x += 1) {
      if ((((row[x >> 3] ?? 0) >> (7 - (x & 7))) & 1) === 0) continue;
      pixels.data.set([0x22, 0x20, 0x1e, 0xff], (y * image.widthDots + x) * 4);
    }
  });
  context.putImageData(pixels, 0, 0);
  return canvas;
}

function drawQr(context: SKRSContext2D, qr: Extract<PaperItem, { kind: "qr" }>, areaDots: number): void {
  const left = leftDots(qr.align, qr.heightDots, areaDots);
  for (let row = 0; row < qr.modules; row += 1) {
    for (let column = 0; column < qr.modules; column += 1) {
      if (!qr.dark[row * qr.modules + column]) continue;
      context.fillRect(left + column * qr.moduleDots, row * qr.moduleDots, qr.moduleDots, qr.moduleDots);
    }
  }
}

/** The bars are not to be scanned: a frame with the code's text says what a reader would see. */
function drawBarcode(
  context: SKRSContext2D,
  barcode: Extract<PaperItem, { kind: "barcode" }>,
  areaDots: number,
): void {
  const widthDots = Math.min(areaDots, 40 + barcode.text.length * 22);
  const left = leftDots(barcode.align, widthDots, areaDots);
  context.strokeStyle = INK;
  context.strokeRect(left + 0.5, 4.5, widthDots - 1, barcode.heightDots - 9);
  context.font = `24px ${FONTS}`;
  context.textAlign = "center";
  context.fillText(barcode.text, left + widthDots / 2, barcode.heightDots / 2 + 8);
}
