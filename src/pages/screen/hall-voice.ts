import type { Language } from "../../i18n/text.ts";
import {
  enginesFor,
  type Saying,
  type Sounds,
  sayWithEngines,
  type VoiceView,
} from "../shared/voice-engines.ts";
import type { Announcement, Voice } from "./announcer.ts";

function sayingOf(call: Announcement, language: Language): Saying {
  const { number, window, recalled } = call;
  const query = new URLSearchParams({ number, window, language, recalled: String(recalled) });
  return {
    language,
    words: call.words[language] ?? [],
    text: call.texts[language],
    espeakAddress: `/api/v1/voice/call?${query}`,
  };
}

/** The hall's voice, as its view stands at each call. Silent until there is one, and in hours of no volume. */
export function hallVoice(viewNow: () => VoiceView | null, sounds: Sounds): Voice {
  return {
    plan() {
      const view = viewNow();
      return view?.enabled && view.volumePercent > 0
        ? { languages: view.languages, repeat: view.repeat }
        : { languages: [], repeat: 1 };
    },
    speaks(call, language) {
      const view = viewNow();
      return view !== null && enginesFor(view, sounds, sayingOf(call, language)).length > 0;
    },
    async say(call, language) {
      const view = viewNow();
      if (view === null) return;
      await sayWithEngines(view, sounds, sayingOf(call, language), view.volumePercent / 100);
    },
  };
}
