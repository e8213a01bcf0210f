import type { Language } from "../../i18n/text.ts";
import { bestVoice } from "./best-voice.ts";

function voiceFor(language: Language): SpeechSynthesisVoice | undefined {
  if (!("speechSynthesis" in globalThis)) return undefined;
  return bestVoice(speechSynthesis.getVoices(), language);
}

// Browsers fetch their voices when they are first asked for, and have none until then.
if ("speechSynthesis" in globalThis) speechSynthesis.getVoices();

/** A voice that never comes to its end must not silence the hall. */
const longestMs = 20_000;

/** The browser's own speech. Many machines have no voice for Tibetan, some have none at all. */
export const browserVoice = {
  speaks(language: Language): boolean {
    return voiceFor(language) !== undefined;
  },

  /**
   * Resolves when the words are said, or when they could not be: with whether they were.
   * @param rate 1 is the voice's own pace
   * @param volume from 0 to 1
   */
  say(words: string, language: Language, rate = 1, volume = 1): Promise<boolean> {
    const voice = voiceFor(language);
    if (voice === undefined) return Promise.resolve(false);
    return new Promise((resolve) => {
      const utterance = new SpeechSynthesisUtterance(words);
      utterance.voice = voice;
      utterance.lang = voice.lang;
      utterance.rate = rate;
      utterance.volume = volume;
      const timer = setTimeout(() => resolve(true), longestMs);
      const end = (isSaid: boolean) => () => {
        clearTimeout(timer);
        resolve(isSaid);
      };
      utterance.onend = end(true);
      utterance.onerror = end(false);
      speechSynthesis.speak(utterance);
    });
  },

  /** Stops at once, for a page that one person listens to. */
  hush(): void {
    if ("speechSynthesis" in globalThis) speechSynthesis.cancel();
  },
};
