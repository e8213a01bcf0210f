import { cardinalMost, cardinalWords } from "./number-words.ts";
import { bareWord, joinedWords, signWords, spokenNumber } from "./spoken-number.ts";
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

// Private-use signs: no dictionary and no window has them.
const numberMark = "\uE000";
const windowMark = "\uE001";

/** The call as one text for a voice that reads texts. */
export function callText(call: SpokenCall, language: Language): string {
  return readAloud(callCaption(call, language), call.number, language);
}

/** A caption for a voice that reads texts: the ticket's number sign by sign, any other as people count. */
export function readAloud(caption: string, number: string, language: Language): string {
  return countedAloud(caption.replace(number, numberMark), language).replace(
    numberMark,
    spokenNumber(number, language),
  );
}

/**
 * A text with its digits in words, as people count. Voices are not left to read digits: espeak-ng says 一百三, which is
 * 130, for 103.
 */
export function countedAloud(text: string, language: Language): string {
  return text.replace(/\d+/g, (digits) => joinedWords(countedWords(digits, language), language));
}

/**
 * The call as the words that recorded clips are joined from, one clip each: the ticket's number sign by sign, numbers
 * in the window's name as people count, and the phrases between them. No punctuation.
 */
export function callWords(call: SpokenCall, language: Language): string[] {
  const marked = sentence(call, language, { number: numberMark, window: windowMark });
  return marked.split(new RegExp(`([${numberMark}${windowMark}])`)).flatMap((part) => {
    if (part === numberMark) return signWords(call.number, language).map(bareWord);
    return phraseWords(part === windowMark ? inLanguage(call.windowNames, language) : part, language);
  });
}

/** A text as words: `3号窗口` is 三 and 号窗口. */
function phraseWords(text: string, language: Language): string[] {
  return text
    .split(/(\d+)/)
    .flatMap((part) => {
      return /^\d+$/.test(part) ? countedWords(part, language) : [part];
    })
    .map(bareWord)
    .filter((word) => word !== "");
}

/** Digits as people count; sign by sign where nobody would count that far, or where they begin with a zero. */
function countedWords(digits: string, language: Language): string[] {
  const isCounted = Number(digits) <= cardinalMost && !/^0\d/.test(digits);
  return isCounted ? cardinalWords(Number(digits), language) : signWords(digits, language);
}
