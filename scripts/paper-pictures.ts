/**
 * Draws the pictures of docs/papers.md, each example paper as a simulated printer puts it on its roll, and writes
 * the texts that test/papers compares with. Run by hand: `node scripts/paper-pictures.ts [name…]`.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createCanvas, loadImage, type SKRSContext2D } from "@napi-rs/canvas";
import { escpos } from "../devices/drivers/escpos.ts";
import { PrinterBench } from "../test/devices/printer-bench.ts";
import { asText } from "../test/papers/as-text.ts";
import { EXAMPLES, goldenFile } from "../test/papers/example.ts";

const outDir = join(import.meta.dirname, "../docs/papers");

/** Half the printer's dots: still easy to read, and small enough for a page. */
const SCALE = 0.5;
const SHADES = 6;

async function draw(name: string): Promise<void> {
  const paper = EXAMPLES[name]?.();
  if (!paper) throw new Error(`there is no example ${name}`);
  writeFileSync(goldenFile(name), asText(paper));
  const bench = new PrinterBench({
    driver: escpos,
    simulated: "epson-no-handshake",
    widthMm: paper.widthMm,
  });
  const outcome = await bench.ended(bench.print(name, paper.lines));
  const [printed] = bench.printer.papers;
  if (!printed || outcome !== "printed") throw new Error(`${name}: ${outcome}`);
  const picture = await loadImage(await printed.png());
  const [width, height] = [picture.width * SCALE, Math.ceil(picture.height * SCALE)];
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  context.drawImage(picture, 0, 0, width, picture.height * SCALE);
  posterise(context, width, height);
  context.strokeStyle = "#cccccc";
  context.strokeRect(0.5, 0.5, width - 1, height - 1);
  const png = await canvas.encode("png");
  writeFileSync(join(outDir, `${name}.png`), png);
  process.stdout.write(`${name}: ${width}×${height}, ${Math.ceil(png.length / 1024)} kB\n`);
}

/** A few shades are enough for letters, and make a picture a third as large. */
function posterise(context: SKRSContext2D, width: number, height: number): void {
  const picture = context.getImageData(0, 0, width, height);
  const { data } = picture;
  for (let at = 0; at < data.length; at += 4) {
    const shade = Math.round(((data[at] ?? 0) * (SHADES - 1)) / 255) * (255 / (SHADES - 1));
    data.fill(shade, at, at + 3);
  }
  context.putImageData(picture, 0, 0);
}

mkdirSync(outDir, { recursive: true });
const asked = process.argv.slice(2);
for (const name of asked.length > 0 ? asked : Object.keys(EXAMPLES)) await draw(name);
