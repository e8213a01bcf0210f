import { useCallback } from "react";
import type { Language } from "../../i18n/text.ts";

/** Speaks with the browser's own voice, where it has one for the language; the page always shows the same words. */
export function useVoice(language: Language): (words: string) => void {
  return useCallback(
    (words) => {
      if (!("speechSynthesis" in window)) return;
      const voice = speechSynthesis.getVoices().find(({ lang }) => lang.startsWith(language.slice(0, 2)));
      if (voice === undefined) return;
      speechSynthesis.cancel();
      const utterance = new SpeechSynthesisUtterance(words);
      utterance.voice = voice;
      utterance.lang = voice.lang;
      // Slower than talk: who asks to be read to is often old.
      utterance.rate = 0.85;
      speechSynthesis.speak(utterance);
    },
    [language],
  );
}
