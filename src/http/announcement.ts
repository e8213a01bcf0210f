import type { Language, Texts } from "../core/ids.ts";
import type { HallRules } from "../core/rules.ts";
import { callCaption, callWords, type SpokenCall } from "../i18n/call-words.ts";
import { spokenLanguages } from "../voice/needed-words.ts";

export interface Announcement {
  /** What a screen shows, in each language. */
  text: Record<Language, string>;
  /** What recorded clips say of it, clip by clip, in each language that calls are spoken in. */
  words: Partial<Record<Language, string[]>>;
}

/** What a screen shows and speaks of a call. */
export function announcementOf(
  rules: Pick<HallRules, "hall" | "voice">,
  number: string,
  windowNames: Texts,
  recalled: boolean,
): Announcement {
  const call: SpokenCall = { number, windowNames, recalled };
  const text = (language: Language) => callCaption(call, language);
  return {
    text: { "zh-CN": text("zh-CN"), bo: text("bo"), en: text("en") },
    words: Object.fromEntries(
      spokenLanguages(rules).map((language) => [language, callWords(call, language)]),
    ),
  };
}
