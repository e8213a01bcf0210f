import { createRequire } from "node:module";
import { createCanvas, GlobalFonts } from "@napi-rs/canvas";
import { MISSING } from "./charset.ts";

interface Font {
  family: string;
  file: string;
}

const require = createRequire(import.meta.url);

const TEXT_FONTS: Font[] = [
  {
    family: "halld-tibetan",
    file: "@fontsource/noto-serif-tibetan/files/noto-serif-tibetan-tibetan-400-normal.woff2",
  },
  {
    family: "halld-chinese",
    file: "@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff2",
  },
];

/** Tens of megabytes, for names that few people have: registered when the first one is drawn. */
const RARE_FONT: Font = {
  family: "halld-rare",
  file: "@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff2",
};

/** The last code point of private use: no font has it. */
const UNDRAWN = "\u{10fffd}";

function register(font: Font): boolean {
  if (GlobalFonts.has(font.family)) return true;
  try {
    return GlobalFonts.registerFromPath(require.resolve(font.file), font.family) !== null;
  } catch {
    return false;
  }
}

function families(fonts: Font[]): string {
  return fonts.map((font) => font.family).join(", ");
}

/** A picture of one character, to tell whether a font has it: what it lacks, it draws as a box. */
function pictureOf(character: string, fontFamilies: string): string {
  const canvas = createCanvas(48, 48);
  const context = canvas.getContext("2d");
  context.font = `24px ${fontFamilies}`;
  context.fillText(character, 8, 32);
  return Buffer.from(context.getImageData(0, 0, 48, 48).data).toString("latin1");
}

const known = new Map<string, boolean>();

function has(character: string, fonts: Font[]): boolean {
  const key = `${fonts.length} ${character}`;
  const cached = known.get(key);
  if (cached !== undefined) return cached;
  const list = families(fonts);
  const answer = pictureOf(character, list) !== pictureOf(UNDRAWN, list);
  known.set(key, answer);
  return answer;
}

/**
 * The fonts to draw `text` with, as a CSS family list, and the text with each character that none of them
 * has replaced by 〓.
 */
export function fontsFor(text: string): { families: string; text: string } {
  let fonts = TEXT_FONTS.filter(register);
  const lacks = (character: string) => !/\s|\p{M}|\p{Cf}/u.test(character) && !has(character, fonts);
  if ([...text].some(lacks)) fonts = [...TEXT_FONTS, RARE_FONT].filter(register);
  const shown = [...text].map((character) => (lacks(character) ? MISSING : character)).join("");
  return { families: families(fonts), text: shown };
}
