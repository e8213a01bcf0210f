import { useEffect, useState } from "react";
import type { Language } from "../../i18n/text.ts";
import { codeOf } from "../shared/api.ts";
import { SoundPlayer } from "../shared/sound-player.ts";
import { Recorder, wavOf } from "./recorder.ts";
import { findVoiceToken, keepClip, removeClip } from "./script.ts";

export type Step =
  | { at: "ready" }
  | { at: "recording"; stop(): void }
  | { at: "saving" }
  | { at: "playing" }
  /** `no-microphone`, `no-sound` for a file that is none, or a refusal's code. */
  | { at: "failed"; code: string };

export interface Recording {
  step: Step;
  /** Records, and at the second press stores what was said and plays it back. */
  toggle(language: Language, clip: string): Promise<void>;
  takeFile(language: Language, clip: string, file: Blob): Promise<void>;
  remove(language: Language, clip: string): Promise<void>;
  listen(addresses: readonly string[]): Promise<void>;
}

/**
 * Recording, one thing at a time.
 * @param onChange a clip was stored or taken away; resolves with its new address
 */
export function useRecording(
  onChange: (language: Language, clip: string) => Promise<string | null>,
): Recording {
  const [step, setStep] = useState<Step>({ at: "ready" });
  const [parts] = useState(() => ({ player: new SoundPlayer(), recorder: new Recorder() }));
  useEffect(() => () => parts.recorder.close(), [parts]);
  const { player, recorder } = parts;
  const token = findVoiceToken(location.hash);

  async function listen(addresses: readonly string[]) {
    setStep({ at: "playing" });
    await player.play(addresses);
    setStep({ at: "ready" });
  }

  async function keep(language: Language, clip: string, sound: Blob) {
    setStep({ at: "saving" });
    let wav: Blob;
    try {
      wav = await wavOf(sound, player);
    } catch {
      return setStep({ at: "failed", code: "no-sound" });
    }
    try {
      await keepClip(language, clip, wav, token);
      const address = await onChange(language, clip);
      await listen(address === null ? [] : [address]);
    } catch (error) {
      setStep({ at: "failed", code: codeOf(error) });
    }
  }

  return {
    step,
    listen,
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
        setStep({ at: "ready" });
      } catch (error) {
        setStep({ at: "failed", code: codeOf(error) });
      }
    },
  };
}
