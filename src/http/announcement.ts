import type { Language, Texts } from "../core/ids.ts";
import { inLanguage, textIn } from "../i18n/text.ts";

/** What a screen shows and speaks of a call, in each language. */
export function announcementTexts(
  number: string,
  windowNames: Texts,
  recalled: boolean,
): Record<Language, string> {
  const text = (language: Language) =>
    textIn(language)(recalled ? "voice.recall" : "voice.call", {
      number,
      window: inLanguage(windowNames, language),
    });
  return { "zh-CN": text("zh-CN"), bo: text("bo"), en: text("en") };
}
