import type { Language } from "../../i18n/text.ts";
import type { Announcement, Voice } from "./announcer.ts";

export type Engine = "clips" | "browser" | "espeak";

/** How the hall speaks, as `GET /voice` tells it. */
export interface VoiceView {
  enabled: boolean;
  repeat: number;
  engines: Engine[];
  languages: Language[];
  /** Now: quiet hours change it. */
  volumePercent: number;
  zones: { id: string; windows: string[] }[];
  /** By language, the address of each word's clip. */
  clips: Partial<Record<Language, Record<string, string>>>;
  /** What espeak-ng speaks at the daemon. */
  espeak: Language[];
}

/** What can be heard on this machine. Volumes are from 0 to 1; promises resolve when it is over, or failed. */
export interface Sounds {
  /** Plays sounds from their addresses, one after the other; whether all of them could be played. */
  play(addresses: readonly string[], volume: number): Promise<boolean>;
  speaks(language: Language): boolean;
  /** Whether they were said. */
  speak(words: string, language: Language, volume: number): Promise<boolean>;
}

/** The addresses of the clips that a call is joined from; null where one is missing: half a call says the wrong thing. */
export function clipsOf(view: VoiceView, { words }: Announcement, language: Language): string[] | null {
  const recorded = view.clips[language] ?? {};
  const addresses = words[language]?.map((word) => recorded[word]) ?? [];
  const all = addresses.filter((address) => address !== undefined);
  return all.length > 0 && all.length === addresses.length ? all : null;
}

/** The engines that can say a call in a language, the one that the hall wants most first. */
export function enginesFor(
  view: VoiceView,
  sounds: Sounds,
  call: Announcement,
  language: Language,
): Engine[] {
  const can: Record<Engine, () => boolean> = {
    clips: () => clipsOf(view, call, language) !== null,
    browser: () => call.texts[language] !== undefined && sounds.speaks(language),
    espeak: () => view.espeak.includes(language),
  };
  return view.engines.filter((engine) => can[engine]());
}

function espeakAddress({ number, window, recalled }: Announcement, language: Language): string {
  return `/api/v1/voice/call?${new URLSearchParams({ number, window, language, recalled: String(recalled) })}`;
}

/** The hall's voice, as its view stands at each call. Silent until there is one, and in hours of no volume. */
export function hallVoice(viewNow: () => VoiceView | null, sounds: Sounds): Voice {
  /** Whether it was heard. */
  async function sayWith(engine: Engine, view: VoiceView, call: Announcement, language: Language) {
    const volume = view.volumePercent / 100;
    if (engine === "clips") return sounds.play(clipsOf(view, call, language) ?? [], volume);
    if (engine === "espeak") return sounds.play([espeakAddress(call, language)], volume);
    return sounds.speak(call.texts[language] ?? "", language, volume);
  }
  return {
    plan() {
      const view = viewNow();
      return view?.enabled && view.volumePercent > 0
        ? { languages: view.languages, repeat: view.repeat }
        : { languages: [], repeat: 1 };
    },
    speaks(call, language) {
      const view = viewNow();
      return view !== null && enginesFor(view, sounds, call, language).length > 0;
    },
    async say(call, language) {
      const view = viewNow();
      if (view === null) return;
      // A clip that cannot be fetched, or a voice whose network is away, must not silence what another engine can say.
      for (const engine of enginesFor(view, sounds, call, language))
        if (await sayWith(engine, view, call, language)) return;
    },
  };
}
