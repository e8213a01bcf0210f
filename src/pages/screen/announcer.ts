import type { Language } from "../../i18n/text.ts";

/** A call to be said, in the languages that it has words for. */
export interface Announcement {
  number: string;
  window: string;
  recalled: boolean;
  /** As it stands written on the wall. */
  captions: Partial<Record<Language, string>>;
  /** For a voice that reads texts. */
  texts: Partial<Record<Language, string>>;
  /** For a voice that joins clips, clip by clip. */
  words: Partial<Record<Language, readonly string[]>>;
}

/** A voice as the announcer uses it; `say` resolves when it has finished, and also when it failed. */
export interface Voice {
  /** In what order a call is said in which languages, and how often; asked anew for each call. */
  plan(): { languages: readonly Language[]; repeat: number };
  speaks(call: Announcement, language: Language): boolean;
  say(call: Announcement, language: Language): Promise<void>;
}

/** When calls come faster than they can be said, the oldest of those that wait are left to the wall itself. */
export const waitingMost = 6;

/**
 * Says calls one after the other, each in every language that has a voice, so many times in a row. Nothing cuts
 * anything off; where a language has no voice, its caption stands.
 */
export class Announcer {
  readonly #voice: Voice;
  readonly #onTurn: (call: Announcement) => void;
  #waiting: Announcement[] = [];
  #speaking = false;

  /** @param onTurn told of each call when its turn comes: time for its caption */
  constructor(voice: Voice, onTurn: (call: Announcement) => void) {
    this.#voice = voice;
    this.#onTurn = onTurn;
  }

  announce(call: Announcement): void {
    this.#waiting = [...this.#waiting, call].slice(-waitingMost);
    if (!this.#speaking) void this.#speak();
  }

  async #speak(): Promise<void> {
    this.#speaking = true;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      this.#onTurn(next);
      const { languages, repeat } = this.#voice.plan();
      for (let times = 0; times < repeat; times += 1) await this.#sayOnce(next, languages);
    }
    this.#speaking = false;
  }

  async #sayOnce(call: Announcement, languages: readonly Language[]): Promise<void> {
    for (const language of languages)
      if (this.#voice.speaks(call, language)) await this.#voice.say(call, language);
  }
}
