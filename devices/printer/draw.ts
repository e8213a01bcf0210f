import { createCanvas } from "@napi-rs/canvas";
import { fontsFor } from "./fonts.ts";
import { DOTS_PER_COLUMN, type DrawnBlock, pairUp, type Style } from "./layout.ts";
import type { Raster } from "./raster.ts";

/** Height of the printer's own Chinese characters, so that drawn and set lines look alike. */
const FONT_DOTS = 24;
const PADDING_DOTS = 3;
/** Stands in no line, and is white space, which no font is asked for. */
const BETWEEN = "\u2029";
/** Darker than this prints. Above the middle, because thin strokes of a small script must not break. */
const INK_BELOW = 150;

/** The tallest line on the widest paper, used over and over: the garbage of many pictures is slow to go. */
const scratch = createCanvas(576, boxDotsOf(4));
const context = scratch.getContext("2d");

/** Draws a block as one raster a line, each only as wide as its ink. Slow the first time: it loads fonts. */
export function drawBlock(block: DrawnBlock): Raster[] {
  const { families, text: shown } = fontsFor(block.left + BETWEEN + block.right);
  const [left = "", right = ""] = shown.split(BETWEEN);
  const font = `${FONT_DOTS * block.style.size}px ${families}`;
  context.font = font;
  const measure = (text: string) => context.measureText(text).width + (block.style.bold ? 1 : 0);
  const lines = pairUp(left, right, block.widthDots, measure, DOTS_PER_COLUMN);
  return lines.map((line) => drawLine(line, block, measure));
}

/** Room for the vowels above and the letters below of a stack. */
function boxDotsOf(size: number): number {
  return FONT_DOTS * size * 3;
}

function drawLine(
  line: { left: string; right: string },
  block: DrawnBlock,
  measure: (text: string) => number,
): Raster {
  const boxDots = boxDotsOf(block.style.size);
  context.fillStyle = "#fff";
  context.fillRect(0, 0, scratch.width, scratch.height);
  context.fillStyle = "#000";
  const baseline = Math.round(boxDots * 0.6);
  const leftAt = block.right === "" ? startOf(block.style, block.widthDots - measure(line.left)) : 0;
  write(line.left, leftAt, baseline, block.style.bold);
  write(line.right, block.widthDots - measure(line.right), baseline, block.style.bold);
  return crop(block.widthDots, boxDots, FONT_DOTS * block.style.size);
}

function startOf(style: Style, spareDots: number): number {
  if (style.align === "center") return Math.floor(spareDots / 2);
  return style.align === "right" ? Math.floor(spareDots) : 0;
}

function write(text: string, x: number, y: number, bold: boolean): void {
  if (text === "") return;
  context.fillText(text, x, y);
  // The printer's own emphasis is a second strike one dot further on, too.
  if (bold) context.fillText(text, x + 1, y);
}

/** One bit a dot, without the white above, below and to the right; blank text keeps a line's height. */
function crop(width: number, height: number, lineDots: number): Raster {
  const { data } = context.getImageData(0, 0, width, height);
  const isInk = (x: number, y: number) => (data[(y * width + x) * 4] ?? 255) < INK_BELOW;
  let top = height;
  let bottom = -1;
  let right = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (isInk(x, y)) {
        top = Math.min(top, y);
        bottom = y;
        right = Math.max(right, x);
      }
  if (bottom < 0) return { widthBytes: 1, heightDots: lineDots, bits: new Uint8Array(lineDots) };
  const widthBytes = (right >> 3) + 1;
  const heightDots = bottom - top + 1 + 2 * PADDING_DOTS;
  const bits = new Uint8Array(widthBytes * heightDots);
  for (let y = top; y <= bottom; y++)
    for (let x = 0; x <= right; x++)
      if (isInk(x, y)) {
        const at = (y - top + PADDING_DOTS) * widthBytes + (x >> 3);
        bits[at] = (bits[at] ?? 0) | (0x80 >> (x & 7));
      }
  return { widthBytes, heightDots, bits };
}
