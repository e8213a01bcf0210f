import { bo } from "./bo.ts";
import { type KeyOf, withoutMarks } from "./dictionary.ts";
import { en } from "./en.ts";
import { Lookup } from "./lookup.ts";
import { zhCN } from "./zh-CN.ts";

export const languages = ["zh-CN", "bo", "en"] as const;
export type Language = (typeof languages)[number];

/** What a citizen's page, a paper, a screen or the voice may say. */
export type TextKey = KeyOf<typeof zhCN>;
export type TextValues = Readonly<Record<string, string | number>>;

/** The text of a key, its `{{values}}` filled in; `count` also chooses the plural. Never HTML. */
export type Text = (key: TextKey, values?: TextValues) => string;

const lookup = new Lookup(() => ({ "zh-CN": zhCN, bo: withoutMarks(bo), en }));

/** The texts in one language; a text that the language lacks comes in Chinese. */
export function textIn(language: Language): Text {
  return lookup.in(language);
}

/** Whether a code from outside is one of the hall's languages. */
export function isLanguage(code: unknown): code is Language {
  return languages.some((language) => language === code);
}

/** The words for a refusal or an error, by its stable code; an unknown code gets the general words. */
export function refusalText(language: Language, code: string): string {
  return textIn(language)(
    Object.hasOwn(zhCN.refusals, code) ? `refusals.${code as RefusalCode}` : "refusals.other",
  );
}

export type RefusalCode = keyof typeof zhCN.refusals;

/** A name from a config, in the language if it has it, else in Chinese, else in whichever it has. */
export function inLanguage(
  name: string | Partial<Record<Language, string>> | undefined,
  language: Language,
): string {
  if (name === undefined) return "";
  if (typeof name === "string") return name;
  return name[language] ?? name["zh-CN"] ?? Object.values(name)[0] ?? "";
}
