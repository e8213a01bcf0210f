import type { Language } from "./text.ts";

const digits: Record<Language, readonly string[]> = {
  "zh-CN": ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"],
  bo: ["ཀླད་ཀོར་", "གཅིག་", "གཉིས་", "གསུམ་", "བཞི་", "ལྔ་", "དྲུག་", "བདུན་", "བརྒྱད་", "དགུ་"],
  en: ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
};

/**
 * A ticket's number as people call it out, sign by sign: `A012` is "A 零一二" and "A zero one two", never "twelve".
 */
export function spokenNumber(number: string, language: Language): string {
  const spoken = Array.from(number, (sign) => (/\d/.test(sign) ? digits[language][Number(sign)] : sign));
  return language === "en" ? spoken.join(" ") : spoken.join("").replace(/([A-Z])(?=[^A-Z])/, "$1 ");
}
