import type { KeyOf } from "./dictionary.ts";
import { Lookup } from "./lookup.ts";
import { staffEn } from "./staff.en.ts";
import { staffZhCN } from "./staff.zh-CN.ts";
import type { Language, TextValues } from "./text.ts";

/** What a clerk's, guide's or manager's page may say. */
export type StaffKey = KeyOf<typeof staffZhCN>;
export type StaffText = (key: StaffKey, values?: TextValues) => string;

const lookup = new Lookup(() => ({ "zh-CN": staffZhCN, en: staffEn }));

/** The staff's texts in one language; staff pages have no Tibetan and show Chinese instead. */
export function staffTextIn(language: Language): StaffText {
  return lookup.in(language);
}
