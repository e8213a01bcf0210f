import { cardinalMost, cardinalWords } from "./number-words.ts";
import { signWords, spokenNumber } from "./spoken-number.ts";
import { inLanguage, type Language, textIn } from "./text.ts";

/** A call as the voice says it. */
export interface SpokenCall {
  number: string;
  /** The window's name, by language. */
  windowNames: Partial<Record<Language, string>>;
  /** Called before, and not come. */
  recalled: boolean;
}

const sentence = (
  { recalled }: SpokenCall,
  language: Language,
  values: { number: string; window: string },
): string => textIn(language)(recalled ? "voice.recall" : "voice.call", values);

/** The call as it is written. */
export function callCaption(call: SpokenCall, language: Language): string {
  return sentence(call, language, {
    number: call.number,
    window: inLanguage(call.windowNames, language),
  });
}

/** The call as one text for a voice that reads texts. */
export function callText(call: SpokenCall, language: Language): string {
  return sentence(call, language, {
    number: spokenNumber(call.number, language),
    window: inLanguage(call.windowNames, language),
  });
}

// Private-use signs: no dictionary and no window has them.
const numberMark = "\uE000";
const windowMark = "\uE001";

/**
 * The call as the words that recorded clips are joined from, one clip each: the ticket's number sign by sign, numbers
 * in the window's name as people count, and the phrases between them. No punctuation.
 */
export function callWords(call: SpokenCall, language: Language): string[] {
  const marked = sentence(call, language, { number: numberMark, window: windowMark });
  return marked.split(new RegExp(`([${numberMark}${windowMark}])`)).flatMap((part) => {
    if (part === numberMark) return signWords(call.number, language).map(bare);
    return phraseWords(part === windowMark ? inLanguage(call.windowNames, language) : part, language);
  });
}

/** A text as words: `3号窗口` is 三 and 号窗口. */
function phraseWords(text: string, language: Language): string[] {
  return text
    .split(/(\d+)/)
    .flatMap((part) => {
      if (!/^\d+$/.test(part)) return [part];
      const isCounted = Number(part) <= cardinalMost && !/^0\d/.test(part);
      return isCounted ? cardinalWords(Number(part), language) : signWords(part, language);
    })
    .map(bare)
    .filter((word) => word !== "");
}

/** Without what is written and not said at its ends, so that a word is the same wherever it stands. */
function bare(word: string): string {
  return word.replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, "");
}
