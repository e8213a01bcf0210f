import type { Language } from "../../i18n/text.ts";

/** A call to be said, in the languages that it has words for. */
export interface Announcement {
  number: string;
  window: string;
  recalled: boolean;
  /** When it was called, in hall time as ISO 8601; null where the hall does not tell. */
  at: string | null;
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

export interface AnnouncerPorts {
  voice: Voice;
  /** Told of each call when its turn comes: time for its caption. */
  onTurn(call: Announcement): void;
  /** Whether a call still asks somebody to come. */
  stands(call: Announcement): boolean;
  rest(ms: number): Promise<void>;
}

/** When calls come faster than they can be said, the oldest of those that wait are left to the wall itself. */
export const waitingMost = 6;
/** Between two sentences, as a speaker takes breath: without it one runs into the next. */
export const breathMs = 500;
/** After a silence: what a screen missed while it was cut off comes at once, calls and what became of them. */
const gatherMs = 200;

interface Turn {
  call: Announcement;
  /** How often it was said. */
  said: number;
}

/**
 * Says calls one after the other, each in every language that has a voice, so many times. Nothing cuts anything off.
 * A call that nobody has heard yet goes before one that is said again, and one that is over is not said any more.
 * Where a language has no voice, its caption stands.
 */
export class Announcer {
  readonly #ports: AnnouncerPorts;
  #unheard: Turn[] = [];
  #again: Turn[] = [];
  #speaking = false;

  constructor(ports: AnnouncerPorts) {
    this.#ports = ports;
  }

  announce(call: Announcement): void {
    // Called once more, it is said from the beginning, and once.
    const isOther = (turn: Turn) => turn.call.number !== call.number;
    this.#unheard = [...this.#unheard.filter(isOther), { call, said: 0 }].slice(-waitingMost);
    this.#again = this.#again.filter(isOther);
    if (!this.#speaking) void this.#speak();
  }

  async #speak(): Promise<void> {
    const { onTurn, stands, rest, voice } = this.#ports;
    this.#speaking = true;
    await rest(gatherMs);
    for (let turn = this.#next(); turn !== undefined; turn = this.#next()) {
      const { call, said } = turn;
      if (!stands(call)) continue;
      onTurn(call);
      const { languages, repeat } = voice.plan();
      if (said + 1 < repeat) this.#again = [...this.#again, { call, said: said + 1 }].slice(-waitingMost);
      await this.#sayOnce(call, languages);
    }
    this.#speaking = false;
  }

  #next(): Turn | undefined {
    return this.#unheard.shift() ?? this.#again.shift();
  }

  async #sayOnce(call: Announcement, languages: readonly Language[]): Promise<void> {
    const { voice, rest } = this.#ports;
    for (const language of languages) {
      if (!voice.speaks(call, language)) continue;
      await voice.say(call, language);
      await rest(breathMs);
    }
  }
}
