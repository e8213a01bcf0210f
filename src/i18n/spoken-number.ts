import { digitWord } from "./number-words.ts";
import type { Language } from "./text.ts";

/** The words of a ticket's number as people call it out, sign by sign: `A012` is "A", "zero", "one", "two". */
export function signWords(number: string, language: Language): string[] {
  return Array.from(number, (sign) => (/\d/.test(sign) ? digitWord(Number(sign), language) : sign));
}

/** A word without what is written and not said at its ends, so that its clip is the same wherever it stands. */
export function bareWord(word: string): string {
  return word.replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, "");
}

/** A ticket's number as one text for a voice: `A012` is "A 零一二" and "A zero one two", never "twelve". */
export function spokenNumber(number: string, language: Language): string {
  return joinedWords(signWords(number, language), language).replace(/([A-Z])(?=[^A-Z ])/, "$1 ");
}

/** Words as they are written in a row: English alone has spaces between them. */
export function joinedWords(words: readonly string[], language: Language): string {
  return words.join(language === "en" ? " " : "");
}
