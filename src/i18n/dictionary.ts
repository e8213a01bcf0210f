/**
 * The shapes of the dictionaries. Chinese is the model; another language must have every key of it, and one form for
 * every plural that its grammar has. A missing or a misspelt key is a compile error.
 */

/** The same keys as the model, any text. */
export type SameKeys<Model> = {
  readonly [Key in keyof Model]: Model[Key] extends string ? string : SameKeys<Model[Key]>;
};

/** The same keys, and for each `…_other` also `…_one`: languages that count one apart. */
export type WithPlurals<Model> = {
  readonly [Key in keyof Model]: Model[Key] extends string ? string : WithPlurals<Model[Key]>;
} & {
  readonly [Key in keyof Model as Key extends `${infer Base}_other` ? `${Base}_one` : never]: string;
};

/** A translation as its translator left it: a draft until a speaker of the language has signed it. */
export type Translation = { readonly draft: string } | { readonly text: string; readonly signedBy: string };

/** The same keys as the model, each a translation with its mark. */
export type WithMarks<Model> = {
  readonly [Key in keyof Model]: Model[Key] extends string ? Translation : WithMarks<Model[Key]>;
};

/** The dotted keys of a dictionary, plural endings taken off: what `text("kiosk.title")` may be asked for. */
export type KeyOf<Model> = {
  [Key in keyof Model & (string | number)]: Model[Key] extends string
    ? Key extends `${infer Base}_other`
      ? Base
      : `${Key}`
    : `${Key}.${KeyOf<Model[Key]>}`;
}[keyof Model & (string | number)];

export interface Texts {
  [key: string]: string | Texts;
}

interface Marked {
  readonly [key: string]: Translation | Marked;
}

const isTranslation = (entry: Translation | Marked): entry is Translation =>
  ("draft" in entry && typeof entry.draft === "string") ||
  ("text" in entry && typeof entry.text === "string");

/** A marked dictionary without its marks. */
export function withoutMarks(marked: Marked): Texts {
  const texts: Texts = {};
  for (const [key, entry] of Object.entries(marked)) {
    if (isTranslation(entry)) texts[key] = "draft" in entry ? entry.draft : entry.text;
    else texts[key] = withoutMarks(entry);
  }
  return texts;
}

/** The dotted keys that are still drafts, with their texts, for the hall to see. */
export function draftTexts(marked: Marked, prefix = ""): [key: string, draft: string][] {
  return Object.entries(marked).flatMap(([key, entry]) => {
    if (!isTranslation(entry)) return draftTexts(entry, `${prefix}${key}.`);
    return "draft" in entry ? [[`${prefix}${key}`, entry.draft] as [string, string]] : [];
  });
}

/** The text of a dotted key as it stands in a dictionary, `{{values}}` and all; empty where there is none. */
export function textAt(texts: Texts, key: string): string {
  let at: Texts | string | undefined = texts;
  for (const part of key.split(".")) at = typeof at === "object" ? at[part] : undefined;
  return typeof at === "string" ? at : "";
}
