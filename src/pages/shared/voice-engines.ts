import type { Language } from "../../i18n/text.ts";

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
  /** By language, the address of the clip of each word and sentence. */
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

/** Something to say in one language, as each engine takes it. */
export interface Saying {
  language: Language;
  /** What its clips are recorded from, one by one. */
  words: readonly string[];
  /** For the browser's voice; absent where there is none to read. */
  text: string | undefined;
  /** Where espeak-ng's speech of it is; null where it cannot be asked for. */
  espeakAddress: string | null;
}

/** The addresses of the clips that it is joined from; null where one is missing: half of it says the wrong thing. */
function clipsOf(view: VoiceView, { language, words }: Saying): string[] | null {
  const recorded = view.clips[language] ?? {};
  const addresses = words.flatMap((word) => recorded[word] ?? []);
  return addresses.length > 0 && addresses.length === words.length ? addresses : null;
}

/** The engines that can say it, the one that the hall wants most first. */
export function enginesFor(view: VoiceView, sounds: Sounds, saying: Saying): Engine[] {
  const { language, text, espeakAddress } = saying;
  const can: Record<Engine, () => boolean> = {
    clips: () => clipsOf(view, saying) !== null,
    browser: () => text !== undefined && sounds.speaks(language),
    espeak: () => espeakAddress !== null && view.espeak.includes(language),
  };
  return view.engines.filter((engine) => can[engine]());
}

/**
 * Says it with the first engine that can. A clip that cannot be fetched, or a voice whose network is away, does not
 * silence what another engine can say. @returns whether it was heard
 */
export async function sayWithEngines(
  view: VoiceView,
  sounds: Sounds,
  saying: Saying,
  volume: number,
): Promise<boolean> {
  const { language, text = "", espeakAddress } = saying;
  const sayWith: Record<Engine, () => Promise<boolean>> = {
    clips: () => sounds.play(clipsOf(view, saying) ?? [], volume),
    browser: () => sounds.speak(text, language, volume),
    espeak: () => sounds.play(espeakAddress === null ? [] : [espeakAddress], volume),
  };
  for (const engine of enginesFor(view, sounds, saying)) if (await sayWith[engine]()) return true;
  return false;
}
