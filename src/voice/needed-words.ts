import type { HallRules } from "../core/rules.ts";
import { windowNames } from "../core/window-names.ts";
import { callWords } from "../i18n/call-words.ts";
import { kioskSentences } from "../i18n/kiosk-sentences.ts";
import { digitWord } from "../i18n/number-words.ts";
import { bareWord } from "../i18n/spoken-number.ts";
import { type Language, textIn } from "../i18n/text.ts";

/**
 * `sign`: of a ticket's number; `window`: of a window's name; `phrase`: what joins them to a call; `sentence`: one that
 * a kiosk reads aloud.
 */
export type WordKind = "sign" | "phrase" | "window" | "sentence";

export interface NeededWord {
  words: string;
  kind: WordKind;
}

/** What of a hall calls speak of. */
export interface SpokenOf {
  queues: readonly Pick<HallRules["queues"][number], "prefix" | "priorityPrefix">[];
  windows: readonly Pick<HallRules["windows"][number], "id" | "name">[];
}

/** The languages in which calls are said, in their order. */
export function spokenLanguages({ hall, voice }: Pick<HallRules, "hall" | "voice">): Language[] {
  return voice.languages ?? hall.languages;
}

/** The languages in which calls are said, then those that are heard at the kiosk alone. */
export function recordedLanguages(rules: Pick<HallRules, "hall" | "voice">): Language[] {
  return [...new Set([...spokenLanguages(rules), ...rules.hall.languages])];
}

/**
 * What has to be recorded in a language so that every call of this hall can be joined from clips, and after it the
 * sentences of the kiosk: once each, what is needed most first.
 */
export function neededWords(hall: SpokenOf, language: Language): NeededWord[] {
  const needed = new Map<string, WordKind>();
  const add = (words: readonly string[], kind: WordKind) => {
    for (const word of words) if (!needed.has(word)) needed.set(word, kind);
  };
  const sample = { number: "0", windowNames: {}, recalled: false };
  const phrases = (recalled: boolean) => callWords({ ...sample, recalled }, language);
  add(signsOf(hall, language), "sign");
  add([...phrases(false), ...phrases(true)], "phrase");
  for (const { id, name } of hall.windows)
    for (const recalled of [false, true]) {
      const call = { ...sample, windowNames: windowNames(id, name && { name }), recalled };
      add(callWords(call, language), "window");
    }
  add(
    kioskSentences.map((key) => textIn(language)(key)),
    "sentence",
  );
  return [...needed].map(([words, kind]) => ({ words, kind }));
}

/** Digits as calls say them, and every letter that a number may begin with. */
function signsOf({ queues }: SpokenOf, language: Language): string[] {
  const prefixes = queues.flatMap(({ prefix, priorityPrefix }) => [prefix, priorityPrefix ?? ""]);
  const letters = new Set(prefixes.join("").match(/[A-Z]/g) ?? []);
  const digits = Array.from({ length: 10 }, (_, digit) => digitWord(digit, language));
  // As a call says them, so that they are the same words.
  return [...digits, ...[...letters].sort()].map(bareWord);
}
