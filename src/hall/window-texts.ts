import type { WindowStanding } from "../core/effects.ts";
import type { QueueId, WindowId } from "../core/ids.ts";
import type { HallRules } from "../core/rules.ts";
import { windowNames } from "../core/window-names.ts";
import { callCaption } from "../i18n/call-words.ts";
import { inLanguage, type Language, textIn } from "../i18n/text.ts";

/** What stands over a window, in the languages of the hall, in their order. */
export interface WindowTexts {
  /** Who is called, that the window is paused or closed or, at an open one without a ticket, what it serves. */
  texts: string[];
  /** Where whoever is called goes: for displays without room for the sentence. */
  places: string[];
}

/** English comes last where the hall does not speak it: some displays have no other letters. */
export function windowTexts(
  { hall, windows, queues }: HallRules,
  id: WindowId,
  { number, standing, sign }: { number: string | null; standing: WindowStanding; sign: readonly QueueId[] },
): WindowTexts {
  const names = windowNames(
    id,
    windows.find((window) => window.id === id),
  );
  const languages = [...new Set<Language>([...hall.languages, "en"])];
  if (number === null) {
    const served = (language: Language) =>
      sign
        .map((queue) => inLanguage(queues.find((each) => each.id === queue)?.name, language))
        .join(textIn(language)("common.separator"));
    const said = (language: Language) =>
      standing === "open" ? served(language) : textIn(language)(`windowState.${standing}`);
    return { texts: languages.map(said), places: [] };
  }
  const call = { number, windowNames: names, recalled: false };
  return {
    texts: languages.map((language) => callCaption(call, language)),
    places: languages.map((language) => inLanguage(names, language)),
  };
}
