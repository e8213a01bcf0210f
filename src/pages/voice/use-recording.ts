import { useEffect, useState } from "react";
import type { Language } from "../../i18n/text.ts";
import { codeOf } from "../shared/api.ts";
import { SoundPlayer } from "../shared/sound-player.ts";
import type { LevelHint } from "./level.ts";
import { Recorder, SoundTooLong, wavOf } from "./recorder.ts";
import { findVoiceToken, keepClip, removeClip } from "./script.ts";

export type Step =
  /** With what the last recording's loudness asks for. */
  | { at: "ready"; hint: LevelHint | null }
  | { at: "recording"; stop(): void }
  | { at: "saving" }
  | { at: "playing" }
  /** `no-microphone`, `no-sound` for a file that is none, `too-long`, `no-play`, or a refusal's code. */
  | { at: "failed"; code: string };

export const isBusyAt = ({ at }: Step): boolean => at !== "ready" && at !== "failed";

export interface Recording {
  step: Step;
  /** Records, and at the second press stores what was said and plays it back. */
  toggle(language: Language, clip: string): Promise<void>;
  takeFile(language: Language, clip: string, file: Blob): Promise<void>;
  remove(language: Language, clip: string): Promise<void>;
  listen(addresses: readonly string[]): Promise<void>;
  /** How loud the microphone hears at this moment. */
  levelDb(): number;
}

const ready: Step = { at: "ready", hint: null };

/**
 * Recording, one thing at a time.
 * @param onChange a clip was stored or taken away; resolves with its new address
 */
export function useRecording(
  onChange: (language: Language, clip: string) => Promise<string | null>,
): Recording {
  const [step, setStep] = useState<Step>(ready);
  const [parts] = useState(() => {
    const recorder = new Recorder();
    return { player: new SoundPlayer(), recorder, levelDb: () => recorder.levelDb() };
  });
  useEffect(() => () => parts.recorder.close(), [parts]);
  const { player, recorder } = parts;
  const token = findVoiceToken(location.hash);

  async function listen(addresses: readonly string[], hint: LevelHint | null = null) {
    setStep({ at: "playing" });
    const isHeard = await player.play(addresses);
    setStep(isHeard ? { at: "ready", hint } : { at: "failed", code: "no-play" });
  }

  async function keep(language: Language, clip: string, sound: Blob) {
    setStep({ at: "saving" });
    const read = await wavOf(sound, player).catch((error: unknown) =>
      error instanceof SoundTooLong ? "too-long" : "no-sound",
    );
    if (typeof read === "string") return setStep({ at: "failed", code: read });
    try {
      await keepClip(language, clip, read.wav, token);
      const address = await onChange(language, clip);
      await listen(address === null ? [] : [address], read.hint);
    } catch (error) {
      setStep({ at: "failed", code: codeOf(error) });
    }
  }

  return {
    step,
    listen: (addresses) => listen(addresses),
    levelDb: parts.levelDb,
    async toggle(language, clip) {
      if (step.at === "recording") return step.stop();
      if (step.at === "saving" || step.at === "playing") return;
      void player.allow();
      try {
        const { stop, recorded } = await recorder.start();
        setStep({ at: "recording", stop });
        await keep(language, clip, await recorded);
      } catch {
        setStep({ at: "failed", code: "no-microphone" });
      }
    },
    takeFile: keep,
    async remove(language, clip) {
      try {
        await removeClip(language, clip, token);
        await onChange(language, clip);
        setStep(ready);
      } catch (error) {
        setStep({ at: "failed", code: codeOf(error) });
      }
    },
  };
}
