import { useCallback } from "react";
import type { Language } from "../../i18n/text.ts";
import { browserVoice } from "../shared/browser-voice.ts";

/** Slower than talk: who asks to be read to is often old. */
const slowly = 0.85;

/** Reads aloud to the one who stands there; new words cut off the old ones. */
export function useVoice(language: Language): (words: string) => void {
  return useCallback(
    (words) => {
      browserVoice.hush();
      void browserVoice.say(words, language, slowly);
    },
    [language],
  );
}
