import type { Language } from "../../i18n/text.ts";
import { get } from "../shared/api.ts";
import { browserVoice } from "../shared/browser-voice.ts";
import { SoundPlayer } from "../shared/sound-player.ts";
import { type Sounds, sayWithEngines, type VoiceView } from "../shared/voice-engines.ts";
import type { Sentence } from "./spoken-sentences.ts";

/** Slower than talk: who asks to be read to is often old. */
const slowly = 0.85;
/** Who stands before the kiosk asked for it, also in hours in which the hall calls softly. */
const volume = 1;
/** Between two sentences, as a speaker takes breath. */
const breathMs = 300;
/** Of what the daemon lets espeak-ng say at once. */
const espeakMost = 200;

/** While the hall does not answer, the browser alone may speak. */
const browserAlone: VoiceView = {
  enabled: true,
  repeat: 1,
  engines: ["browser"],
  languages: [],
  volumePercent: 100,
  zones: [],
  clips: {},
  espeak: [],
};

function espeakAddress(text: string, language: Language): string | null {
  return text.length > espeakMost ? null : `/api/v1/voice/text?${new URLSearchParams({ text, language })}`;
}

/** What one citizen is read to with: the hall's clips of today, espeak-ng, and the browser's own voice. */
export class ReadingVoice {
  readonly #player = new SoundPlayer();
  readonly #view = get<VoiceView>("/voice").catch(() => browserAlone);

  /** Reads one sentence after the other until `cut`. A sentence that no engine has is left to the page. */
  async read(sentences: readonly Sentence[], language: Language, cut: AbortSignal): Promise<void> {
    cut.addEventListener("abort", () => browserVoice.hush());
    const sounds: Sounds = {
      play: (addresses) => this.#player.play(addresses, volume, cut),
      speaks: (language) => browserVoice.speaks(language),
      speak: async (words, language) => !cut.aborted && browserVoice.say(words, language, slowly, volume),
    };
    const view = await this.#view;
    for (const { text, words } of sentences) {
      const saying = { language, words, text, espeakAddress: espeakAddress(text, language) };
      if (cut.aborted) return;
      const isHeard = await sayWithEngines(view, sounds, saying, volume);
      if (isHeard) await new Promise((resolve) => setTimeout(resolve, breathMs));
    }
  }

  close(): void {
    this.#player.close();
  }
}
