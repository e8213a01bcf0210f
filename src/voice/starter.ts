import type { Language } from "../i18n/text.ts";
import { type Clips, clipId } from "./clips.ts";
import type { Espeak } from "./espeak.ts";
import { tidied } from "./tidy.ts";
import { writeWav } from "./wav.ts";

/**
 * Lets espeak-ng say what a language's calls need and nobody has recorded yet. What a person recorded stays.
 * @param words as `neededWords` lists them
 * @returns how many clips were made
 */
export async function makeStarterClips(
  espeak: Pick<Espeak, "speak">,
  clips: Clips,
  language: Language,
  words: readonly string[],
): Promise<number> {
  const recorded = await clips.recorded(language);
  const missing = words.filter((each) => !recorded.has(clipId(each)));
  for (const each of missing) {
    const sound = tidied(await espeak.speak(each, language));
    if (!sound) throw new Error(`espeak-ng says nothing for "${each}"`);
    await clips.keep(language, clipId(each), writeWav(sound));
  }
  return missing.length;
}
