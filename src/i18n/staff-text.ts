import { createInstance, type i18n } from "i18next";
import type { KeyOf } from "./dictionary.ts";
import { staffEn } from "./staff.en.ts";
import { staffZhCN } from "./staff.zh-CN.ts";
import type { Language, TextValues } from "./text.ts";

/** What a clerk's, guide's or manager's page may say. */
export type StaffKey = KeyOf<typeof staffZhCN>;
export type StaffText = (key: StaffKey, values?: TextValues) => string;

let dictionaries: i18n | undefined;

function open(): i18n {
  const instance = createInstance({
    resources: { "zh-CN": { translation: staffZhCN }, en: { translation: staffEn } },
    lng: "zh-CN",
    fallbackLng: "zh-CN",
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  void instance.init();
  return instance;
}

/** The staff's texts in one language; staff pages have no Tibetan and show Chinese instead. */
export function staffTextIn(language: Language): StaffText {
  dictionaries ??= open();
  const translate = dictionaries.getFixedT(language);
  return (key, values) => translate(key, { ...values });
}
