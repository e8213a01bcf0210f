import iconv from "iconv-lite";

/**
 * Which characters a printer's own font holds, as GB 18030 encodes them.
 * - `two-byte`: those that GBK has, too; all that many clones know.
 * - `extension-a`: also the four-byte Han of Unicode's extension A (㐂, 䶮), the repertoire of GB 18030-2000.
 * - `all`: also every other four-byte Han (𠮷, of extension B and beyond).
 */
export type Characters = "two-byte" | "extension-a" | "all";

const EXTENSION_A = /^[\u3400-\u4dbf]+$/u;
const HAN = /^\p{Script=Han}+$/u;
const CONTROLS = /[\p{Cc}\p{Cs}\u200b\u2028-\u202e\u2060-\u206f\ufeff]/gu;

/**
 * Text without what would be a command to the printer or would change the reading direction: control
 * characters, lone surrogates, bidirectional marks. Tabs become spaces; line ends stay, as `\n`.
 */
export function printable(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .split("\n")
    .map((line) => line.replaceAll("\t", " ").replace(CONTROLS, ""))
    .join("\n");
}

/** GB 18030 bytes of `text`. Under `FS &` a printer reads bytes below 80 as ASCII, others as Chinese. */
export function encodeText(text: string): Buffer {
  return iconv.encode(text, "gb18030");
}

/** Columns that `text` takes in font A: one for each ASCII character, two for each other one. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += character < "\x80" ? 1 : 2;
  return columns;
}

/** Whether a printer with these `characters` can set all of `text` in its own font; else it must be drawn. */
export function canSet(text: string, characters: Characters): boolean {
  for (const character of text) {
    const bytes = encodeText(character);
    if (characters === "two-byte") {
      // GB 18030 gave two-byte codes to characters (䶮) that GBK fonts do not have there.
      if (!bytes.equals(iconv.encode(character, "cp936"))) return false;
    } else if (bytes.length > 2 && !(characters === "all" ? HAN : EXTENSION_A).test(character)) return false;
  }
  return true;
}

/** Chinese printers put this where a character is missing. */
export const MISSING = "〓";

/** The text with each run of characters that the printer's own font lacks replaced by one 〓. */
export function settable(text: string, characters: Characters): string {
  const shown = [...text].map((character) => (canSet(character, characters) ? character : MISSING)).join("");
  return shown.replace(/〓+/g, MISSING);
}
