import { useEffect, useRef } from "react";
import { browserVoice } from "../shared/browser-voice.ts";
import type { Service } from "../shared/contract.ts";
import type { KioskStep } from "./kiosk-state.ts";
import { type Speaker, spokenWords } from "./spoken-words.ts";

/** Slower than talk: who asks to be read to is often old. */
const slowly = 0.85;

/**
 * Reads each step aloud to the one who stands there, once, and anew in another language; new words cut off the old
 * ones. A line that grows meanwhile changes the page, not what is being said.
 */
export function useReadingAloud(
  on: boolean,
  step: KioskStep,
  chosen: Service | undefined,
  speaker: Speaker,
): void {
  const { language } = speaker;
  const latest = useRef({ chosen, speaker });
  latest.current = { chosen, speaker };
  useEffect(() => {
    if (!on) return;
    const words = spokenWords(step, latest.current.chosen, latest.current.speaker);
    if (words === "") return;
    browserVoice.hush();
    void browserVoice.say(words, language, slowly);
    return () => browserVoice.hush();
  }, [on, step, language]);
}
