import type { Language } from "./text.ts";

/** The words that numbers are said with. Each is one clip of a recorded voice, so equal sounds are equal words. */

const digits: Record<Language, readonly string[]> = {
  "zh-CN": ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"],
  bo: ["ཀླད་ཀོར་", "གཅིག་", "གཉིས་", "གསུམ་", "བཞི་", "ལྔ་", "དྲུག་", "བདུན་", "བརྒྱད་", "དགུ་"],
  en: ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
};

export function digitWord(digit: number, language: Language): string {
  return digits[language][digit] ?? String(digit);
}

/** Above this a number is said sign by sign. */
export const cardinalMost = 999;

/** The words of a whole number from 0 to `cardinalMost` as people count: windows have such numbers. */
export function cardinalWords(value: number, language: Language): string[] {
  if (language === "zh-CN") return chinese(value);
  return language === "bo" ? tibetan(value) : english(value);
}

/** 十二, 二十五, 一百零三, 一百一十. */
function chinese(value: number): string[] {
  const digit = (at: number) => digitWord(at, "zh-CN");
  const [hundreds, rest] = [Math.floor(value / 100), value % 100];
  const [tens, ones] = [Math.floor(rest / 10), rest % 10];
  if (value < 10) return [digit(value)];
  const tail = ones === 0 ? [] : [digit(ones)];
  if (hundreds === 0) return [...(tens === 1 ? [] : [digit(tens)]), "十", ...tail];
  const head = [digit(hundreds), "百"];
  if (tens > 0) return [...head, digit(tens), "十", ...tail];
  return ones === 0 ? head : [...head, digit(0), ...tail];
}

const englishTeens = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
  " ",
);
const englishTens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

/** twelve, twenty five, one hundred and three. */
function english(value: number): string[] {
  const [hundreds, rest] = [Math.floor(value / 100), value % 100];
  if (hundreds > 0) {
    const head = [digitWord(hundreds, "en"), "hundred"];
    return rest === 0 ? head : [...head, "and", ...english(rest)];
  }
  if (rest < 10) return [digitWord(rest, "en")];
  if (rest < 20) return [englishTeens[rest - 10] ?? ""];
  const tens = englishTens[Math.floor(rest / 10) - 2] ?? "";
  return rest % 10 === 0 ? [tens] : [tens, digitWord(rest % 10, "en")];
}

/** 10 to 19 are words of their own, and 15 and 18 change their vowel. */
const tibetanTeens = [
  "བཅུ་",
  "བཅུ་གཅིག་",
  "བཅུ་གཉིས་",
  "བཅུ་གསུམ་",
  "བཅུ་བཞི་",
  "བཅོ་ལྔ་",
  "བཅུ་དྲུག་",
  "བཅུ་བདུན་",
  "བཅོ་བརྒྱད་",
  "བཅུ་དགུ་",
];
/** Each ten with the syllable that joins ones to it: 21 is ཉི་ཤུ་རྩ་གཅིག, 31 is སུམ་ཅུ་སོ་གཅིག. */
const tibetanTens: readonly (readonly [ten: string, joint: string])[] = [
  ["ཉི་ཤུ་", "རྩ་"],
  ["སུམ་ཅུ་", "སོ་"],
  ["བཞི་བཅུ་", "ཞེ་"],
  ["ལྔ་བཅུ་", "ང་"],
  ["དྲུག་ཅུ་", "རེ་"],
  ["བདུན་ཅུ་", "དོན་"],
  ["བརྒྱད་ཅུ་", "གྱ་"],
  ["དགུ་བཅུ་", "གོ་"],
];

/** Above one hundred the counting form བརྒྱ་ཕྲག་གཉིས ("hundreds, two") spares a word of its own for each hundred. */
function tibetan(value: number): string[] {
  const [hundreds, rest] = [Math.floor(value / 100), value % 100];
  if (hundreds > 0) {
    const head = hundreds === 1 ? ["བརྒྱ་"] : ["བརྒྱ་ཕྲག་", digitWord(hundreds, "bo")];
    return rest === 0 ? head : [...head, "དང་", ...tibetan(rest)];
  }
  if (rest < 10) return [digitWord(rest, "bo")];
  if (rest < 20) return [tibetanTeens[rest - 10] ?? ""];
  const [ten, joint] = tibetanTens[Math.floor(rest / 10) - 2] ?? ["", ""];
  return rest % 10 === 0 ? [ten] : [ten, joint, digitWord(rest % 10, "bo")];
}
