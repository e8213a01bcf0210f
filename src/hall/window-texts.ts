import type { WindowStanding } from "../core/effects.ts";
import type { WindowId } from "../core/ids.ts";
import type { HallRules } from "../core/rules.ts";
import { windowNames } from "../core/window-names.ts";
import { callCaption } from "../i18n/call-words.ts";
import { textIn } from "../i18n/text.ts";

/**
 * What a screen over a window says, once in each of the hall's languages, in their order: who is called, or that the
 * window is paused or closed. Nothing at an open window without a ticket.
 */
export function windowTexts(
  { hall, windows }: HallRules,
  id: WindowId,
  { number, standing }: { number: string | null; standing: WindowStanding },
): string[] {
  const names = windowNames(
    id,
    windows.find((window) => window.id === id),
  );
  return hall.languages.flatMap((language) => {
    if (number !== null) return [callCaption({ number, windowNames: names, recalled: false }, language)];
    return standing === "open" ? [] : [textIn(language)(`windowState.${standing}`)];
  });
}
