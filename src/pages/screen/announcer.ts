import { type Language, languages } from "../../i18n/text.ts";

/** One thing to say, in the languages that it has words for. */
export interface Announcement {
  texts: Partial<Record<Language, string>>;
}

/** A voice as the announcer uses it; `say` resolves when it has finished, and also when it failed. */
export interface Voice {
  speaks(language: Language): boolean;
  say(words: string, language: Language): Promise<void>;
}

/** When calls come faster than they can be said, the oldest of those that wait are left to the wall itself. */
export const waitingMost = 6;

/**
 * Says announcements one after the other, each in every language that has a voice, so many times in a row. Nothing
 * cuts anything off; where a language has no voice, its caption stands.
 */
export class Announcer<Said extends Announcement> {
  readonly #voice: Voice;
  readonly #repeat: number;
  readonly #onTurn: (said: Said) => void;
  #waiting: Said[] = [];
  #speaking = false;

  /** @param onTurn told of each announcement when its turn comes: time for its caption */
  constructor(voice: Voice, repeat: number, onTurn: (said: Said) => void) {
    this.#voice = voice;
    this.#repeat = repeat;
    this.#onTurn = onTurn;
  }

  announce(announcement: Said): void {
    this.#waiting = [...this.#waiting, announcement].slice(-waitingMost);
    if (!this.#speaking) void this.#speak();
  }

  async #speak(): Promise<void> {
    this.#speaking = true;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      this.#onTurn(next);
      for (let times = 0; times < this.#repeat; times += 1) await this.#sayOnce(next);
    }
    this.#speaking = false;
  }

  async #sayOnce({ texts }: Announcement): Promise<void> {
    for (const language of languages) {
      const words = texts[language];
      if (words !== undefined && this.#voice.speaks(language)) await this.#voice.say(words, language);
    }
  }
}
