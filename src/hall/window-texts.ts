import type { WindowStanding } from "../core/effects.ts";
import type { WindowId } from "../core/ids.ts";
import type { HallRules } from "../core/rules.ts";
import { windowNames } from "../core/window-names.ts";
import { callCaption } from "../i18n/call-words.ts";
import { inLanguage, type Language, textIn } from "../i18n/text.ts";

/** What stands over a window, in the languages of the hall, in their order. */
export interface WindowTexts {
  /** Who is called, or that the window is paused or closed. None at an open window without a ticket. */
  texts: string[];
  /** Where whoever is called goes: for displays without room for the sentence. */
  places: string[];
}

/** English comes last where the hall does not speak it: some displays have no other letters. */
export function windowTexts(
  { hall, windows }: HallRules,
  id: WindowId,
  { number, standing }: { number: string | null; standing: WindowStanding },
): WindowTexts {
  const names = windowNames(
    id,
    windows.find((window) => window.id === id),
  );
  const languages = [...new Set<Language>([...hall.languages, "en"])];
  if (number === null) {
    if (standing === "open") return { texts: [], places: [] };
    return { texts: languages.map((language) => textIn(language)(`windowState.${standing}`)), places: [] };
  }
  const call = { number, windowNames: names, recalled: false };
  return {
    texts: languages.map((language) => callCaption(call, language)),
    places: languages.map((language) => inLanguage(names, language)),
  };
}
