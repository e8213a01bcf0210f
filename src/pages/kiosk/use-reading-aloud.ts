import { useEffect, useRef } from "react";
import type { Service } from "../shared/contract.ts";
import type { KioskStep } from "./kiosk-state.ts";
import { ReadingVoice } from "./reading-voice.ts";
import { type Speaker, spokenSentences } from "./spoken-sentences.ts";

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
  const voice = useRef<ReadingVoice | null>(null);
  useEffect(() => {
    if (!on) return;
    const made = new ReadingVoice();
    voice.current = made;
    return () => made.close();
  }, [on]);
  useEffect(() => {
    if (!on) return;
    const sentences = spokenSentences(step, latest.current.chosen, latest.current.speaker);
    const cut = new AbortController();
    void voice.current?.read(sentences, language, cut.signal);
    return () => cut.abort();
  }, [on, step, language]);
}
